package ui

import (
	"os"
	"slices"
	"strings"
	"testing"

	"nudge/dynamics"
	"nudge/model"
)

func TestActionTable(t *testing.T) {
	bind(Actions()) // panics on a key with two meanings
	used := map[string]bool{}
	for _, a := range Actions() {
		if !slices.Contains(Groups, a.Group) {
			t.Errorf("%q is in no group of the key table: %q", a.Help, a.Group)
		}
		if a.Help == "" || a.Do == nil || len(a.Keys) == 0 {
			t.Errorf("action %v lacks keys, help or deed", a)
		}
		if a.Footer > 0 && a.Label == "" {
			t.Errorf("%q is in the footer without a label", a.Help)
		}
		for _, k := range a.Keys {
			used[k] = true
		}
	}
	for _, knob := range dynamics.Table {
		if knob.Key != "" && !used[knob.Key] {
			t.Errorf("the key %q of %s does nothing", knob.Key, knob.Name)
		}
	}
}

// TestReadmeKeyTable keeps the README's table what the program does.
func TestReadmeKeyTable(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	WriteKeys(&want)
	if !strings.Contains(string(readme), want.String()) {
		t.Errorf("README.md does not have the key table that `nudge keys` prints:\n%s", want.String())
	}
}

// TestReadmeScreen keeps the README's picture what the program shows.
func TestReadmeScreen(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	a := start(t, model.Iris(), Dark)
	size(a, 80, 24)
	press(a, "n", ".", ".", ".")
	var want strings.Builder
	for _, row := range strings.Split(screenOf(a), "\n") {
		want.WriteString(strings.TrimRight("    "+row, " ") + "\n")
	}
	if !strings.Contains(string(readme), want.String()) {
		t.Errorf("README.md does not show the screen after n . . . :\n%s", want.String())
	}
}
