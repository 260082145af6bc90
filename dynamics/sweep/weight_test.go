package sweep

import (
	"math"
	"testing"
)

// TestWeightGradient: the errors of lesson-numbers.md, and their slopes.
func TestWeightGradient(t *testing.T) {
	g := grid(t, "lesson", "beta=1e-3:1e-1:log:3")
	g.Measure = WeightGradient
	want := [][2]float64{{1.9e-3, 4.8e-6}, {1.8e-2, 4.8e-4}, {0.15, 0.053}}
	for i, c := range compute(t, g, all(g), 2) {
		for j, s := range c.Stats {
			if math.Abs(s.Mean/want[i][j]-1) > 0.03 { // two digits are given
				t.Errorf("β = %g, %s: %.3g, want %.2g", c.Values[0], g.Series()[j].Name, s.Mean, want[i][j])
			}
		}
	}
	g = grid(t, "lesson", "beta=1e-4:1e-2:log:10")
	g.Measure = WeightGradient
	cells := compute(t, g, all(g), 2)
	for i, want := range []float64{1, 2} {
		if got := Slope(cells, i); math.Abs(got-want) > 0.02 {
			t.Errorf("slope of %s is %.3f, want %.0f", g.Series()[i].Name, got, want)
		}
	}
}

func TestSlope(t *testing.T) {
	cells := []Cell{
		{Values: []float64{0}, Stats: []Stat{{Mean: math.NaN()}}},
		{Values: []float64{0.1}, Stats: []Stat{{Mean: 3e-3}}},
		{Values: []float64{1}, Stats: []Stat{{Mean: 3}}},
	}
	if got := Slope(cells, 0); math.Abs(got-3) > 1e-12 {
		t.Errorf("slope %v, want 3", got)
	}
	if got := Slope(cells[:2], 0); !math.IsNaN(got) {
		t.Errorf("the slope of one point is %v", got)
	}
}
