package pane

import (
	"math"
	"strings"
	"testing"

	"nudge/dynamics"
	"nudge/model"
	"nudge/ui/chart"
)

func TestWavePictures(t *testing.T) {
	for _, test := range []struct {
		name   string
		preset model.Preset
		frame  int
		scale  Scale
		edit   func(*dynamics.Settings)
		w, h   int
	}{
		{"wave-lesson-3", model.Lesson(), 3, OwnNorm, nil, 92, 18},
		{"wave-lesson-30", model.Lesson(), 30, OwnNorm, nil, 80, 19},
		{"wave-lesson-30", model.Lesson(), 30, OwnNorm, nil, 42, 9},
		{"wave-iris-12", model.Iris(), 12, Raw, nil, 92, 24},
		{"wave-deep-12", model.Deep(), 12, Log, nil, 80, 19},
		{"wave-digits-300", model.Digits(), 300, OwnNorm, nil, 80, 19},
		{"wave-noise", model.Iris(), 20, OwnNorm, func(s *dynamics.Settings) { s.Temperature = 1e-5 }, 80, 19},
		{"wave-equilibrating", model.Iris(), -440, OwnNorm, func(s *dynamics.Settings) { s.Temperature = 1e-5 }, 80, 19},
	} {
		s := play(t, test.preset, test.edit).at(t, test.frame, dynamics.Backprop)
		s.Scale, s.Framed = test.scale, test.w != 80
		timeGolden(t, test.name, NewWave(), s, test.w, test.h)
	}
}

// Every layer is blank up to the frame of its hops and drawn from the next one
// on, each unit with the sign that its derivative had in that frame.
func TestWaveFrontArrivesOneLayerAFrame(t *testing.T) {
	for i, preset := range []model.Preset{model.Lesson(), model.Iris(), model.Deep(), model.Lesson(), model.Iris()} {
		r := play(t, preset, nil)
		r.run.Estimate([...]dynamics.Estimator{0, 0, 0, dynamics.WindowRate, dynamics.SinceNudge}[i])
		signs := map[[2]int]rune{}
		var s Scene
		for n := range 16 {
			s = r.at(t, n, dynamics.Backprop)
			for i := range s.Frame.Derivative {
				signs[[2]int{n, i}] = signOf(s.Frame, i)
			}
		}
		p := NewWave()
		p.Resize(120, 100)
		p.Show(s)
		grid := gridOf(spanOf(15), waveGutter(120), 120-waveGutter(120))
		seen := map[[2]int]bool{}
		for y := range 100 {
			unit, ok := p.UnitAt(0, y)
			for n := 0; ok && n <= 15; n++ {
				r, ink := p.At(grid.column(n), y)
				if got, want := signOfMark(r, ink), signs[[2]int{n, unit}]; got != want {
					t.Errorf("%s frame %d unit %d is drawn %c (%c), its sign is %c", preset.Name, n, unit, r, got, want)
				}
				seen[[2]int{n, unit}] = true
			}
		}
		if want := 16 * s.Frame.Network().Units(); len(seen) != want {
			t.Errorf("%s: %d cells seen, want %d", preset.Name, len(seen), want)
		}
	}
}

// signOf is the sign of a unit's derivative as it may be seen.
func signOf(f *dynamics.Frame, unit int) rune {
	at := unit
	for _, a := range f.Layers {
		if at -= f.Network().Size(a.Layer); at >= 0 {
			continue
		}
		v := f.Derivative[unit]
		switch {
		case f.Number <= a.Hops || a.BelowRounding || math.Abs(v) <= nearZero*a.Derivative:
			return '·'
		case v < 0:
			return '-'
		}
		return '+'
	}
	return '?'
}

// TestLegendsHaveTheInksOfThePicture: what a title says of the fills it says in their
// inks, and so do the numbers of a unit.
func TestLegendsHaveTheInksOfThePicture(t *testing.T) {
	for _, framed := range []bool{false, true} {
		s := pairsLook{preset: model.Iris(), frames: 3, unit: 5}.scene(t)
		s.Framed = framed
		wave, inspect := NewWave(), NewInspect()
		for what, view := range map[string]interface {
			Pane
			At(x, y int) (rune, chart.Ink)
		}{"wave": wave, "inspect": inspect} {
			view.Resize(80, 19)
			view.Show(s)
			seen := 0
			for y := range 19 {
				for x := range 80 {
					switch r, ink := view.At(x, y); {
					case strings.ContainsRune("▒█░", r) && ink != chart.Derivative && ink != chart.Gradient,
						strings.ContainsRune("░█", r) && ink != chart.Derivative, r == '≡' && ink != chart.Gradient:
						t.Errorf("%s, framed %v: %c at %d, %d in ink %d", what, framed, r, x, y, ink)
					case strings.ContainsRune("▒█░≡", r):
						seen++
					}
				}
			}
			if seen < 4 {
				t.Errorf("%s: only %d fills:\n%s", what, seen, drawing(view, s, 80, 19))
			}
		}
	}
}

func signOfMark(r rune, ink chart.Ink) rune {
	switch {
	case strings.ContainsRune("░▒█", r) && ink == chart.Derivative:
		return '+'
	case strings.ContainsRune("-═≡", r) && ink == chart.Gradient:
		return '-'
	case r == '·' && ink == chart.Faint:
		return '·'
	}
	return '?'
}

func TestWaveShades(t *testing.T) {
	linear, log := waveScale{full: 9}, waveScale{full: 1, log: true}
	for _, test := range []struct {
		scale   waveScale
		v, norm float64
		want    int
	}{
		{linear, 9, 10, 3},
		{linear, 6.1, 10, 3},
		{linear, -5.9, 10, -2},
		{linear, 2.9, 10, 1},
		{linear, 0.19, 10, 0},
		{linear, 0.21, 10, 1},
		{linear, math.NaN(), 10, 0},
		{waveScale{}, 1, 1, 0},
		{log, 1, 1, 3},
		{log, -0.2, 1, -3},
		{log, 0.05, 1, 2},
		{log, 1e-6, 1e-6, 1},
		{log, -1e-30, 1e-30, -1},
	} {
		if got := test.scale.shade(test.v, test.norm); got != test.want {
			t.Errorf("%+v: %g of norm %g has shade %d, want %d", test.scale, test.v, test.norm, got, test.want)
		}
	}
}

func TestWavePlanUsesTheRowsThereAre(t *testing.T) {
	for _, preset := range model.Presets() {
		net := play(t, preset, nil).at(t, 0, dynamics.Backprop).Frame.Network()
		for rows := range 90 {
			p := NewWave()
			skips, gap, tall := p.plan(net, rows)
			sum, fewest, most := 0, rows, 0
			for i, b := range p.blocks {
				sum += b.rows
				if b.every > 1 || b.rows == 0 {
					fewest, most = min(fewest, b.rows), max(most, b.rows)
				}
				if b.rows == 0 && rows >= net.Depth() || b.rows > b.units || b.rows > 0 && (b.rows-1)*b.every >= b.units {
					t.Errorf("%s in %d rows: block %d is %+v", preset.Name, rows, i, b)
				}
			}
			if fewest < 2 && most > 2 {
				t.Errorf("%s in %d rows: a layer has %d of its units, another %d", preset.Name, rows, fewest, most)
			}
			between := gap * (len(p.blocks) - 1)
			if used := sum*tall + between; used > rows || tall < waveTall && !skips && sum*(tall+1)+len(p.blocks)-1 <= rows {
				t.Errorf("%s in %d rows: units of %d rows use %d", preset.Name, rows, tall, used)
			}
			if sum > rows || !skips && sum != net.Units() || skips == (rows >= net.Units()) {
				t.Errorf("%s in %d rows: %d used, skips %v", preset.Name, rows, sum, skips)
			}
		}
	}
}
