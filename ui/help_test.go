package ui

import (
	"strings"
	"testing"

	"nudge/model"
)

// valuesShown are the values that some screen names.
var valuesShown = []string{
	"tanh", "setosa", "seed", "PAUSED", "nudge: spring", "frame", "t=", "dh/dt", "−∂C/∂h", "┃", "v/|v|", "g/|g|", "cos", "|dh/dt|", "hop", "0°",
	"signs", "reference", "mean ρ'", "E ", "C ", "F ", "ds/dt", "asked", "ratio", "ρ'(s)", "∂C/∂s",
	"near 0", "✗ against", "Δ", "h−h⁰",
}

// TestHelpExplainsTheScreen: each value named on a screen is found in the help by
// that name.
func TestHelpExplainsTheScreen(t *testing.T) {
	a := start(t, model.Iris(), Mono)
	shown := ""
	for _, at := range sizes {
		size(a, at.w, at.h)
		for _, key := range []string{"n", ".", ".", ".", "4", "5", "6", "3", "1", "D", "D", "D", "D", "enter", "esc"} {
			press(a, key)
			shown += screenOf(a)
		}
	}
	size(a, 80, 24)
	for _, value := range valuesShown {
		if !strings.Contains(shown, value) {
			t.Errorf("no screen shows %q", value)
		}
		press(a, "?")
		for _, r := range value {
			press(a, strings.NewReplacer(" ", "space").Replace(string(r)))
		}
		if strings.Contains(screenOf(a), "nothing has that in it") {
			t.Errorf("the help does not have %q", value)
		}
		press(a, "esc")
	}
}
