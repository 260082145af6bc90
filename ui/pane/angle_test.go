package pane

import (
	"math"
	"strings"
	"testing"

	"nudge/dynamics"
	"nudge/model"
	"nudge/ui/chart"
)

func TestAnglePictures(t *testing.T) {
	for _, test := range []struct {
		name   string
		preset model.Preset
		frame  int
		scale  Scale
		ref    dynamics.Reference
		w, h   int
	}{
		{"angle-lesson-0", model.Lesson(), 0, OwnNorm, dynamics.Backprop, 42, 9},
		{"angle-lesson-6", model.Lesson(), 6, OwnNorm, dynamics.Backprop, 42, 9},
		{"angle-lesson-6", model.Lesson(), 6, OwnNorm, dynamics.Backprop, 42, 10},
		{"angle-lesson-20", model.Lesson(), 20, OwnNorm, dynamics.Backprop, 108, 14},
		{"angle-lesson-20", model.Lesson(), 20, OwnNorm, dynamics.Backprop, 80, 19},
		{"angle-lesson-300", model.Lesson(), 300, OwnNorm, dynamics.Backprop, 80, 19},
		{"angle-equilibrium", model.Lesson(), 90, OwnNorm, dynamics.Equilibrium, 108, 14},
		{"angle-log", model.Deep(), 15, Log, dynamics.Backprop, 80, 19},
	} {
		s := play(t, test.preset, nil).at(t, test.frame, test.ref)
		s.Scale, s.Framed = test.scale, test.w != 80
		timeGolden(t, test.name, NewAngle(), s, test.w, test.h)
	}
}

// The digits stand where the angles of the frames are, the farther layer over
// the nearer one, and each layer from its arrival on.
func TestAngleDigitsStandAtTheAngles(t *testing.T) {
	r := play(t, model.Lesson(), nil)
	angles := map[[2]int]float64{}
	var s Scene
	for n := range 21 {
		s = r.at(t, n, dynamics.Backprop)
		for _, a := range s.Frame.Layers {
			angles[[2]int{n, a.Hops}] = a.Angle
		}
	}
	p := NewAngle()
	p.Resize(120, 60)
	p.Show(s)
	plot := chart.Plot{X: angleGutter, Y: 1, W: 120 - angleGutter, H: 60 - 1 - 1 - 1, MaxX: 20, MaxY: 40}
	for n := 1; n <= 20; n++ {
		for hops := range 4 {
			angle := angles[[2]int{n, hops}]
			if math.IsNaN(angle) != (n <= hops) {
				t.Fatalf("frame %d: the angle of layer %d is %g", n, hops, angle)
			}
			if math.IsNaN(angle) {
				continue
			}
			x, y, _ := plot.Cell(float64(n), angle)
			covered := hopsRune(hops)
			for far := hops + 1; far < 4; far++ {
				if fx, fy, ok := plot.Cell(float64(n), angles[[2]int{n, far}]); ok && fx == x && fy == y {
					covered = hopsRune(far)
				}
			}
			if r, _ := p.At(x, y); r != covered {
				t.Errorf("frame %d layer %d, %.1f°: %c at %d, %d, want %c", n, hops, angle, r, x, y, covered)
			}
		}
	}
}

// The axis ends at the first of its limits that the angles so far reach up to,
// and never shrinks while the run plays on.
func TestAngleAxisGrowsOnly(t *testing.T) {
	r := play(t, model.Deep(), nil)
	high := 0.0
	for n := range 200 {
		s := r.at(t, n, dynamics.Backprop)
		m := NewAngle().measure(s, chart.Plot{W: 80, H: 9})
		if m.high < high || m.low != 0 {
			t.Fatalf("frame %d: the axis goes from %g to %g, after %g", n, m.low, m.high, high)
		}
		high = m.high
		for _, a := range s.Frame.Layers {
			if a.Angle > high {
				t.Fatalf("frame %d: %g° is above the axis, %g", n, a.Angle, high)
			}
		}
	}
	if high < 90 {
		t.Errorf("the axis ends at %g°", high)
	}
}

func TestAngleSaysWhatItIs(t *testing.T) {
	s := play(t, model.Lesson(), nil).at(t, 3, dynamics.Backprop)
	for scale, want := range map[Scale]string{OwnNorm: "0° same direction", Log: "log |dh/dt|"} {
		s.Scale = scale
		if got := drawing(NewAngle(), s, 90, 20); !strings.Contains(got, want) {
			t.Errorf("%q is missing from\n%s", want, got)
		}
	}
}
