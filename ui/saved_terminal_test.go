//go:build unix

package ui_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nudge/model"
)

// TestSavedComesBack: settings come back with the network they were kept for, its
// layers, its data, and its file, whatever folder the program is started in.
func TestSavedComesBack(t *testing.T) {
	path, config := program(t), t.TempDir()
	environ := []string{"XDG_CONFIG_HOME=" + config}
	t.Chdir(t.TempDir())
	net, err := model.Lesson().Draw(1)
	if err == nil {
		err = net.Save("net.json")
	}
	if err == nil {
		err = os.WriteFile("own.csv", []byte("1,2,yes\n2,1,no\n3,3,maybe\n"), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	keep := func(name string, flags ...string) {
		t.Helper()
		s := open(t, path, 120, 40, environ, flags...)
		s.until("At rest")
		s.typed(":set beta 0.03\r:save " + name + "\r")
		s.until("kept as")
		s.typed("q")
		s.ends(0)
	}
	keep("a-bar", "--preset", "iris", "--layers", "4,5,3")
	keep("b-foo", "--network", "net.json")
	keep("c-own", "--data", "own.csv", "--activation", "sigmoid")
	t.Chdir(t.TempDir())
	menu := func(up int) *terminal {
		s := open(t, path, 120, 40, environ, "--menu")
		s.until("c-own")
		s.typed("\x1b[F" + strings.Repeat("\x1b[A", up) + "\r")
		return s
	}
	for up, says := range []string{"2-8-6-3 sigmoid  own.csv 1 (yes)", "net.json 4-8-8-8-3 tanh", "4-5-3 tanh"} {
		s := menu(up)
		s.until("took the settings kept as")
		if text := s.text(); !strings.Contains(text, says) || !strings.Contains(text, "β nudge strength    0.03") {
			t.Errorf("there is no %s, or not as it was kept:\n%s", says, text)
		}
		s.typed("q")
		s.ends(0)
	}
	s := open(t, path, 120, 40, environ)
	s.until("At rest")
	s.typed(":load a-bar\r")
	s.until("for the network iris 4-5-3 tanh, this is iris 4-8-6-3 tanh")
	kept, err := os.ReadFile(filepath.Join(config, "nudge", "settings", "b-foo.json"))
	if err != nil {
		t.Fatal(err)
	}
	gone := strings.Replace(string(kept), "net.json", "gone.json", 1)
	if err := os.WriteFile(filepath.Join(config, "nudge", "settings", "b-foo.json"), []byte(gone), 0o644); err != nil {
		t.Fatal(err)
	}
	s = menu(1)
	s.until("which is not there")
}

// TestNowhereToWrite: in a folder that is gone, and with a file for a configuration
// folder, each key says which file cannot be written, why, and what to do.
func TestNowhereToWrite(t *testing.T) {
	path, config := program(t), filepath.Join(t.TempDir(), "config")
	if err := os.WriteFile(config, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	gone := filepath.Join(t.TempDir(), "gone")
	if err := os.Mkdir(gone, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Chdir(gone)
	if err := os.Remove(gone); err != nil {
		t.Skipf("this system keeps the folder of a program: %v", err)
	}
	s := open(t, path, 160, 40, []string{"XDG_CONFIG_HOME=" + config})
	s.until("At rest")
	s.typed("S")
	s.until("snapshot: nudge-0001.txt cannot be written: no such file or directory: make its folder first")
	s.typed("E")
	s.until("export (")
	s.typed("\r")
	s.until("export: nudge-iris-frame-0.svg cannot be written: no such file or directory: make its folder first")
	s.typed(":save mine\r")
	s.until("mine.json cannot be written: not a directory: check its path")
}
