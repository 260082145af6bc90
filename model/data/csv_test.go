package data

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// What may be in a user's file, and what becomes of it.
func TestReadCSV(t *testing.T) {
	xs := []string{"x1", "x2"}
	for _, c := range []struct {
		name, text        string
		features, classes []string
		y                 []int
	}{
		{"no header", "1,5,0\n2,4,1\n", xs, []string{"0", "1"}, []int{0, 1}},
		{"header", "w,h,kind\n1,5,0\n2,4,1\n", []string{"w", "h"}, []string{"0", "1"}, []int{0, 1}},
		{"header with a year", "w,2020,kind\n1,5,0\n2,4,1\n", []string{"w", "2020"}, []string{"0", "1"}, []int{0, 1}},
		{"header of numbers", "0,1,target\n1,5,0\n2,4,1\n", []string{"0", "1"}, []string{"0", "1"}, []int{0, 1}},
		{"no header, words", "1,5,b\n2,4,a\n3,3,b\n", xs, []string{"b", "a"}, []int{0, 1, 0}},
		{"whole numbers by value", "1,5,10\n2,4,2\n3,3,-1\n", xs, []string{"-1", "2", "10"}, []int{2, 1, 0}},
		{"spellings of a number", "1,5,1.0\n2,4,0\n3,3,01\n", xs, []string{"0", "1"}, []int{1, 0, 1}},
		{"number and words", "1,5,2\n2,4,1\n3,3,b\n", xs, []string{"2", "1", "b"}, []int{0, 1, 2}},
		{"crlf and no last line end", "1,5,b\r\n2,4,a", xs, []string{"b", "a"}, []int{0, 1}},
		{"crlf at the very end", "1,5,b\r\n2,4,a\r\n", xs, []string{"b", "a"}, []int{0, 1}},
		{"byte order mark", "\ufeff1,5,b\n2,4,a\n", xs, []string{"b", "a"}, []int{0, 1}},
		{"byte order mark and quotes", "\ufeff\"1\",5,b\n2,4,a\n", xs, []string{"b", "a"}, []int{0, 1}},
		{"spaces", " 1 , 5 ,  big cat \n\n   \n2,4,a\n", xs, []string{"big cat", "a"}, []int{0, 1}},
		{"quoted comma", "1,5,\"b, c\"\n2,4,\"a \"\"x\"\"\"\n", xs, []string{"b, c", `a "x"`}, []int{0, 1}},
		{"other letters", "ширина,高さ,class\n1,5,é\n2,4,a\n", []string{"ширина", "高さ"}, []string{"é", "a"}, []int{0, 1}},
	} {
		s, err := ReadCSV(strings.NewReader(c.text), "dir/my.csv")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if !slices.Equal(s.Features, c.features) || !slices.Equal(s.Classes, c.classes) || !slices.Equal(s.Y, c.y) {
			t.Errorf("%s: %q, %q, %v; want %q, %q, %v", c.name, s.Features, s.Classes, s.Y, c.features, c.classes, c.y)
		}
		if len(s.X) != len(c.y) || s.Outputs() != len(c.classes) {
			t.Errorf("%s: %d rows, %d outputs", c.name, len(s.X), s.Outputs())
		}
		if s.Name != "dir/my.csv" || s.Title != "my.csv" || s.Source != "read from dir/my.csv" {
			t.Errorf("%s: name %q, title %q, source %q", c.name, s.Name, s.Title, s.Source)
		}
	}
}

// The deviation is the population's: 1, 2, 3, 4 has mean 2.5 and deviation √1.25.
func TestReadCSVStandardises(t *testing.T) {
	s, err := ReadCSV(strings.NewReader("1,7,a\n2,7,a\n3,9,b\n4,9,b\n"), "my.csv")
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range s.X {
		want := []float64{(float64(i) - 1.5) / math.Sqrt(1.25), []float64{-1, -1, 1, 1}[i]}
		if !closeTo(x, want) {
			t.Errorf("row %d: %v, want %v", i, x, want)
		}
	}
}

// Extreme columns, at which Σx² overflows, underflows or cancels.
func TestReadCSVStandardisesExtremes(t *testing.T) {
	for _, text := range []string{
		"1.7e308,a\n-1.7e308,b\n",
		"5e-324,a\n0,b\n",
		"1000000000000001,a\n1000000000000000,b\n",
		"1e-300,a\n-1e-300,b\n",
	} {
		s, err := ReadCSV(strings.NewReader(text), "my.csv")
		if err != nil {
			t.Fatal(err)
		}
		if want := [][]float64{{1}, {-1}}; !reflect.DeepEqual(s.X, want) {
			t.Errorf("%q: %v, want %v", text, s.X, want)
		}
	}
}

// A small spread far from zero keeps its digits: Σx/n alone would lose them.
func TestReadCSVStandardisesFarFromZero(t *testing.T) {
	text := "1000000000000000,a\n1000000000000001,b\n1000000000000001,b\n"
	s, err := ReadCSV(strings.NewReader(text), "my.csv")
	if err != nil {
		t.Fatal(err)
	}
	got := []float64{s.X[0][0], s.X[1][0], s.X[2][0]}
	if want := []float64{-math.Sqrt2, math.Sqrt2 / 2, math.Sqrt2 / 2}; !closeTo(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// The embedded files are CSV that ReadCSV takes as well.
func TestReadCSVAgreesWithIris(t *testing.T) {
	_, rows, _ := strings.Cut(irisCSV, "\n")
	s, err := ReadCSV(strings.NewReader(rows), "iris.csv")
	if err != nil {
		t.Fatal(err)
	}
	if want := open(t, "iris"); !reflect.DeepEqual(s.X, want.X) || !slices.Equal(s.Y, want.Y) {
		t.Error("another X or Y than the embedded set")
	}
}
