package pane

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

var update = flag.Bool("update", false, "rewrite the golden pictures")

// drawing is the plain picture of a pane at a size.
func drawing(p Pane, s Scene, w, h int) string {
	p.Resize(w, h)
	p.Show(s)
	return ansi.Strip(strings.Join(p.Rows(), "\n"))
}

// golden compares a picture with the one of that name in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: drew\n%s\nwant\n%s", path, got, want)
	}
}
