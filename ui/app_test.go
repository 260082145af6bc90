package ui

import (
	"flag"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"nudge/dynamics"
	"nudge/model"
)

var update = flag.Bool("update", false, "rewrite the golden screens")

// start is a visualizer of a preset as the command line opens it.
func start(t testing.TB, preset model.Preset, theme Theme) *App {
	t.Helper()
	source, err := dynamics.FromPreset(preset)
	if err != nil {
		t.Fatal(err)
	}
	set := dynamics.Settings{Knobs: dynamics.DefaultKnobs(), Seed: 1, Sample: 1}
	set.Step = source.Step()
	a, err := New(Options{Source: source, Settings: set, Equilibrate: 500, Theme: theme})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// press sends keys by name, as a user types them, and lets the clock beat until
// nothing is being computed.
func press(a *App, keys ...string) {
	for _, key := range keys {
		a.Update(keyMsg(key))
		for a.goal != nil {
			a.Update(tickMsg{a.clock.generation})
		}
	}
}

// keyMsg is a key by name.
func keyMsg(name string) tea.KeyPressMsg { return keyPress(name) }

func size(a *App, w, h int) { a.Update(tea.WindowSizeMsg{Width: w, Height: h}) }

// screenOf is what the user sees, without colour.
func screenOf(a *App) string { return ansi.Strip(a.View().Content) }

// fits checks that the screen is exactly w×h cells and shows no NaN.
func fits(t *testing.T, a *App, w, h int) {
	t.Helper()
	content := a.View().Content
	if w == 0 || h == 0 {
		return
	}
	rows := strings.Split(content, "\n")
	if len(rows) != h {
		t.Fatalf("%d×%d: %d rows", w, h, len(rows))
	}
	for y, row := range rows {
		if got := ansi.StringWidth(row); got != w {
			t.Fatalf("%d×%d: row %d is %d cells wide: %q", w, h, y, got, ansi.Strip(row))
		}
	}
	for _, bad := range []string{"NaN", "Inf", "%!"} {
		if strings.Contains(content, bad) {
			t.Fatalf("%d×%d: the screen says %s:\n%s", w, h, bad, ansi.Strip(content))
		}
	}
}

func TestGoldenScreens(t *testing.T) {
	for _, size := range []struct{ w, h int }{{80, 24}, {120, 40}, {200, 60}} {
		for _, theme := range []Theme{Dark, Light, Mono} {
			name := fmt.Sprintf("%dx%d-%s", size.w, size.h, theme)
			t.Run(name, func(t *testing.T) { golden(t, name, size.w, size.h, theme) })
		}
	}
}

// golden compares four moments of one session with the screens on file: at
// rest, on the way, late, and inspecting a unit.
func golden(t *testing.T, name string, w, h int, theme Theme) {
	a := start(t, model.Iris(), theme)
	size(a, w, h)
	var got strings.Builder
	for _, moment := range []struct {
		what string
		keys []string
	}{
		{"at rest", nil},
		{"nudged, frame 3", []string{"n", ".", ".", "."}},
		{"frame 23, bptt", []string{"L", "L", "G"}},
		{"a unit inspected", []string{"G", "G", "H", "enter", "down"}},
	} {
		press(a, moment.keys...)
		fits(t, a, w, h)
		fmt.Fprintf(&got, "── %s\n%s\n", moment.what, a.View().Content)
	}
	kept(t, name, got.String())
}

// TestForthAndBack: n frames on and n frames back shows what was shown, but
// for the faint trace of what has been played.
func TestForthAndBack(t *testing.T) {
	for _, preset := range model.Presets() {
		a := start(t, preset, Dark)
		size(a, 200, 60)
		press(a, "n", ".", ".", ".", ".", ".", "end", ",", ",")
		before := panesOf(a)
		press(a, ".", ".", "L", "H", ",", ",")
		for view, rows := range panesOf(a) {
			if rows != before[view] {
				t.Errorf("%s: the %v view differs after going forth and back", preset.Name, view)
			}
		}
	}
}

func panesOf(a *App) map[View]string {
	shown := map[View]string{}
	for _, slot := range a.screen.slots {
		shown[slot.view] = strings.Join(a.panes.views[slot.view].Rows(), "\n")
	}
	return shown
}
