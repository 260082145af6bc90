package learn

import (
	"slices"
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
