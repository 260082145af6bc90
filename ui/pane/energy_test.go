package pane

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"nudge/dynamics"
	"nudge/model"
)

func TestEnergyPictures(t *testing.T) {
	for _, test := range []struct {
		name  string
		edit  func(*dynamics.Settings)
		frame int
		w, h  int
	}{
		{"energy-lesson-20", nil, 20, 52, 17},
		{"energy-lesson-20", nil, 20, 80, 19},
		{"energy-lesson-20", nil, 20, 42, 9},
		{"energy-rest", nil, 0, 80, 19},
		{"energy-noise", func(s *dynamics.Settings) { s.Temperature = 1e-3 }, 30, 80, 19},
		{"energy-asymmetric", func(s *dynamics.Settings) { s.Asymmetry = 0.5 }, 10, 80, 19},
		{"energy-kick", func(s *dynamics.Settings) { s.Nudge = dynamics.Kick }, 1, 80, 19},
	} {
		s := play(t, model.Lesson(), test.edit).at(t, test.frame, dynamics.Backprop)
		s.Framed = test.w != 80
		timeGolden(t, test.name, NewEnergy(), s, test.w, test.h)
	}
}

// The numbers are those of the model, evaluated anew at the states before and
// after the step.
func TestEnergyNumbersAreTheModels(t *testing.T) {
	for _, inverted := range []bool{false, true} {
		r := play(t, model.Lesson(), func(s *dynamics.Settings) { s.Inverted = inverted })
		for n := 1; n < 40; n += 6 {
			last := r.at(t, n-1, dynamics.Backprop)
			before := last.Frame.Network().At(append([]float64(nil), last.Frame.State...))
			s := r.at(t, n, dynamics.Backprop)
			after := s.Frame.Network().At(s.Frame.State)
			beta := s.Frame.Beta
			if inverted {
				beta = -beta
			}
			f := after.Energy() + beta*after.Cost()
			by := f - before.Energy() - beta*before.Cost()
			picture := drawing(NewEnergy(), s, 80, 19)
			for _, want := range []string{
				fmt.Sprintf("E  %+12.6f   Δ %+8.1e", after.Energy(), after.Energy()-before.Energy()),
				fmt.Sprintf("C  %+12.6f   Δ %+8.1e", after.Cost(), after.Cost()-before.Cost()),
				fmt.Sprintf("F  %+12.6f   Δ %+8.1e", f, by),
				"✓ F fell",
				fmt.Sprintf("h2 %4.2f", s.Frame.Rest.Point.Saturation(2)),
			} {
				if want = strings.Replace(want, "  ", " ", 1); !strings.Contains(squeeze(picture), squeeze(want)) {
					t.Errorf("frame %d lacks %q:\n%s", n, want, picture)
				}
			}
		}
	}
}

// squeeze makes every run of spaces one.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func TestEnergyVerdicts(t *testing.T) {
	nan := math.NaN()
	for _, test := range []struct {
		terms energyTerms
		want  energyVerdict
	}{
		{energyTerms{e: -4, df: -1e-9}, fell},
		{energyTerms{e: -4, df: 1e-9}, rose},
		{energyTerms{e: -4, df: 1e-15}, steady},
		{energyTerms{e: -4, df: -1e-15}, steady},
		{energyTerms{e: -4, df: nan}, unknownChange},
		{energyTerms{e: -4, df: 1, jumped: true}, unknownChange},
		{energyTerms{e: -4, df: 1, edited: true}, unknownChange},
	} {
		if got := test.terms.verdict(); got != test.want {
			t.Errorf("%+v is %d, want %d", test.terms, got, test.want)
		}
	}
}

// F falls at every noiseless step and under every kind of nudge, and is level
// at rest.
func TestEnergyFallsWithoutNoise(t *testing.T) {
	for _, preset := range model.Presets() {
		for kind := range dynamics.Nudges {
			r := play(t, preset, func(s *dynamics.Settings) { s.Nudge = kind })
			for n := range 60 {
				got := energyOf(r.at(t, n, dynamics.Backprop)).verdict()
				if want := fell; n > 0 && got != want && !(kind != dynamics.Spring && n == 1) && got != steady {
					t.Errorf("%s %s frame %d: verdict %d", preset.Name, kind, n, got)
				}
			}
		}
		still := play(t, preset, func(s *dynamics.Settings) { s.On = false })
		if got := energyOf(still.at(t, 3, dynamics.Backprop)).verdict(); got != steady {
			t.Errorf("%s at rest: verdict %d", preset.Name, got)
		}
	}
}

func TestEnergyNumbersKeepTheirPlaces(t *testing.T) {
	for _, v := range []float64{0, 1, -1, 123.456, -9999.9, 1e5, -1e300, math.NaN(), math.Inf(1), 1e-300} {
		if got := fixed(v); len([]rune(got)) != 12 {
			t.Errorf("%g is written %q", v, got)
		}
		if got := change(v); len([]rune(got)) != 8 && math.Abs(v) < 1e100 && !(math.Abs(v) < 1e-99 && v != 0) {
			t.Errorf("a change of %g is written %q", v, got)
		}
	}
}
