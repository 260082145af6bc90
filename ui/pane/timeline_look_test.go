package pane

import (
	"fmt"
	"strings"
	"testing"

	"nudge/dynamics"
	"nudge/model"
)

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

// timeGolden compares a picture with the one in testdata, which has no blanks at
// the ends of its rows.
func timeGolden(t *testing.T, name string, p Pane, s Scene, w, h int) {
	t.Helper()
	lines := strings.Split(drawing(p, s, w, h), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	golden(t, fmt.Sprintf("%s-%dx%d", name, w, h), strings.Join(lines, "\n")+"\n")
}
