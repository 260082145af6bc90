package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"nudge/model"
	"nudge/ui/lesson"
)

// setting is a line of the configuration file.
type setting struct{ text, place string }

// maxConfig is far more than a line for every option.
const maxConfig = 64 << 10

// configuration is the user's config.toml: a line for an option, as
//
//	beta = 0.03
//	layers = [4, 8, 6, 3]
//
// Every line is checked, whatever else is given. No file is no setting.
func configuration(environ []string) (layer, error) {
	folder := xdgFolder(environ, "XDG_CONFIG_HOME", ".config")
	if folder == "" {
		return nothing, nil
	}
	path := filepath.Join(folder, "config.toml")
	text, err := readConfig(path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return nothing, nil
	}
	if err != nil {
		return nil, usage("%w: mend it, or take it away", err)
	}
	settings, err := parseConfig(path, text)
	if err != nil {
		return nil, usage("%w", err)
	}
	return func(option string) (text, place string, ok bool) {
		s, ok := settings[option]
		return s.text, s.place, ok
	}, nil
}

func nothing(string) (text, place string, ok bool) { return "", "", false }

func readConfig(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, model.Unreadable(path, err)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no file, but a %s", path, kindOf(info.Mode()))
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, model.Unreadable(path, err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxConfig+1))
	if len(text) > maxConfig {
		err = fmt.Errorf("%s has more than %d KB: it wants one line for each setting", path, maxConfig>>10)
	}
	return text, err
}

func kindOf(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "directory"
	case mode&fs.ModeNamedPipe != 0:
		return "pipe"
	}
	return "device"
}

// parseConfig reads the settings of a file, each with its place, path:line.
func parseConfig(path string, text []byte) (map[string]setting, error) {
	var values map[string]any
	if err := toml.Unmarshal(text, &values); err != nil {
		line := 1
		if e := (*toml.DecodeError)(nil); errors.As(err, &e) {
			line, _ = e.Position()
		}
		return nil, fmt.Errorf("%s:%d: it is no TOML: %s: write lines like beta = 0.03", path, line, strings.TrimPrefix(err.Error(), "toml: "))
	}
	settings := map[string]setting{}
	var p unstable.Parser
	for p.Reset(text); p.NextExpression(); {
		e := p.Expression()
		if e.Kind == unstable.Comment {
			continue
		}
		key := e.Key()
		key.Next()
		place := fmt.Sprintf("%s:%d", path, p.Shape(p.Range(key.Node().Data)).Start.Line)
		if e.Kind != unstable.KeyValue || !key.IsLast() {
			return nil, fmt.Errorf("%s: settings stand alone, without a table %q: write lines like beta = 0.03", place, key.Node().Data)
		}
		name := string(key.Node().Data)
		value, err := readSetting(name, values[name])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", place, err)
		}
		settings[name] = setting{value, place}
	}
	return settings, excluded(settings)
}

// readSetting is the text of a value, if it is one for that option.
func readSetting(name string, value any) (string, error) {
	known := settable()
	i := slices.IndexFunc(known, func(o option) bool { return o.name == name })
	if i < 0 {
		return "", unknownSetting(name, known)
	}
	text, err := textOf(value, name == "layers")
	if err == nil {
		err = known[i].read(&experiment{}, text)
	}
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return text, nil
}

func unknownSetting(name string, known []option) error {
	if best := nearestOption(name, known); best != "" {
		return fmt.Errorf("%q is no setting: did you mean %s?", name, best)
	}
	return fmt.Errorf("%q is no setting: the flags of nudge are, without the dashes (nudge --help)", name)
}

// nearestOption is the option that a mistyped name is closest to, "" if none is close.
func nearestOption(name string, known []option) string {
	best, at := "", 3
	for _, o := range known {
		if d := lesson.Distance(name, o.name); d < at {
			best, at = o.name, d
		}
	}
	return best
}

// textOf writes a value as it is written after a flag.
func textOf(value any, list bool) (string, error) {
	switch v := value.(type) {
	case string:
		return v, nil
	case bool:
		return strconv.FormatBool(v), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64), nil
	case []any:
		if !list {
			return "", errors.New("it is a list: give one value")
		}
		var parts []string
		for _, part := range v {
			text, err := textOf(part, false)
			if err != nil {
				return "", err
			}
			parts = append(parts, text)
		}
		return strings.Join(parts, ","), nil
	}
	return "", fmt.Errorf("%v is of no use here: give a number, a text in quotes, true or false", value)
}

// excluded refuses what a network file leaves no room for.
func excluded(settings map[string]setting) error {
	network, ok := settings["network"]
	if !ok {
		return nil
	}
	for _, name := range exclusive(network.text) {
		if s, also := settings[name]; also {
			return fmt.Errorf("%s: %s and network exclude each other: the network file has everything, leave one out", s.place, name)
		}
	}
	return nil
}

// xdgFolder is the folder of nudge below the one that a variable names, else below
// a folder of the user's home; "" if there is no such place.
func xdgFolder(environ []string, variable, fallback string) string {
	var base, home string
	for _, entry := range environ {
		switch name, value, _ := strings.Cut(entry, "="); name {
		case variable:
			base = value
		case "HOME":
			home = value
		}
	}
	switch {
	case filepath.IsAbs(base):
		return filepath.Join(base, "nudge")
	case filepath.IsAbs(home):
		return filepath.Join(home, fallback, "nudge")
	}
	return ""
}
