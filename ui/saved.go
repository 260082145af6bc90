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
)

// saved is settings kept under a name: a JSON file in the user's configuration
// folder.
type saved struct {
	Schema    int                `json:"schema"`
	Network   string             `json:"network"` // the preset or file they were made for
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
		Schema: 1, Network: a.run.Source().Name(), Knobs: set.Knobs.Values(), On: set.On, Inverted: set.Inverted,
		Nudge: set.Nudge.String(), Seed: set.Seed, Sample: set.Sample, Target: set.Target,
		Reference: a.reference.String(), Estimator: a.run.Estimator().String(),
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, fmt.Errorf("save %s: %w", name, err)
	}
	err = model.Replace(path, func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		return e.Encode(s)
	})
	if err != nil {
		return nil, fmt.Errorf("save %s: %w", name, err)
	}
	a.tell("kept as %s", path)
	return nil, nil
}

func (a *App) loadSettings(name string) (tea.Cmd, error) {
	path, err := savedPath(a.folder, name)
	if err != nil {
		return nil, err
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("nothing is kept as %q: there is %s", name, a.savedNames())
	}
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", name, err)
	}
	set, ref, estimator, err := a.readSaved(data)
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", path, err)
	}
	if err := a.begin(set); err != nil {
		return nil, err
	}
	a.reference = ref
	a.run.Estimate(estimator)
	a.tell("took the settings kept as %s", name)
	return a.changed(nil), nil
}

// readSaved checks what a file says against this run.
func (a *App) readSaved(data []byte) (dynamics.Settings, dynamics.Reference, dynamics.Estimator, error) {
	var s saved
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&s); err != nil {
		return dynamics.Settings{}, 0, 0, fmt.Errorf("it is not a settings file of this program: %w", err)
	}
	source := a.run.Source()
	if s.Schema != 1 || s.Network != source.Name() {
		return dynamics.Settings{}, 0, 0, fmt.Errorf("these settings are for the network %s, this is %s", s.Network, source.Name())
	}
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

// savedNames lists what is kept.
func (a *App) savedNames() string {
	files, _ := filepath.Glob(filepath.Join(a.folder, "settings", "*.json"))
	if len(files) == 0 {
		return "nothing yet (:save NAME keeps the present settings)"
	}
	for i, f := range files {
		files[i] = strings.TrimSuffix(filepath.Base(f), ".json")
	}
	slices.Sort(files)
	return strings.Join(files, ", ")
}
