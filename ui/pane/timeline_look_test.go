package pane

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"nudge/dynamics"
	"nudge/model"
)

// updateTimeline rewrites the golden pictures of the views over time; whichever
// test file of the package comes first declares the flag.
var updateTimeline = func() flag.Value {
	if flag.Lookup("update") == nil {
		flag.Bool("update", false, "rewrite the golden pictures")
	}
	return flag.Lookup("update").Value
}()

// played is a real run that can be moved and looked at.
type played struct {
	run   *dynamics.Run
	frame dynamics.Frame
	scene Scene
}

// play starts a run with the nudge on at frame 0.
func play(t testing.TB, preset model.Preset, edit func(*dynamics.Settings)) *played {
	t.Helper()
	source, err := dynamics.FromPreset(preset)
	if err != nil {
		t.Fatal(err)
	}
	set := dynamics.Settings{Knobs: dynamics.DefaultKnobs(), On: true, Seed: 1, Sample: 1}
	set.Step = preset.Step
	if edit != nil {
		edit(&set)
	}
	run, err := dynamics.NewRun(source, set, 500)
	if err != nil {
		t.Fatal(err)
	}
	return &played{run: run, scene: Scene{Unit: -1}}
}

// at moves to a frame and is the scene there.
func (p *played) at(t testing.TB, frame int, ref dynamics.Reference) Scene {
	t.Helper()
	if _, err := p.run.Seek(frame, 0); err != nil {
		t.Fatal(err)
	}
	p.run.Observe(&p.frame, ref)
	p.scene.Frame, p.scene.Played, p.scene.Edits = &p.frame, p.run.Played(), p.run.Edits()
	return p.scene
}

// timePanes is one of each of the views over time.
func timePanes() map[string]Pane {
	return map[string]Pane{
		"angle": NewAngle(), "wave": NewWave(), "energy": NewEnergy(), "network": NewNetwork(), "timeline": NewTimeline(),
	}
}

// timeDrawn is the plain picture of a pane at a size.
func timeDrawn(p Pane, s Scene, w, h int) string {
	p.Resize(w, h)
	p.Show(s)
	return ansi.Strip(strings.Join(p.Rows(), "\n"))
}

// timeGolden compares a picture with the one in testdata.
func timeGolden(t *testing.T, name string, p Pane, s Scene, w, h int) {
	t.Helper()
	lines := strings.Split(timeDrawn(p, s, w, h), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	got := strings.Join(lines, "\n") + "\n"
	path := filepath.Join("testdata", fmt.Sprintf("%s-%dx%d.txt", name, w, h))
	if updateTimeline.String() == "true" {
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
