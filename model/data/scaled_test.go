package data

import (
	"math"
	"reflect"
	"strings"
	"testing"
)

// TestScaledBy: 1, 2, 3 have mean 2 and deviation √(2/3); the fourth sample follows.
// The second feature does not vary over them, and keeps its deviation about their 7
// over all four, which is 1.
func TestScaledBy(t *testing.T) {
	whole, err := ReadCSV(strings.NewReader("1,7,a\n2,7,a\n9,9,b\n3,7,b\n"), "my.csv")
	if err != nil {
		t.Fatal(err)
	}
	before := whole.X[2][0]
	s := whole.ScaledBy([]int{3, 0, 1})
	step := math.Sqrt(1.5)
	for i, want := range [][]float64{{-step, 0}, {0, 0}, {7 * step, 2}, {step, 0}} {
		if !closeTo(s.X[i], want) {
			t.Errorf("row %d: %v, want %v", i, s.X[i], want)
		}
	}
	if whole.X[2][0] != before || &s.Y[0] != &whole.Y[0] {
		t.Error("the set itself changed, or what stays the same was copied")
	}
	if again := s.ScaledBy([]int{0, 1, 2, 3}); !reflect.DeepEqual(again.X, whole.X) {
		t.Errorf("by all samples: %v, want %v", again.X, whole.X)
	}
}

// What lies far out over samples that hardly differ stays a number.
func TestScaledByExtremes(t *testing.T) {
	s, err := ReadCSV(strings.NewReader("0,a\n5e-324,b\n1e308,a\n1e-300,b\n0.5,a\n"), "my.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, by := range [][]int{{0}, {0, 1}, {0, 3}, {2, 3}, {4}} {
		for i, x := range s.ScaledBy(by).X {
			if !(math.Abs(x[0]) <= 1e100) {
				t.Errorf("by %v: row %d is %v", by, i, x)
			}
		}
	}
}

// Sets with a scale of their own keep it.
func TestScaledByKeeps(t *testing.T) {
	for _, name := range Names() {
		if s := open(t, name); s.ScaledBy([]int{0, 1}) != s {
			t.Errorf("%s is scaled", name)
		}
	}
	if s := open(t, folder(t, small())); s.ScaledBy([]int{0}) != s {
		t.Error("images are scaled")
	}
}
