package ui

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/model"
	"nudge/ui/lesson"
)

// saved is settings kept under a name: a JSON file in the user's configuration
// folder.
type saved struct {
	Schema int `json:"schema"`
	dynamics.Shape
	Knobs     map[string]float64 `json:"knobs"`
	On        bool               `json:"on"`
	Inverted  bool               `json:"inverted"`
	Nudge     string             `json:"nudge"`
	Seed      uint64             `json:"seed"`
	Sample    int                `json:"sample"`
	Target    int                `json:"target"`
	Reference string             `json:"reference"`
	Estimator string             `json:"estimator"`
}

// goodName tells whether a name makes a plain file name.
func goodName(name string) bool {
	for i, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && (i == 0 || !strings.ContainsRune("._-", r)) {
			return false
		}
	}
	return name != "" && len(name) <= 64
}

// path is the file of a name, in folder.
func savedPath(folder, name string) (string, error) {
	if !goodName(name) {
		return "", fmt.Errorf("%q is no name: use up to 64 letters, digits, dots and dashes, a letter first", name)
	}
	if folder == "" {
		return "", errors.New("there is no configuration folder: set XDG_CONFIG_HOME or HOME")
	}
	return filepath.Join(folder, "settings", name+".json"), nil
}

func (a *App) saveSettings(name string) (tea.Cmd, error) {
	path, err := savedPath(a.folder, name)
	if err != nil {
		return nil, err
	}
	set := a.run.Settings()
	s := saved{
		Schema: 1, Shape: a.run.Source().Shape(), Knobs: set.Knobs.Values(), On: set.On, Inverted: set.Inverted,
		Nudge: set.Nudge.String(), Seed: set.Seed, Sample: set.Sample, Target: set.Target,
		Reference: a.reference.String(), Estimator: a.run.Estimator().String(),
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, fmt.Errorf("save %s: %w", name, model.Unwritable(path, err))
	}
	err = model.Replace(path, func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		return e.Encode(s)
	})
	if err != nil {
		return nil, fmt.Errorf("save %s: %w", name, err)
	}
	without := ""
	if set.Weights != nil {
		without = ", without the learnt weights: :write FILE keeps those"
	}
	a.tell("kept as %s%s", path, without)
	return nil, nil
}

// loadSettings takes settings that were kept for the network that is open.
func (a *App) loadSettings(name string) (tea.Cmd, error) {
	s, err := a.readSaved(name)
	if err != nil {
		return nil, err
	}
	source := a.run.Source()
	if !s.Same(source.Shape()) {
		return nil, fmt.Errorf("load %s: these settings are for the network %s, this is %s: nudge --menu opens that one, too", name, s.Shape, source.Shape())
	}
	return a.takeSaved(name, s, source)
}

// openSaved opens the network that settings were kept for, and takes them.
func (a *App) openSaved(name string) (tea.Cmd, error) {
	s, err := a.readSaved(name)
	if err != nil {
		return nil, err
	}
	source := a.run.Source()
	if !s.Same(source.Shape()) {
		source, err = s.Source()
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("load %s: these settings are for the network %s, which is not there any more", name, s.Network)
	case err != nil:
		return nil, fmt.Errorf("load %s: the network %s: %w", name, s.Network, err)
	}
	cmd, err := a.takeSaved(name, s, source)
	if err == nil {
		a.closeLesson()
	}
	return cmd, err
}

// takeSaved shows a source under settings that were kept for it. Where they cannot
// be, nothing changes.
func (a *App) takeSaved(name string, s saved, source *dynamics.Source) (tea.Cmd, error) {
	set, ref, estimator, err := s.settings(source)
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", name, err)
	}
	if source != a.run.Source() {
		stage, err := lesson.StageOf(source)
		if err != nil {
			return nil, err
		}
		a.take(stage)
	}
	if err := a.begin(set); err != nil {
		return nil, err
	}
	a.reference = ref
	a.run.Estimate(estimator)
	a.tell("took the settings kept as %s", name)
	return a.changed(nil), nil
}

// readSaved reads the file of a name.
func (a *App) readSaved(name string) (s saved, err error) {
	path, err := savedPath(a.folder, name)
	if err != nil {
		return s, err
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return s, fmt.Errorf("nothing is kept as %q: there is %s", name, a.savedNames())
	}
	if err != nil {
		return s, fmt.Errorf("load %s: %w", name, model.Unreadable(path, err))
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err = decoder.Decode(&s); err == nil && s.Schema != 1 {
		err = fmt.Errorf("it has schema %d, this program reads 1", s.Schema)
	}
	if err != nil {
		return s, fmt.Errorf("load %s: it is not a settings file of this program: %w", path, err)
	}
	return s, nil
}

// settings checks what a file says against the source that it is for.
func (s *saved) settings(source *dynamics.Source) (dynamics.Settings, dynamics.Reference, dynamics.Estimator, error) {
	knobs, err := dynamics.KnobsOf(s.Knobs)
	set := dynamics.Settings{Knobs: knobs, On: s.On, Inverted: s.Inverted, Seed: s.Seed, Sample: s.Sample, Target: s.Target}
	if err != nil {
		return set, 0, 0, err
	}
	if s.Sample < 1 || s.Sample > source.Samples() || s.Target < 0 || s.Target > source.Targets() {
		return set, 0, 0, fmt.Errorf("sample %d with target %d: this network has %d and %d", s.Sample, s.Target, source.Samples(), source.Targets())
	}
	kind, err1 := dynamics.ParseNudge(s.Nudge)
	ref, err2 := dynamics.ParseReference(s.Reference)
	estimator, err3 := dynamics.ParseEstimator(s.Estimator)
	set.Nudge = kind
	return set, ref, estimator, errors.Join(err1, err2, err3)
}

// savedNames says what is kept.
func (a *App) savedNames() string {
	names := a.savedFiles()
	if len(names) == 0 {
		return "nothing yet (:save NAME keeps the present settings)"
	}
	return strings.Join(names, ", ")
}

// savedFiles lists the names of the settings the user kept.
func (a *App) savedFiles() []string {
	if a.folder == "" {
		return nil
	}
	files, _ := filepath.Glob(filepath.Join(a.folder, "settings", "*.json"))
	for i, f := range files {
		files[i] = strings.TrimSuffix(filepath.Base(f), ".json")
	}
	slices.Sort(files)
	return slices.DeleteFunc(files, func(name string) bool { return !goodName(name) })
}
