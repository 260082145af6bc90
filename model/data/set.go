// Package data holds the data sets that a network is shown: three embedded ones
// and whatever CSV file, or images in the format of MNIST, a user brings.
//
// Open gives a Set, a table of inputs with a class each. The inputs are scaled
// already, so that a row can be clamped to the input layer as it is: standardised
// (mean 0, population deviation 1) for iris and for a user's CSV file, 0 to 1 for
// digits, xor and a user's images. Nothing is decoded before Open asks for it.
package data

import "fmt"

// Set is a table of inputs with a class each: n samples of d features in c classes.
type Set struct {
	Name   string // what Open was given: "iris", or the path of a file or directory
	Title  string // a few words for a heading
	Source string // one line of attribution, to be shown wherever the data are

	Features []string    // d names
	Classes  []string    // c names
	X        [][]float64 // n × d, without unit, scaled for use as network input
	Y        []int       // n class indices, 0 … c-1

	Width, Height int // of a sample that is a picture, X row by row; 0 for none
	Test          int // samples from this index on are for testing, as the files have it; 0 for none

	single   bool        // the two classes share one visible unit
	measured [][]float64 // n × d, as a user's CSV file has it; nil for other sets
}

// Len is the number of samples, n.
func (s *Set) Len() int { return len(s.Y) }

// Outputs is the number of visible units that the classes need: one a class, but
// a single one for xor, whose class is a truth value.
func (s *Set) Outputs() int {
	if s.single {
		return 1
	}
	return len(s.Classes)
}

// Target writes what the visible units should say for sample i (0 … n-1) into dst,
// which has length Outputs: high for the unit of its class, low for the others.
// The one unit of xor is high for class 1 and low for class 0. Target panics
// when dst has another length or there is no sample i.
func (s *Set) Target(dst []float64, i int, low, high float64) {
	if len(dst) != s.Outputs() {
		panic(fmt.Sprintf("data: target of length %d for %d outputs", len(dst), s.Outputs()))
	}
	if i < 0 || i >= s.Len() {
		panic(fmt.Sprintf("data: sample index %d of %d samples", i, s.Len()))
	}
	unit := s.Y[i]
	if s.single {
		unit-- // class 1 is unit 0, class 0 is no unit
	}
	for j := range dst {
		dst[j] = low
		if j == unit {
			dst[j] = high
		}
	}
}
