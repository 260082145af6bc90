package data

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the two files below
	"fmt"
	"io"
	"strconv"
	"strings"
)

//go:embed iris.csv
var irisCSV string

//go:embed digits.csv.gz
var digitsGzip []byte

// iris is 150 flowers: four lengths in cm, standardised, and the species. The
// first line of the file is its number of rows, of features, and the class names.
func iris() (*Set, error) {
	first, rows, _ := strings.Cut(irisCSV, "\n")
	head := strings.Split(strings.TrimSpace(first), ",")
	s, err := embedded(strings.NewReader(rows), "iris")
	if err != nil {
		return nil, err
	}
	shape := []string{strconv.Itoa(s.Len()), strconv.Itoa(len(s.Features))}
	if len(head) != 2+len(s.Classes) || head[0] != shape[0] || head[1] != shape[1] {
		return nil, fmt.Errorf("iris: the embedded file has %s rows of %s features, its first line says %q",
			shape[0], shape[1], first)
	}
	s.Title = "Iris flowers"
	s.Source = "R. A. Fisher, 1936; UCI Machine Learning Repository, CC BY 4.0"
	s.Features = []string{"sepal length", "sepal width", "petal length", "petal width"}
	s.Classes = head[2:]
	s.X = standardised(s.X, all(s.X))
	return s, nil
}

// digits is 1797 handwritten digits: 8 × 8 pixels row by row, 0 (paper) to 16 in
// the file and 0 to 1 in the Set, and the digit.
func digits() (*Set, error) {
	const side, ink = 8, 16
	unzipped, err := gzip.NewReader(bytes.NewReader(digitsGzip))
	if err != nil {
		return nil, fmt.Errorf("digits: the embedded file is damaged: %w", err)
	}
	s, err := embedded(unzipped, "digits")
	if err != nil {
		return nil, err
	}
	s.Title = "Handwritten digits"
	s.Source = "E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits (test part); " +
		"UCI Machine Learning Repository, CC BY 4.0"
	s.Features, s.Width, s.Height = pixels(side, side), side, side
	for _, x := range s.X {
		for j := range x {
			x[j] /= ink
		}
	}
	return s, nil
}

// embedded reads rows whose last column is an integer class; it scales nothing.
func embedded(r io.Reader, name string) (*Set, error) {
	t, err := readTable(r, name)
	if err != nil {
		return nil, err
	}
	classes, y, err := t.classes()
	if err != nil {
		return nil, err
	}
	return &Set{Name: name, Features: t.features(), Classes: classes, X: t.rows, Y: y}, nil
}

// xor is the four points of {0,1}², in counting order, and whether exactly one of
// the two coordinates is 1. No network without a hidden layer can learn it. The
// inputs are not standardised: they are truth values, and so is the one output.
func xor() *Set {
	return &Set{
		Name:     "xor",
		Title:    "Exclusive or",
		Source:   "the truth table of exclusive or",
		Features: []string{"a", "b"},
		Classes:  []string{"0", "1"},
		X:        [][]float64{{0, 0}, {0, 1}, {1, 0}, {1, 1}},
		Y:        []int{0, 1, 1, 0},
		single:   true,
	}
}
