package pane

import (
	"math"
	"strings"
	"testing"

	"nudge/dynamics"
	"nudge/model"
	"nudge/ui/chart"
)

func TestInspectPictures(t *testing.T) {
	for _, test := range []struct {
		name string
		look pairsLook
		w, h int
	}{
		{"inspect-rest", pairsLook{preset: model.Iris(), unit: 9}, 80, 19},
		{"inspect-arrival", pairsLook{preset: model.Iris(), frames: 2, unit: 9}, 80, 19},
		{"inspect-late", pairsLook{preset: model.Iris(), frames: 20, unit: 9}, 42, 17},
		{"inspect-bptt", pairsLook{preset: model.Iris(), frames: 12, unit: 3, ref: dynamics.BPTT}, 80, 19},
		{"inspect-equilibrium", pairsLook{preset: model.Iris(), frames: 30, unit: 3, ref: dynamics.Equilibrium}, 92, 24},
		{"inspect-noise", pairsLook{preset: model.Iris(), frames: 12, unit: 3, edit: hot}, 80, 19},
		{"inspect-none", pairsLook{preset: model.Iris(), frames: 2, unit: -1}, 42, 17},
	} {
		s := test.look.scene(t)
		s.Framed = test.w != 80
		pairsGolden(t, test.name, NewInspect(), s, test.w, test.h)
	}
}

// The slope and what is asked for agree where theory says so, for every
// unit: at arrival under backprop, always under bptt, whichever way the nudge
// pushes.
func TestInspectSlopesAgreeWithTheory(t *testing.T) {
	for _, edit := range []func(*dynamics.Settings){func(*dynamics.Settings) {}, inverted} {
		faint := func(s *dynamics.Settings) { edit(s); s.Beta = 1e-5 }
		for hops := range 3 {
			s := pairsLook{preset: model.Iris(), frames: hops + 1, edit: faint}.scene(t)
			compareSlopes(t, s, hops, 1e-4)
		}
		for frames := 5; frames < 40; frames += 7 {
			s := pairsLook{preset: model.Iris(), frames: frames, ref: dynamics.BPTT, edit: faint}.scene(t)
			compareSlopes(t, s, -1, 1e-3)
		}
	}
}

// compareSlopes checks the units of a layer, or of all for hops < 0.
func compareSlopes(t *testing.T, s Scene, hops int, tolerance float64) {
	t.Helper()
	for s.Unit = range len(s.Frame.State) {
		var tr trace
		name, ok := tr.find(s)
		if !ok {
			t.Fatalf("unit %d is not found", s.Unit)
		}
		if hops >= 0 && tr.layer.Hops != hops {
			continue
		}
		if !tr.moves || !tr.asks || !tr.exact {
			t.Errorf("frame %d %s: moves %v asks %v exact %v", s.Frame.Number, name, tr.moves, tr.asks, tr.exact)
			continue
		}
		// A unit near zero is compared with its layer.
		size := tr.layer.Derivative * s.Frame.Step
		if off := math.Abs(tr.slope-tr.asked) / size; off > tolerance {
			t.Errorf("frame %d %s: slope %g, asked %g", s.Frame.Number, name, tr.slope, tr.asked)
		}
	}
}

func TestInspectLateSlopesHaveTheSignOfTheGradient(t *testing.T) {
	s := pairsLook{preset: model.Iris(), frames: 12, edit: inverted}.scene(t)
	for s.Unit = range len(s.Frame.State) {
		var tr trace
		tr.find(s)
		if tr.exact || tr.asked*s.Frame.Gradient[s.Unit] < 0 {
			t.Errorf("unit %d: pushed uphill it is asked %g for a gradient of %g", s.Unit, tr.asked, s.Frame.Gradient[s.Unit])
		}
	}
}

func TestInspectNamesUnitsByHops(t *testing.T) {
	s := pairsLook{preset: model.Iris(), frames: 1}.scene(t) // 8 + 6 + 3
	for unit, want := range map[int]string{0: "h2.1", 7: "h2.8", 8: "h1.1", 13: "h1.6", 14: "y.1", 16: "y.3"} {
		s.Unit = unit
		if got, ok := new(trace).find(s); !ok || got != want {
			t.Errorf("unit %d is %q, want %q", unit, got, want)
		}
	}
	for _, s.Unit = range []int{-1, 17} {
		if name, ok := new(trace).find(s); ok {
			t.Errorf("unit %d is %q", s.Unit, name)
		}
	}
}

// The tangent is steep where the curve is and the curve stays in sight.
func TestInspectKeepsTheCurveInSight(t *testing.T) {
	for _, frames := range []int{0, 1, 2, 3, 9, 30, 90} {
		s := pairsLook{preset: model.Lesson(), frames: frames, unit: 20}.scene(t)
		p := NewInspect()
		p.Resize(80, 19)
		p.Show(s)
		tr := &p.trace
		for i, v := range tr.ys {
			if v < tr.low || v > tr.high || tr.xs[i] < tr.from || tr.xs[i] > tr.to || tr.xs[i] > float64(frames) {
				t.Errorf("frame %d: the curve leaves the picture at (%g, %g)", frames, tr.xs[i], v)
			}
		}
		strokes := 0
		for y := range 13 {
			for x := range 80 {
				if r, ink := p.At(x, y); ink == chart.Derivative && strings.ContainsRune("█▀▄", r) {
					strokes++
				}
			}
		}
		if moved := frames > 1; moved != (strokes > 2) {
			t.Errorf("frame %d: the tangent has %d cells", frames, strokes)
		}
	}
}

func BenchmarkInspect(b *testing.B) {
	p := NewInspect()
	s := pairsLook{preset: model.Lesson(), frames: 40, unit: 9}.scene(b)
	p.Resize(78, 30)
	b.ReportAllocs()
	for b.Loop() {
		p.Show(s)
	}
}
