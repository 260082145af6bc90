package pane

import (
	"math"
	"strings"
	"testing"

	"nudge/dynamics"
	"nudge/model"
	"nudge/ui/chart"
)

func TestPairsPictures(t *testing.T) {
	iris := pairsLook{preset: model.Iris(), frames: 2, unit: 5}
	lesson := pairsLook{preset: model.Lesson(), frames: 3, unit: 9}
	for _, test := range []struct {
		name   string
		look   pairsLook
		w, h   int
		framed bool
	}{
		{"pairs-iris-2", iris, 80, 19, false},
		{"pairs-iris-2", iris, 50, 9, false},
		{"pairs-lesson-3", lesson, 78, 34, true},
		{"pairs-lesson-5", pairsLook{preset: model.Lesson(), frames: 5, unit: -1}, 42, 13, true},
		{"pairs-lesson-5", pairsLook{preset: model.Lesson(), frames: 5, unit: -1}, 80, 8, false},
		{"pairs-digits-3", pairsLook{preset: model.Digits(), frames: 3, unit: 45}, 80, 19, false},
		{"pairs-digits-3", pairsLook{preset: model.Digits(), frames: 3, unit: 45}, 78, 34, true},
		{"pairs-deep-7", pairsLook{preset: model.Deep(), frames: 7, unit: -1}, 80, 19, false},
		{"pairs-deep-7", pairsLook{preset: model.Deep(), frames: 7, unit: -1}, 78, 34, true},
		{"pairs-free", pairsLook{preset: model.Iris(), unit: -1, edit: freely}, 80, 22, false},
		{"pairs-equilibrium", pairsLook{preset: model.Iris(), frames: 20, unit: -1, ref: dynamics.Equilibrium}, 92, 30, true},
		{"pairs-inverted-log", pairsLook{preset: model.Iris(), frames: 4, unit: -1, scale: Log, edit: inverted}, 80, 22, false},
		{"pairs-undefined", pairsLook{preset: model.Iris(), frames: 4, unit: -1, ref: dynamics.Equilibrium, edit: asymmetric}, 80, 22, false},
	} {
		s := test.look.scene(t)
		s.Framed = test.framed
		pairsGolden(t, test.name, NewPairs(), s, test.w, test.h)
	}
}

func freely(s *dynamics.Settings)     { s.On = false }
func inverted(s *dynamics.Settings)   { s.Inverted = true }
func asymmetric(s *dynamics.Settings) { s.Asymmetry = 0.5 }
func hot(s *dynamics.Settings)        { s.Temperature = 1e-3 }

// scenes is every situation a pane has to bear.
func scenes(t testing.TB) []Scene {
	var list []Scene
	for _, preset := range model.Presets() {
		for ref := range dynamics.References {
			look := pairsLook{preset: preset, frames: int(ref) * 3, ref: ref, scale: Scale(ref), unit: int(ref) * 7}
			for _, look.edit = range []func(*dynamics.Settings){nil, freely, inverted, asymmetric, hot} {
				list = append(list, look.scene(t))
			}
			look.frames = -5
			list = append(list, look.scene(t))
			look.frames, look.reads = int(ref)*3, 1+dynamics.Estimator(ref)
			for _, nudge := range []dynamics.Nudge{dynamics.Spring, dynamics.Kick, dynamics.Clamp} {
				look.edit = func(s *dynamics.Settings) { crowd(8, 1e-3)(s); s.Nudge = nudge }
				list = append(list, look.scene(t))
			}
		}
	}
	return list
}

func TestPairsScatterInspectFillTheirSizeExactly(t *testing.T) {
	panes := map[string]Pane{"pairs": NewPairs(), "scatter": NewScatter(), "inspect": NewInspect()}
	for i, s := range scenes(t) {
		for name, p := range panes {
			for h := range 21 {
				for w := range 41 {
					if i > 2 && (w+h)%7 != 0 { // every size with some, some with all
						continue
					}
					s.Framed = (w+h)%2 == 0
					exactly(t, name, p, s, w, h)
				}
			}
			for _, size := range [][2]int{{60, 11}, {61, 16}, {69, 12}, {80, 19}, {78, 34}, {120, 40}, {300, 90}} {
				if size[0] > 80 && i%10 != 0 {
					continue
				}
				s.Framed = i%2 == 0
				exactly(t, name, p, s, size[0], size[1])
			}
		}
	}
}

func TestPairsAxesAlignInEveryRow(t *testing.T) {
	for frames := range 8 {
		p := NewPairs()
		s := pairsLook{preset: model.Lesson(), frames: frames, unit: 3}.scene(t)
		lines := strings.Split(drawing(p, s, 80, 36), "\n")
		at := p.columns(0, 80)
		units := 0
		for y, line := range lines {
			row := []rune(line)
			if row[1] == ' ' && strings.ContainsRune("12345678", row[2]) {
				units++
				if row[at.asks] != '│' || (row[at.moves] != '│' && row[at.moves] != '┃') {
					t.Errorf("frame %d row %d: no axes at %d and %d in %q", frames, y, at.moves, at.asks, line)
				}
			}
		}
		if units != 3+8+8+8 {
			t.Errorf("frame %d: %d rows of units, want 27", frames, units)
		}
	}
}

// In the arrival frame the bars are as long as the ticks say: the tick is the
// last cell of the bar, and the gradient's bar has as many cells.
func TestPairsBarsOfAnArrivingLayerEndAtTheirTicks(t *testing.T) {
	p := NewPairs()
	s := pairsLook{preset: model.Iris(), frames: 2, unit: -1, edit: func(s *dynamics.Settings) { s.Beta = 1e-4 }}.scene(t)
	p.Resize(80, 24)
	p.Show(s)
	at := p.columns(0, 80)
	for i := range p.layers[1].size() {
		y := 1 + 4 + 1 + i + 1 // heading, y and its units, a blank row, the header of h1
		ticks, past := 0, 0
		for x := at.moves - at.half; x <= at.moves+at.half; x++ {
			r, ink := p.At(x, y)
			if r == '┃' {
				ticks++
				mirrored, _ := p.At(at.asks+x-at.moves, y)
				if x != at.moves && mirrored != '▒' {
					t.Errorf("unit %d: the gradient's bar does not reach its tick", i+1)
				}
			}
			if ink == chart.Derivative && tickBetween(p, at.moves, x, y) {
				past++
			}
			if x != at.moves && ink != chart.Derivative && r != '┃' && tickBetween(p, x, 2*x-at.moves, y) {
				past--
			}
		}
		if ticks != 1 || past != 0 {
			t.Errorf("unit %d: %d ticks, the bar is %d cells past it", i+1, ticks, past)
		}
	}
}

// tickBetween tells whether row y has a tick strictly between two columns.
func tickBetween(p *Pairs, a, b, y int) bool {
	for x := min(a, b) + 1; x < max(a, b); x++ {
		if r, _ := p.At(x, y); r == '┃' {
			return true
		}
	}
	return false
}

func TestPairsRowsStayWhileNumbersChange(t *testing.T) {
	for _, preset := range model.Presets() {
		for _, size := range [][2]int{{80, 19}, {78, 34}, {50, 12}} {
			var before []int
			for frames := range 15 {
				lines := strings.Split(drawing(NewPairs(), pairsLook{preset: preset, frames: frames, unit: 2}.scene(t), size[0], size[1]), "\n")
				var now []int
				for y, line := range lines {
					if name := strings.TrimLeft(line, " ▸"); strings.HasPrefix(name, "h") || strings.HasPrefix(name, "y") {
						now = append(now, y)
					}
				}
				if frames > 0 && !equalInts(before, now) {
					t.Fatalf("%s %v frame %d: headers moved from rows %v to %v", preset.Name, size, frames, before, now)
				}
				before = now
			}
		}
	}
}

func equalInts(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func TestPairsScrollsAWideLayerToTheInspectedUnit(t *testing.T) {
	for unit := range 32 { // the farthest layer of digits
		s := pairsLook{preset: model.Digits(), frames: 3, unit: unit}.scene(t)
		if got := drawing(NewPairs(), s, 80, 19); strings.Count(got, "▸") != 1 {
			t.Fatalf("unit %d is not marked once:\n%s", unit, got)
		}
	}
}

func TestPairsSaysWhyThereIsNoNumber(t *testing.T) {
	for want, look := range map[string]pairsLook{
		"free: no nudge":                        {preset: model.Iris(), edit: freely},
		"at rest: wave not here yet":            {preset: model.Iris(), frames: 1},
		"at rest: nudged from the next frame":   {preset: model.Iris()},
		"noise only: wave not here yet":         {preset: model.Iris(), frames: 1, edit: hot},
		"below rounding":                        {preset: model.Iris(), frames: 3, edit: func(s *dynamics.Settings) { s.Beta, s.Step = 1e-6, 1e-3 }},
		"not defined: no energy":                {preset: model.Iris(), frames: 3, ref: dynamics.Equilibrium, edit: asymmetric},
		"y (inverted)":                          {preset: model.Iris(), frames: 1, edit: inverted},
		"y (visible)":                           {preset: model.Iris(), edit: freely},
		"|dh/dt| 4.8e-03 = β × 1.0e-01 × |∂C/∂": {preset: model.Iris(), frames: 2},
	} {
		if got := drawing(NewPairs(), look.scene(t), 80, 24); !strings.Contains(got, want) {
			t.Errorf("%q is missing from\n%s", want, got)
		}
	}
}

func TestPairsUnitAtFindsTheMarkedUnit(t *testing.T) {
	for _, preset := range []model.Preset{model.Iris(), model.Digits()} {
		s := pairsLook{preset: preset, frames: 3}.scene(t)
		for s.Unit = range len(s.Frame.State) {
			p := NewPairs()
			p.Resize(80, 19)
			p.Show(s)
			for y := range 19 {
				for x := range 80 {
					if r, _ := p.At(x, y); r != '▸' {
						continue
					}
					if unit, ok := p.UnitAt(x, y); !ok || unit != s.Unit {
						t.Errorf("%s: the mark of unit %d is found as %d", preset.Name, s.Unit, unit)
					}
				}
			}
			if unit, ok := p.UnitAt(40, 0); ok {
				t.Errorf("%s: the heading is found as unit %d", preset.Name, unit)
			}
		}
	}
}

func TestMeasure(t *testing.T) {
	log := measure{full: 1, log: true}
	for _, test := range []struct {
		m       measure
		v, want float64
	}{
		{measure{full: 2}, 1, 0.5},
		{measure{full: 2}, -9, -1},
		{measure{}, 1, 0},
		{measure{full: math.NaN()}, 1, 0},
		{measure{full: 1}, math.NaN(), 0},
		{log, 1, 1},
		{log, -1e-3, -0.5},
		{log, 1e-7, 0},
		{log, 0, 0},
	} {
		if got := test.m.of(test.v); math.Abs(got-test.want) > 1e-12 {
			t.Errorf("%+v of %g is %g, want %g", test.m, test.v, got, test.want)
		}
	}
}

func TestSnapEndsWhereAHalfCellBarDoes(t *testing.T) {
	for cells, v := range map[float64]float64{0: 0.02, 1: 0.05, 4: 0.36, 5: 0.45, -4: -0.36, 10: 1} {
		if got := 10 * snap(v, 10); math.Abs(got-cells) > 1e-9 {
			t.Errorf("%g of 10 cells snaps to %g, want %g", v, got, cells)
		}
	}
}

func BenchmarkPairs(b *testing.B) {
	p := NewPairs()
	s := pairsLook{preset: model.Lesson(), frames: 3, unit: 9}.scene(b)
	p.Resize(76, 31)
	b.ReportAllocs()
	for b.Loop() {
		p.Show(s)
	}
}
