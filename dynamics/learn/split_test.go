package learn

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"nudge/model/data"
)

// TestSplitGiven: the parts that the data bring are taken as they are, and a test
// fraction draws from both.
func TestSplitGiven(t *testing.T) {
	set := &data.Set{X: make([][]float64, 10), Y: make([]int, 10), Test: 7}
	if train, test := (Recipe{Seed: 1}).split(set); !slices.Equal(train, []int{0, 1, 2, 3, 4, 5, 6}) || !slices.Equal(test, []int{7, 8, 9}) {
		t.Errorf("given: %v and %v", train, test)
	}
	train, test := Recipe{Seed: 1, TestFraction: 0.2}.split(set)
	if len(train) != 8 || len(test) != 2 {
		t.Errorf("drawn: %v and %v", train, test)
	}
	both := slices.Sorted(slices.Values(append(train, test...)))
	if !slices.Equal(both, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}) {
		t.Errorf("drawn: %v and %v are not all samples", train, test)
	}
	set.Test = 0
	if train, test := (Recipe{Seed: 1}).split(set); len(train) != 10 || len(test) != 0 {
		t.Errorf("none: %v and %v", train, test)
	}
}

// TestTrainingScale: a CSV file is standardised by the samples to learn from alone.
func TestTrainingScale(t *testing.T) {
	var text strings.Builder
	for i := range 40 {
		fmt.Fprintf(&text, "%d,%d,%d\n", i*i, i*i*i, i%2)
	}
	set, err := data.ReadCSV(strings.NewReader(text.String()), "my.csv")
	if err != nil {
		t.Fatal(err)
	}
	training, err := NewTraining(set, RecipeFor(set))
	if err != nil {
		t.Fatal(err)
	}
	if len(training.train) != 32 {
		t.Fatalf("%d samples to learn from", len(training.train))
	}
	for j := range 2 {
		sum, square, every := 0.0, 0.0, 0.0
		for _, i := range training.train {
			v := training.set.X[i][j]
			sum, square = sum+v, square+v*v
		}
		for _, x := range training.set.X {
			every += x[j]
		}
		if math.Abs(sum) > 1e-12 || math.Abs(square-32) > 1e-12 || math.Abs(every) < 1e-3 {
			t.Errorf("feature %d: sum %g and squares %g over the samples to learn from, sum %g over all", j, sum, square, every)
		}
	}
}
