package pane

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"nudge/dynamics"
	"nudge/model"
)

// pairsLook is a scene of a real run.
type pairsLook struct {
	preset model.Preset
	frames int
	ref    dynamics.Reference
	scale  Scale
	unit   int
	edit   func(*dynamics.Settings)
	reads  dynamics.Estimator
}

func (l pairsLook) scene(t testing.TB) Scene {
	t.Helper()
	source, err := dynamics.FromPreset(l.preset)
	if err != nil {
		t.Fatal(err)
	}
	set := dynamics.Settings{Knobs: dynamics.DefaultKnobs(), On: true, Seed: 1, Sample: 1}
	set.Step = l.preset.Step
	if l.edit != nil {
		l.edit(&set)
	}
	run, err := dynamics.NewRun(source, set, 500)
	if err != nil {
		t.Fatal(err)
	}
	run.Estimate(l.reads)
	if done, err := run.Seek(l.frames, 0); err != nil || !done {
		t.Fatalf("seek %d: %v %v", l.frames, done, err)
	}
	frame := &dynamics.Frame{}
	run.Observe(frame, l.ref)
	return Scene{Frame: frame, Scale: l.scale, Unit: l.unit}
}

// ruined is a scene with NaN wherever a frame may have one.
func ruined(t testing.TB) Scene {
	s := pairsLook{preset: model.Iris(), frames: 3, unit: 9}.scene(t)
	f, nan := s.Frame, math.NaN()
	for i := range f.State {
		f.State[i], f.Derivative[i], f.Gradient[i] = nan, math.Inf(i%2*2-1), nan
	}
	for i := range f.Layers {
		f.Layers[i].Derivative, f.Layers[i].Gradient, f.Layers[i].Scale = math.Inf(1), nan, nan
	}
	return s
}

// exactly checks that a pane fills a size, no more and no less.
func exactly(t *testing.T, name string, p Pane, s Scene, w, h int) {
	t.Helper()
	p.Resize(w, h)
	p.Show(s)
	if len(p.Rows()) != h {
		t.Fatalf("%s at %d×%d has %d rows", name, w, h, len(p.Rows()))
	}
	for y, row := range p.Rows() {
		if got := ansi.StringWidth(row); got != w {
			t.Fatalf("%s at %d×%d: row %d is %d cells wide: %q", name, w, h, y, got, row)
		}
	}
}

// pairsGolden compares a picture with the one in testdata.
func pairsGolden(t *testing.T, name string, p Pane, s Scene, w, h int) {
	t.Helper()
	golden(t, fmt.Sprintf("%s-%dx%d", name, w, h), drawing(p, s, w, h)+"\n")
}

func TestPairsScatterInspectBearNaN(t *testing.T) {
	s := ruined(t)
	for name, p := range map[string]Pane{"pairs": NewPairs(), "scatter": NewScatter(), "inspect": NewInspect()} {
		for s.Scale = range Scales {
			for _, size := range [][2]int{{80, 19}, {78, 34}, {42, 17}, {9, 3}} {
				exactly(t, name, p, s, size[0], size[1])
				if strings.Contains(strings.Join(p.Rows(), ""), "NaN") {
					t.Errorf("%s says NaN:\n%s", name, strings.Join(p.Rows(), "\n"))
				}
			}
		}
	}
}
