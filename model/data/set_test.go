package data

import (
	"slices"
	"testing"
)

func TestTarget(t *testing.T) {
	three := &Set{Classes: []string{"a", "b", "c"}, Y: []int{2, 0}}
	two := &Set{Classes: []string{"a", "b"}, Y: []int{0, 1}}
	for _, c := range []struct {
		name string
		set  *Set
		i    int
		want []float64
	}{
		{"last of three", three, 0, []float64{-0.8, -0.8, 0.8}},
		{"first of three", three, 1, []float64{0.8, -0.8, -0.8}},
		{"two classes keep two outputs", two, 1, []float64{-0.8, 0.8}},
		{"xor of 0 0", xor(), 0, []float64{-0.8}},
		{"xor of 0 1", xor(), 1, []float64{0.8}},
		{"xor of 1 0", xor(), 2, []float64{0.8}},
		{"xor of 1 1", xor(), 3, []float64{-0.8}},
	} {
		if c.set.Outputs() != len(c.want) {
			t.Fatalf("%s: %d outputs, want %d", c.name, c.set.Outputs(), len(c.want))
		}
		got := slices.Repeat([]float64{9}, len(c.want)) // every entry must be written
		c.set.Target(got, c.i, -0.8, 0.8)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestTargetPanics(t *testing.T) {
	for _, c := range []struct {
		length, i int
		want      string
	}{
		{2, 0, "data: target of length 2 for 1 outputs"},
		{0, 0, "data: target of length 0 for 1 outputs"},
		{1, 4, "data: sample index 4 of 4 samples"},
		{1, -1, "data: sample index -1 of 4 samples"},
	} {
		func() {
			defer func() {
				if got := recover(); got != c.want {
					t.Errorf("length %d, sample %d: panic %v, want %q", c.length, c.i, got, c.want)
				}
			}()
			xor().Target(make([]float64, c.length), c.i, 0, 1)
		}()
	}
}

func TestTargetAllocatesNothing(t *testing.T) {
	s, dst := xor(), make([]float64, 1)
	if n := testing.AllocsPerRun(100, func() { s.Target(dst, 1, 0, 1) }); n != 0 {
		t.Errorf("%v allocations a call", n)
	}
}
