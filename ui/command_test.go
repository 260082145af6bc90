package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nudge/dynamics"
	"nudge/model"
	"nudge/ui/lesson"
)

// say types a command line.
func say(a *App, line string) {
	keys := []string{":"}
	for _, r := range line {
		if r == ' ' {
			keys = append(keys, "space")
			continue
		}
		keys = append(keys, string(r))
	}
	press(a, append(keys, "enter")...)
}

func TestCommands(t *testing.T) {
	a := start(t, model.Iris(), Dark)
	a.folder = t.TempDir()
	size(a, 120, 40)
	for _, step := range []struct {
		line string
		ok   func() bool
	}{
		{"set beta 0.03", func() bool { return a.run.Settings().Beta == 0.03 }},
		{"set T 1e-4", func() bool { return a.run.Settings().Temperature == 1e-4 }},
		{"set temperature off", func() bool { return a.run.Settings().Temperature == 0 }},
		{"nudge kick", func() bool { return a.run.Settings().Nudge == dynamics.Kick }},
		{"nudge on", func() bool { return a.run.Settings().On }},
		{"go 7", func() bool { return a.frame.Number == 7 }},
		{"reference bptt", func() bool { return a.frame.Reference == dynamics.BPTT }},
		{"estimator twin", func() bool { return a.frame.Estimator == dynamics.TwinRate && a.frame.Number == 7 }},
		{"sample 12", func() bool { return a.run.Settings().Sample == 12 && a.frame.Number == 0 }},
		{"seed 9", func() bool { return a.run.Settings().Seed == 9 }},
	} {
		say(a, step.line)
		if a.prompt != nil || !step.ok() {
			t.Errorf("%q did not do it:\n%s", step.line, screenOf(a))
			a.prompt = nil
		}
	}
	for line, says := range map[string]string{
		"set beta 11": "beta is 11", "set gamma 1": "unknown", "fly": "no command", "sample 151": "1 to 150",
		"go x": "not a frame", "reference no": "unknown", "load nothing": "nothing is kept", "save ../x": "no name", "nudge": "one word",
	} {
		say(a, line)
		if a.prompt == nil || !strings.Contains(screenOf(a), says) {
			t.Errorf("%q is not refused with %q:\n%s", line, says, screenOf(a))
		}
		press(a, "esc")
	}
}

// TestCommandsOfLessons: a lesson that uses a command of the visualizer alone is told so,
// whichever it is.
func TestCommandsOfLessons(t *testing.T) {
	for _, c := range Commands() {
		_, err := lesson.Parse("mine.md", []byte("# T\n\n```nudge\n"+c.Name+" x\n```\n"))
		word := slices.ContainsFunc(lesson.Words(), func(w lesson.Word) bool { return w.Name == c.Name })
		if said := err != nil && strings.Contains(err.Error(), c.Name+" is not for lessons: a lesson may use set, go"); said == word {
			t.Errorf("%s: %v", c.Name, err)
		}
	}
}

func TestSaveAndLoad(t *testing.T) {
	a := start(t, model.Iris(), Dark)
	a.folder = t.TempDir()
	size(a, 200, 60)
	say(a, "set beta 0.03")
	say(a, "set gain 1.5")
	say(a, "sample 77")
	say(a, "estimator window")
	kept := a.run.Settings()
	say(a, "save mine")
	say(a, "set beta 1")
	say(a, "sample 3")
	say(a, "estimator raw")
	say(a, "load mine")
	if a.run.Settings() != kept || a.run.Estimator() != dynamics.WindowRate {
		t.Errorf("loaded %+v\nkept   %+v", a.run.Settings(), kept)
	}
	press(a, "u")
	if a.run.Settings().Sample != 3 {
		t.Error("undo does not take back what load did")
	}
	path := filepath.Join(a.folder, "settings", "mine.json")
	for content, says := range map[string]string{
		"{": "not a settings file", `{"schema":1,"network":"digits"}`: "for the network digits",
		`{"schema":1,"network":"iris","knobs":{"beta":99},"sample":1}`: "beta is 99", `{"schema":1,"network":"iris","sample":0}`: "sample 0",
	} {
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		say(a, "load mine")
		if !strings.Contains(screenOf(a), says) {
			t.Errorf("%s: the screen does not say %q:\n%s", content, says, screenOf(a))
		}
		press(a, "esc")
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	a.folder = filepath.Join(path, "below a file")
	say(a, "save other")
	if !strings.Contains(screenOf(a), "save other") {
		t.Errorf("a folder that cannot be made is not said:\n%s", screenOf(a))
	}
}

// TestSweep: a sweep fills in the background, its cells are what the run
// itself shows there, and Enter takes one.
func TestSweep(t *testing.T) {
	a := start(t, model.Iris(), Dark)
	for _, w := range []struct{ w, h int }{{80, 24}, {120, 40}, {200, 60}, {40, 10}} {
		size(a, w.w, w.h)
		cmd, err := a.command("sweep beta=1e-3:10:log:5 gain=1,2 frame=4")
		if err != nil {
			t.Fatal(err)
		}
		for cmd != nil {
			_, cmd = a.Update(cmd())
			fits(t, a, w.w, w.h)
		}
		if h := a.sweep.heat; h.Done != 10 || h.Total != 10 {
			t.Fatalf("%d of %d cells", h.Done, h.Total)
		}
		press(a, "right", "right", "up")
		want := a.sweep.heat.Values[1][5+2]
		press(a, "enter")
		if got := a.frame.Layers[1].Cosine; a.frame.Number != 4 || a.frame.Gain != 2 || got != want {
			t.Errorf("the cell says %v, the run at frame %d with gain %v says %v", want, a.frame.Number, a.frame.Gain, got)
		}
		press(a, "esc")
		if a.main != Pairs || a.sweep != nil {
			t.Error("Esc does not close the sweep")
		}
	}
	for _, bad := range []string{"sweep beta=1:0:log:3", "sweep x=1", "sweep beta=1 beta=2", "sweep beta=1,2 trials=0", "sweep beta=1,2 frame=x"} {
		if _, err := a.command(bad); err == nil {
			t.Errorf("%q is not refused", bad)
		}
	}
}

// TestGuestsTouchNoFiles: what names a file is refused in a session over the
// network.
func TestGuestsTouchNoFiles(t *testing.T) {
	a := start(t, model.Iris(), Dark)
	a.folder, a.guest = t.TempDir(), true
	path := filepath.Join(t.TempDir(), "net.json")
	for _, line := range []string{"save mine", "load mine", "write " + path} {
		if _, err := a.command(line); err == nil || !strings.Contains(err.Error(), "no files") {
			t.Errorf("%q: %v", line, err)
		}
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a guest wrote a file")
	}
	if _, err := a.command("set beta 1"); err != nil {
		t.Errorf("a guest cannot turn a knob: %v", err)
	}
}
