package pane

import (
	"math"
	"strings"
	"testing"

	"nudge/dynamics"
	"nudge/model"
	"nudge/ui/chart"
)

// crowd is N chains at a temperature.
func crowd(chains, temperature float64) func(*dynamics.Settings) {
	return func(s *dynamics.Settings) { s.Chains, s.Temperature = chains, temperature }
}

func TestPairsBandPictures(t *testing.T) {
	iris := pairsLook{preset: model.Iris(), frames: 4, unit: 3, edit: crowd(64, 1e-4)}
	for _, test := range []struct {
		name   string
		edit   func(*pairsLook)
		w, h   int
		framed bool
	}{
		{"pairs-crowd-4", func(*pairsLook) {}, 80, 19, false},
		{"pairs-crowd-4", func(*pairsLook) {}, 92, 30, true},
		{"pairs-crowd-4", func(*pairsLook) {}, 56, 9, true},
		{"pairs-crowd-log-4", func(l *pairsLook) { l.scale = Log }, 80, 24, false},
		{"pairs-crowd-digits-8", func(l *pairsLook) { l.preset, l.frames, l.reads = model.Digits(), 8, dynamics.WindowRate }, 80, 19, false},
		{"pairs-crowd-kick-8", func(l *pairsLook) {
			l.frames, l.ref, l.reads = 8, dynamics.BPTT, dynamics.SinceNudge
			l.edit = func(s *dynamics.Settings) { crowd(64, 1e-4)(s); s.Nudge = dynamics.Kick }
		}, 92, 30, true},
		{"pairs-twin-clamp-8", func(l *pairsLook) {
			l.frames, l.reads = 8, dynamics.TwinRate
			l.edit = func(s *dynamics.Settings) { crowd(16, 1e-3)(s); s.Nudge = dynamics.Clamp }
		}, 92, 30, true},
	} {
		look := iris
		test.edit(&look)
		s := look.scene(t)
		s.Framed = test.framed
		pairsGolden(t, test.name, NewPairs(), s, test.w, test.h)
	}
}

// brackets is the cells from the first to the last bracket of each row, over
// the rows that have both.
func brackets(p *Pairs, s Scene, w, h int) (sum, rows float64) {
	for _, line := range strings.Split(drawing(p, s, w, h), "\n") {
		first, last := strings.Index(line, "├"), strings.LastIndex(line, "┤")
		if first >= 0 && last > first && !strings.Contains(line, "95 %") {
			sum += float64(chart.TextWidth(line[first:last]))
			rows++
		}
	}
	return sum, rows
}

// The band halves when N quadruples: on one scale for all layers, which a strong
// nudge of y sets, the same bands are half as many cells wide.
func TestPairsBandHalvesWhenNQuadruples(t *testing.T) {
	var width [3]float64
	for i, chains := range []float64{64, 256, 1024} {
		s := pairsLook{preset: model.Iris(), frames: 4, unit: -1, scale: Raw, edit: func(s *dynamics.Settings) {
			crowd(chains, 1e-3)(s)
			s.Beta = 1
		}}.scene(t)
		sum, rows := brackets(NewPairs(), s, 400, 30)
		if rows < 12 {
			t.Fatalf("N = %g: only %g rows have a whole band", chains, rows)
		}
		width[i] = sum / rows
	}
	// A standard error over 64 chains is known to 9 %, its mean over 17 units to
	// 2 %; rounding to cells adds a little.
	for i := range 2 {
		if ratio := width[i] / width[i+1]; math.Abs(ratio-2) > 0.2 {
			t.Errorf("bands of %.1f cells become %.1f: %.2f times", width[i], width[i+1], ratio)
		}
	}
}

// A bar whose band has 0 in it is dim and has a bracket, or the cut band, on
// either side of the axis; any other has its whole band on its own side.
func TestPairsBandsSayWhichBarsMeanNothing(t *testing.T) {
	nothing, something := 0, 0
	for frames := 1; frames < 12; frames += 2 {
		s := pairsLook{preset: model.Lesson(), frames: frames, unit: -1, edit: crowd(128, 5e-5)}.scene(t)
		for s.Scale = range Scales {
			p := NewPairs()
			p.Resize(120, 36)
			p.Show(s)
			at := p.columns(0, 120)
			for _, hit := range p.hits {
				l := p.layerOf(hit.unit)
				low, high := s.Frame.Derivative[hit.unit], s.Frame.Derivative[hit.unit]
				low, high = low-1.96*s.Frame.Spread[hit.unit], high+1.96*s.Frame.Spread[hit.unit]
				left, right := sides(p, at, hit.y)
				switch {
				case l.still:
				case low < 0 && high > 0:
					nothing++
					if !left || !right {
						t.Errorf("frame %d unit %d: [%g, %g] is drawn on one side", frames, hit.unit, low, high)
					}
				default:
					something++
					if left && right || !left && !right {
						t.Errorf("frame %d unit %d: [%g, %g] is drawn left %v right %v", frames, hit.unit, low, high, left, right)
					}
				}
			}
		}
	}
	if nothing < 50 || something < 50 {
		t.Errorf("%d bars mean nothing, %d something", nothing, something)
	}
}

func (p *Pairs) layerOf(unit int) *pairsLayer {
	for i := range p.layers {
		if p.layers[i].selected(unit) >= 0 {
			return &p.layers[i]
		}
	}
	return nil
}

// sides tells whether anything of a bar or its band is left or right of the
// axis; the tick alone does not count.
func sides(p *Pairs, at pairsColumns, y int) (left, right bool) {
	for x := at.moves - at.half; x <= at.moves+at.half; x++ {
		r, ink := p.At(x, y)
		if r == '┃' && ink == chart.Ghost {
			// It hides one cell at most, and a band reaches further or is drawn there.
			hidden := p.bandAt(y, x-at.moves, at.half)
			left, right = left || hidden && x < at.moves, right || hidden && x > at.moves
			continue
		}
		if strings.ContainsRune("├─┤┼█▌▐", r) {
			left, right = left || x < at.moves, right || x > at.moves
		}
	}
	return left, right
}

// bandAt tells whether the band of the unit in row y has the c-th cell.
func (p *Pairs) bandAt(y, c, half int) bool {
	for _, hit := range p.hits {
		if hit.y == y {
			l := p.layerOf(hit.unit)
			low, high := l.band(hit.unit - l.first).cells(half)
			return c >= low && c <= high
		}
	}
	return false
}

func TestPairsWithoutNoiseOrWithOneChainHasNoBand(t *testing.T) {
	for _, edit := range []func(*dynamics.Settings){crowd(64, 0), crowd(1, 1e-4)} {
		s := pairsLook{preset: model.Iris(), frames: 4, unit: -1, edit: edit}.scene(t)
		if got := drawing(NewPairs(), s, 100, 30); strings.ContainsAny(got, "├┤┼") {
			t.Errorf("there is a band in\n%s", got)
		}
	}
}

func TestPairsStaysInPlaceWhenTheBandAppears(t *testing.T) {
	var before []string
	for i, chains := range []float64{1, 64} {
		s := pairsLook{preset: model.Lesson(), frames: 5, unit: -1, edit: crowd(chains, 1e-4)}.scene(t)
		lines := strings.Split(drawing(NewPairs(), s, 80, 36), "\n")
		for y, line := range lines[1:35] { // the last row says N
			head := string([]rune(line)[:4])
			if i == 0 {
				before = append(before, head)
			} else if head != before[y] {
				t.Errorf("row %d starts with %q, was %q", y+1, head, before[y])
			}
		}
	}
}

func TestPairsBearsAnySpread(t *testing.T) {
	s := pairsLook{preset: model.Iris(), frames: 5, unit: 3, edit: crowd(64, 1e-4)}.scene(t)
	for _, v := range []float64{math.NaN(), math.Inf(1), -1, 0, 1e300, 1e-300} {
		for i := range s.Frame.Spread {
			s.Frame.Spread[i] = v
		}
		for s.Scale = range Scales {
			for _, size := range [][2]int{{80, 19}, {78, 34}, {59, 9}, {3, 2}, {0, 0}} {
				exactly(t, "pairs", NewPairs(), s, size[0], size[1])
			}
		}
	}
	s.Frame.Spread = s.Frame.Spread[:3]
	exactly(t, "pairs", NewPairs(), s, 80, 19)
}

// The estimator is named with its formula, and what it gives is called by the
// same words as what it is compared with.
func TestPairsNamesTheEstimatorWithItsFormula(t *testing.T) {
	for _, test := range []struct {
		reads  dynamics.Estimator
		ref    dynamics.Reference
		frames int
		want   []string
	}{
		{dynamics.RawRate, dynamics.Backprop, 5, []string{"raw dh/dt=(s(n)−s(n−1))/ε █", "|dh/dt|", "× |∂C/∂h|"}},
		{dynamics.RawRate, dynamics.BPTT, 5, []string{"raw dh/dt=(s(n)−s(n−1))/ε █", "× |∂C/∂h|"}},
		{dynamics.RawRate, dynamics.Equilibrium, 5, []string{"displacement h−h⁰=s(n)−s(0) █", "|h−h⁰|", "× |H⁻¹∂C/∂h|"}},
		{dynamics.WindowRate, dynamics.Backprop, 5, []string{"window w=10 dh/dt=(s(n)−s(n−w))/(wε) █", "|dh/dt|"}},
		{dynamics.WindowRate, dynamics.Equilibrium, 5, []string{"displacement h−h⁰=s(n)−s(0) █"}},
		{dynamics.SinceNudge, dynamics.Backprop, 5, []string{"displacement h−h⁰=s(n)−s(0) █", "|h−h⁰|", "× |∂C/∂h|"}},
		{dynamics.SinceNudge, dynamics.BPTT, 5, []string{"displacement h−h⁰=s(n)−s(0) █", "× |εΣ∂C/∂h|"}},
		{dynamics.SinceNudge, dynamics.Backprop, -3, []string{"displacement dh/dt=(s(n)−s(n−1))/ε █"}},
		{dynamics.TwinRate, dynamics.Backprop, 5, []string{"twin dh/dt=raw−raw of twin █", "|dh/dt|"}},
		{dynamics.TwinRate, dynamics.Equilibrium, 5, []string{"twin h−h⁰=s−s of twin █", "× |H⁻¹∂C/∂h|"}},
	} {
		look := pairsLook{preset: model.Iris(), frames: test.frames, unit: -1, ref: test.ref, reads: test.reads, edit: func(s *dynamics.Settings) { s.Temperature = 1e-10 }}
		s := look.scene(t)
		got := drawing(NewPairs(), s, 80, 24)
		for _, want := range test.want {
			if !strings.Contains(got, want) {
				t.Errorf("%v, %v, frame %d: %q is missing from\n%s", test.reads, test.ref, test.frames, want, got)
			}
		}
		s.Framed = true
		formula := estimateOf(s.Frame).name + " " + seriesOf(s.Frame).moves + " = " + estimateOf(s.Frame).formula
		if got := drawing(NewPairs(), s, 92, 30); !strings.Contains(got, formula) {
			t.Errorf("%v, %v, frame %d: %q is missing from\n%s", test.reads, test.ref, test.frames, formula, got)
		}
	}
}

func TestPairsSaysWhichAveragesAreOn(t *testing.T) {
	look := pairsLook{preset: model.Iris(), frames: 4, unit: -1, reads: dynamics.WindowRate, edit: func(s *dynamics.Settings) {
		crowd(256, 1e-4)(s)
		s.Spikes = 10
	}}
	s := look.scene(t)
	for _, s.Framed = range []bool{false, true} {
		if got, want := drawing(NewPairs(), s, 80, 24), "N 256 chains · K 10 spikes · window 10"; !strings.Contains(got, want) {
			t.Errorf("%q is missing from\n%s", want, got)
		}
	}
}

func TestPairsWordsOfKickAndClamp(t *testing.T) {
	for want, look := range map[string]pairsLook{
		"held in place":             {preset: model.Iris(), frames: 3, edit: func(s *dynamics.Settings) { s.Nudge = dynamics.Kick }},
		"= η × ":                    {preset: model.Iris(), frames: 3, edit: func(s *dynamics.Settings) { s.Nudge = dynamics.Kick }},
		"= |η| × ":                  {preset: model.Iris(), frames: 3, edit: func(s *dynamics.Settings) { s.Nudge, s.Inverted = dynamics.Clamp, true }},
		"y (clamped)":               {preset: model.Iris(), frames: 3, edit: func(s *dynamics.Settings) { s.Nudge = dynamics.Clamp }},
		"y (kicked)":                {preset: model.Iris(), edit: func(s *dynamics.Settings) { s.Nudge = dynamics.Kick }},
		"(on arrival 1.0e-02)":      {preset: model.Iris(), frames: 3},
		"h2 (2 hops)   |dh/dt| 2.2": {preset: model.Iris(), frames: 3, edit: func(s *dynamics.Settings) { s.Nudge = dynamics.Clamp }},
	} {
		if got := drawing(NewPairs(), look.scene(t), 110, 24); !strings.Contains(got, want) {
			t.Errorf("%q is missing from\n%s", want, got)
		}
	}
}

func BenchmarkPairsCrowd(b *testing.B) {
	p := NewPairs()
	s := pairsLook{preset: model.Lesson(), frames: 5, unit: 9, edit: crowd(64, 1e-4)}.scene(b)
	for _, s.Framed = range []bool{false, true} {
		b.Run(map[bool]string{false: "bare", true: "framed"}[s.Framed], func(b *testing.B) {
			p.Resize(76, 30)
			b.ReportAllocs()
			for b.Loop() {
				p.Show(s)
			}
		})
	}
}
