//go:build unix

package cli

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestConfigSizes: a file that no hand wrote, or that is none, is refused at once.
func TestConfigSizes(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "nudge", "config.toml")
	if err := os.Mkdir(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	read := func() error { _, err := configuration([]string{"XDG_CONFIG_HOME=" + folder}); return err }
	if err := read(); err != nil {
		t.Errorf("without a file: %v", err)
	}
	if err := os.WriteFile(path, []byte(strings.Repeat("# nothing\n", 1<<20)), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := read(); err == nil || !strings.Contains(err.Error(), "more than 64 KB") {
		t.Errorf("10 MB: %v", err)
	}
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := read(); err != nil {
		t.Errorf("an empty file: %v", err)
	}
	if os.Getuid() != 0 {
		if err := os.Chmod(path, 0); err != nil {
			t.Fatal(err)
		}
		if err := read(); err == nil || !strings.Contains(err.Error(), "permission denied") {
			t.Errorf("unreadable: %v", err)
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := read(); err == nil || !strings.Contains(err.Error(), "a pipe") {
		t.Errorf("a pipe: %v", err)
	}
}

// TestConfigKnowsEveryOption: each option can be a line of the file.
func TestConfigKnowsEveryOption(t *testing.T) {
	for _, o := range settable() {
		text := o.fallback
		if len(o.words) > 0 {
			text = o.words[0]
		}
		if text == "" {
			text = map[string]string{"layers": "4,3", "network": "a.npz", "data": "iris"}[o.name]
		}
		settings, err := parseConfig("f", []byte("\n"+o.name+" = '"+text+"'"))
		if err != nil || settings[o.name] != (setting{text, "f:2"}) {
			t.Errorf("%s: %v, %v", o.name, settings, err)
		}
	}
}

// FuzzConfig: whatever the file says, a mistake is told with its place.
func FuzzConfig(f *testing.F) {
	for _, text := range []string{"beta = 0.1", "[a]\nb = 1", "layers = [4, [3]]", "a.b = 1", "\xff", "beta = {x = 1}", "[[a]]", "'' = 1"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if _, err := parseConfig("f", text); err != nil && !strings.HasPrefix(err.Error(), "f:") {
			t.Errorf("%q: %v has no place", text, err)
		}
	})
}
