package cli

import (
	"os"
	"path/filepath"
	"testing"
)

// TestFirstRun: the first run is told once, and where nothing can be remembered
// never.
func TestFirstRun(t *testing.T) {
	state := filepath.Join(t.TempDir(), "a", "nudge")
	if !firstRun(state) || firstRun(state) {
		t.Error("the first run is not the first, or the second is")
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, nowhere := range []string{"", filepath.Join(file, "nudge")} {
		if firstRun(nowhere) {
			t.Errorf("%q can remember nothing, and is a first run", nowhere)
		}
	}
}

func TestStateFolder(t *testing.T) {
	for want, environ := range map[string][]string{
		"/s/nudge": {"HOME=/h", "XDG_STATE_HOME=/s"}, "/h/.local/state/nudge": {"HOME=/h", "XDG_STATE_HOME=relative"}, "": {"HOME="},
	} {
		if got := stateFolder(environ); filepath.ToSlash(got) != want {
			t.Errorf("%v: %q, want %q", environ, got, want)
		}
	}
}
