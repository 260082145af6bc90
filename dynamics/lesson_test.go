package dynamics

import (
	"math"
	"testing"

	"nudge/model"
)

// lesson is the lesson network's run, as lesson-numbers.md says it was made:
// ε = 0.1, a spring, no noise, settled.
func lesson(t *testing.T, change func(*Settings)) *Run {
	return nudged(t, model.Lesson(), func(s *Settings) {
		s.Step = 0.1
		change(s)
	})
}

// hidden is the agreement of h1, h2, h3 in a frame.
func hidden(t *testing.T, run *Run, frame int, ref Reference) [3]Agreement {
	t.Helper()
	if done, err := run.Seek(frame, 0); err != nil || !done {
		t.Fatal(frame, done, err)
	}
	var f Frame
	run.Observe(&f, ref)
	return [3]Agreement{f.Layers[2], f.Layers[1], f.Layers[0]}
}

// printed fails unless the numbers are the ones printed, to so many digits
// behind the point. Some were rounded twice on their way to the page (5.248, 5.25,
// 5.3), which puts them off by up to 0.55 units of the last digit.
func printed(t *testing.T, what string, got [3]float64, digits int, want ...float64) {
	t.Helper()
	unit := math.Pow(10, -float64(digits))
	for i, w := range want {
		if off := math.Abs(got[i] - w); !(off <= 0.55*unit) {
			t.Errorf("%s: h%d is %v, printed as %v", what, i+1, got[i], w)
		}
	}
}

func angles(a [3]Agreement) [3]float64 { return [3]float64{a[0].Angle, a[1].Angle, a[2].Angle} }
func errorsOf(a [3]Agreement) [3]float64 {
	return [3]float64{a[0].RelativeError, a[1].RelativeError, a[2].RelativeError}
}

// TestLessonAngles is the table of angles to back-propagation at β = 0.1.
func TestLessonAngles(t *testing.T) {
	run := lesson(t, func(s *Settings) { s.Beta = 0.1 })
	for _, row := range []struct {
		frame int
		want  []float64
	}{
		{2, []float64{0.01}},
		{3, []float64{1.09, 0.02}},
		{4, []float64{2.21, 1.69, 0.01}},
		{5, []float64{3.36, 3.40, 1.20}},
		{10, []float64{9.32, 12.09, 7.26}},
		{20, []float64{20.46, 27.26, 18.62}},
		{50, []float64{39.92, 51.55, 40.18}},
	} {
		a := hidden(t, run, row.frame, Backprop)
		printed(t, "angle", angles(a), 2, row.want...)
		for _, late := range a[len(row.want):] {
			if late.Reached || late.Shown() {
				t.Errorf("frame %d: h%d is shown before it is reached", row.frame, late.Hops)
			}
		}
	}
}

// TestLessonThroughTime is the line of angles to back-propagation through time.
func TestLessonThroughTime(t *testing.T) {
	run := lesson(t, func(s *Settings) { s.Beta = 1e-3 })
	for frame, want := range map[int][]float64{4: {0.001, 0.001, 0}, 20: {0.019, 0.022, 0.009}, 50: {0.057, 0.049, 0.021}} {
		printed(t, "angle to bptt", angles(hidden(t, run, frame, BPTT)), 3, want...)
	}
}

// TestLessonRelativeError is the line of relative errors at frame 8, and its
// slope of 1 in β.
func TestLessonRelativeError(t *testing.T) {
	for _, row := range []struct {
		beta   float64
		digits int
		want   []float64
	}{
		{1e-3, 5, []float64{0.00048, 0.00028, 0.00016}},
		{1e-2, 4, []float64{0.0048, 0.0028, 0.0016}},
		{0.1, 3, []float64{0.046, 0.028, 0.016}},
		{1, 2, []float64{0.36, 0.23, 0.15}},
	} {
		run := lesson(t, func(s *Settings) { s.Beta = row.beta })
		printed(t, "relative error", errorsOf(hidden(t, run, 8, BPTT)), row.digits, row.want...)
	}
}

// TestLessonAsymmetry is the line of cosines at arrival.
func TestLessonAsymmetry(t *testing.T) {
	for alpha, want := range map[float64][]float64{
		0.1:  {.996, .978, .985},
		0.25: {.963, .848, .875},
		0.5:  {.669, .103, -.066},
		0.75: {-.156, -.496, -.761},
		1:    {-.476, -.407, -.776},
	} {
		run := lesson(t, func(s *Settings) { s.Beta, s.Asymmetry = 1e-3, alpha })
		var got [3]float64
		for i := range got {
			got[i] = hidden(t, run, i+2, Backprop)[i].Cosine
		}
		printed(t, "cosine at arrival", got, 3, want...)
	}
}

// TestLessonGain is the line of angles at frame 5 and of the mean ρ'.
func TestLessonGain(t *testing.T) {
	for gain, want := range map[float64][2][]float64{
		1: {{3.3, 3.3, 1.2}, {.77, .67, .64}},
		2: {{5.3, 4.2, 1.7}, {.52, .44, .42}},
		4: {{7.4, 5.2, 3.0}, {.33, .29, .26}},
	} {
		run := lesson(t, func(s *Settings) { s.Beta, s.Gain = 1e-3, gain })
		printed(t, "angle", angles(hidden(t, run, 5, Backprop)), 1, want[0]...)
		var f Frame
		run.Observe(&f, Backprop)
		var slope [3]float64
		for i := range slope {
			slope[i] = f.Rest.Point.Saturation(3 - i)
		}
		printed(t, "mean ρ'", slope, 2, want[1]...)
	}
}
