package pane

import (
	"math"
	"strings"
	"testing"

	"nudge/dynamics"
	"nudge/model"
	"nudge/ui/chart"
)

func TestInspectSamplePictures(t *testing.T) {
	for _, test := range []struct {
		name string
		look pairsLook
		w, h int
	}{
		{"inspect-sampled-0", pairsLook{preset: model.Lesson(), unit: 3, edit: crowd(1, 1e-4)}, 92, 23},
		{"inspect-sampled-0", pairsLook{preset: model.Lesson(), unit: 3, edit: crowd(1, 1e-4)}, 42, 17},
		{"inspect-sampled-crowd-4", pairsLook{preset: model.Iris(), frames: 4, unit: 3, edit: crowd(64, 1e-4)}, 80, 19},
		{"inspect-sampled-spikes", pairsLook{preset: model.Iris(), unit: 3, edit: func(s *dynamics.Settings) { s.Spikes = 20 }}, 80, 19},
		{"inspect-sampled-none", pairsLook{preset: model.Iris(), frames: -500, unit: 3, edit: crowd(1, 1e-4)}, 80, 19},
	} {
		s := test.look.scene(t)
		s.Framed = test.w != 80
		pairsGolden(t, test.name, NewInspect(), s, test.w, test.h)
	}
}

// The bars of the histogram and the curve hold the same area: each adds up to 1
// but for what is out of sight.
func TestHistogramAndGaussianHoldTheSameArea(t *testing.T) {
	for _, w := range []int{9, 30, 47, 200} {
		s := pairsLook{preset: model.Iris(), unit: 3, edit: crowd(16, 1e-4)}.scene(t)
		var g histogram
		if g.known = g.Look(s.Frame.Trail, 3); !g.known {
			t.Fatal("there are no samples")
		}
		g.count(w)
		g.gaussian(w)
		var bars, curve float64
		each := (w + len(g.bins) - 1) / len(g.bins)
		for column := range w {
			bars += g.bins[column/each] * 2 * g.wing / float64(w)
		}
		for _, y := range g.ys {
			curve += y * g.wing / float64(w)
		}
		if math.Abs(bars-1) > 0.02 || math.Abs(curve-1) > 0.02 {
			t.Errorf("%d columns: bars hold %g, the curve %g", w, bars, curve)
		}
	}
}

// The past does not change when the run plays on, so neither does what was
// sampled from it.
func TestInspectKeepsItsHistogramWhileNudged(t *testing.T) {
	p := NewInspect()
	right := func(frames int) (drawn []string) {
		s := pairsLook{preset: model.Iris(), frames: frames, unit: 3, edit: crowd(4, 1e-4)}.scene(t)
		for _, line := range strings.Split(drawing(p, s, 80, 19), "\n")[:11] {
			drawn = append(drawn, string([]rune(line)[51:]))
		}
		return drawn
	}
	before := right(0)
	for _, frames := range []int{1, 7, 60} {
		for y, line := range right(frames) {
			if line != before[y] {
				t.Errorf("frame %d, row %d: %q, was %q", frames, y, line, before[y])
			}
		}
	}
}

func TestInspectWithoutNoiseHasNoHistogram(t *testing.T) {
	s := pairsLook{preset: model.Iris(), frames: 4, unit: 3}.scene(t)
	if got := drawing(NewInspect(), s, 80, 19); strings.Contains(got, "σ") {
		t.Errorf("without noise it draws\n%s", got)
	}
}

// At arrival under backprop, and at every frame under bptt, each estimator gives
// what the gradient asks of it.
func TestInspectAsksTheSameOfEveryEstimator(t *testing.T) {
	for reads := range dynamics.Estimators {
		for _, nudge := range []dynamics.Nudge{dynamics.Spring, dynamics.Kick} {
			faint := func(s *dynamics.Settings) { s.Beta, s.Nudge = 1e-5, nudge }
			for frames := 1; frames < 30; frames = frames*2 + 1 {
				for _, ref := range []dynamics.Reference{dynamics.Backprop, dynamics.BPTT} {
					s := pairsLook{preset: model.Iris(), frames: frames, ref: ref, reads: reads, edit: faint}.scene(t)
					compareAsked(t, s)
				}
			}
		}
	}
}

func compareAsked(t *testing.T, s Scene) {
	t.Helper()
	for s.Unit = range s.Frame.State {
		var tr trace
		name, _ := tr.find(s)
		if !tr.exact || !tr.asks {
			continue
		}
		got, want, size := tr.slope, tr.asked, tr.layer.Derivative*s.Frame.Led.Step
		if tr.target {
			got, want, size = s.Frame.Derivative[s.Unit], tr.asked-tr.base, tr.layer.Derivative
		}
		if off := math.Abs(got-want) / size; off > 1e-3 {
			t.Errorf("%v %v %v frame %d %s: %g, asked %g", s.Frame.Led.Nudge, s.Frame.Estimator, s.Frame.Reference, s.Frame.Number, name, got, want)
		}
		if words := tr.request().says; !strings.Contains(words, "exact") || strings.Contains(words, "β") != (s.Frame.Led.Nudge == dynamics.Spring) {
			t.Errorf("%v %v frame %d %s says %q", s.Frame.Led.Nudge, s.Frame.Estimator, s.Frame.Number, name, words)
		}
	}
}

func TestInspectNamesTheFactorOfArrival(t *testing.T) {
	for _, test := range []struct {
		reads dynamics.Estimator
		nudge dynamics.Nudge
		unit  int
		want  string
	}{
		{dynamics.RawRate, dynamics.Spring, 14, "▒ −β ∂C/∂s:"},
		{dynamics.RawRate, dynamics.Spring, 8, "▒ −β ε ∂C/∂s:"},
		{dynamics.RawRate, dynamics.Spring, 0, "▒ −β ε^2 ∂C/∂s:"},
		{dynamics.RawRate, dynamics.Kick, 8, "▒ −η ∂C/∂s:"},
		{dynamics.RawRate, dynamics.Kick, 14, "▒ −η ε^-1 ∂C/∂s:"},
		{dynamics.WindowRate, dynamics.Spring, 0, "▒ −β ε^2/3 ∂C/∂s:"},
		{dynamics.WindowRate, dynamics.Kick, 8, "▒ −η 1/2 ∂C/∂s:"},
		{dynamics.SinceNudge, dynamics.Spring, 0, "▒ s(0) − β ε^3 ∂C/∂s:"},
		{dynamics.SinceNudge, dynamics.Clamp, 14, "▒ s(0) − η ∂C/∂s:"},
	} {
		frames := 1
		for _, last := range []int{14, 8} {
			if test.unit < last {
				frames++
			}
		}
		s := pairsLook{preset: model.Iris(), frames: frames, unit: test.unit, reads: test.reads, edit: func(s *dynamics.Settings) { s.Nudge = test.nudge }}.scene(t)
		var tr trace
		tr.find(s)
		if got := tr.request().says; !strings.HasPrefix(got, test.want) {
			t.Errorf("%v %v unit %d at frame %d says %q, want %q", test.nudge, test.reads, test.unit, frames, got, test.want)
		}
		// The symbols are worth what the frame says.
		power := map[string]float64{"ε^-1 ": 10, "": 1, "ε ": 0.1, "ε^2 ": 0.01, "ε^2/3 ": 0.01 / 3, "1/2 ": 0.5, "ε^3 ": 0.001}
		if want, known := power[tr.factor()]; !known || math.Abs(tr.layer.Factor/want-1) > 1e-12 {
			t.Errorf("%q stands for %g, the frame says %g", tr.factor(), want, tr.layer.Factor)
		}
	}
}

func TestHistogramBearsStrangeNumbers(t *testing.T) {
	s := pairsLook{preset: model.Iris(), frames: 3, unit: 3, edit: crowd(4, 1e-4)}.scene(t)
	p := NewInspect()
	p.Resize(80, 19)
	p.Show(s)
	nan, inf := math.NaN(), math.Inf(1)
	for _, g := range []histogram{
		{},
		{known: true},
		{known: true, Sampling: dynamics.Sampling{Values: []float64{1, 1}, Deviation: nan, Theory: nan}},
		{known: true, Sampling: dynamics.Sampling{Values: []float64{nan, inf, -inf}, Mean: nan, Deviation: inf, Theory: inf}},
		{known: true, Sampling: dynamics.Sampling{Values: []float64{1e300, -1e300}, Mean: 1e300, Deviation: 1e-300, Theory: 1e-300}},
	} {
		for _, plot := range []chart.Plot{{W: 30, H: 9}, {W: 9, H: 3}, {W: 3, H: 1}, {}} {
			p.sampled = g
			p.histogram(plot)
		}
		for _, line := range g.lines() {
			if strings.Contains(line.value+line.says, "NaN") || strings.Contains(line.value+line.says, "Inf") {
				t.Errorf("%+v says %+v", g.Sampling, line)
			}
		}
	}
}

func BenchmarkInspectSampled(b *testing.B) {
	p := NewInspect()
	s := pairsLook{preset: model.Lesson(), frames: 4, unit: 9, edit: crowd(4, 1e-4)}.scene(b)
	p.Resize(78, 30)
	b.ReportAllocs()
	for b.Loop() {
		p.Show(s)
	}
}
