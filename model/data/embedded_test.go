package data

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"math"
	"reflect"
	"slices"
	"strconv"
	"testing"
)

// column reads column j of a file's text afresh, past skip lines, without our reader.
func column(t *testing.T, text []byte, skip, j int) []float64 {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var values []float64
	for _, r := range records[skip:] {
		v, err := strconv.ParseFloat(r[j], 64)
		if err != nil {
			t.Fatal(err)
		}
		values = append(values, v)
	}
	return values
}

// counts is how many samples each class has.
func counts(s *Set) []int {
	n := make([]int, len(s.Classes))
	for _, y := range s.Y {
		n[y]++
	}
	return n
}

func TestIris(t *testing.T) {
	s := open(t, "iris")
	if got := counts(s); !slices.Equal(got, []int{50, 50, 50}) || s.Len() != 150 || s.Outputs() != 3 {
		t.Errorf("%d samples, %v a class, %d outputs", s.Len(), got, s.Outputs())
	}
	if !slices.Equal(s.Classes, []string{"setosa", "versicolor", "virginica"}) {
		t.Errorf("classes %q", s.Classes)
	}
	if first := []float64{5.1, 3.5, 1.4, 0.2}; !closeTo(s.X[0], irisScaled(t, first)) {
		t.Errorf("first flower %v, want %v", s.X[0], irisScaled(t, first))
	}
	if last := []float64{5.9, 3.0, 5.1, 1.8}; !closeTo(s.X[149], irisScaled(t, last)) || s.Y[149] != 2 {
		t.Errorf("last flower %v of class %d, want %v", s.X[149], s.Y[149], irisScaled(t, last))
	}
	// The well-known values of the first flower, so that a wrong file shows too.
	if known := []float64{-0.90068, 1.01900, -1.34023, -1.31544}; !near(s.X[0], known, 1e-3) {
		t.Errorf("first flower %v, known to be about %v", s.X[0], known)
	}
}

// irisScaled standardises a flower by the textbook formula, population deviation.
func irisScaled(t *testing.T, flower []float64) []float64 {
	t.Helper()
	scaled := make([]float64, len(flower))
	for j := range flower {
		values := column(t, firstLineOff([]byte(irisCSV)), 0, j)
		n, sum, square := float64(len(values)), 0.0, 0.0
		for _, v := range values {
			sum += v
		}
		for _, v := range values {
			square += math.Pow(v-sum/n, 2)
		}
		scaled[j] = (flower[j] - sum/n) / math.Sqrt(square/n)
	}
	return scaled
}

func firstLineOff(text []byte) []byte {
	_, rest, _ := bytes.Cut(text, []byte("\n"))
	return rest
}

func TestDigits(t *testing.T) {
	s := open(t, "digits")
	if s.Len() != 1797 || len(s.X) != 1797 || len(s.Features) != 64 || s.Outputs() != 10 {
		t.Fatalf("%d samples, %d rows, %d pixels, %d outputs", s.Len(), len(s.X), len(s.Features), s.Outputs())
	}
	if got := counts(s); !slices.Equal(got, []int{178, 182, 177, 183, 181, 182, 181, 179, 174, 180}) {
		t.Errorf("samples a class: %v", got)
	}
	first := []float64{
		0, 0, 5, 13, 9, 1, 0, 0,
		0, 0, 13, 15, 10, 15, 5, 0,
		0, 3, 15, 2, 0, 11, 8, 0,
		0, 4, 12, 0, 0, 8, 8, 0,
		0, 5, 8, 0, 0, 9, 8, 0,
		0, 4, 11, 0, 1, 12, 7, 0,
		0, 2, 14, 5, 10, 12, 0, 0,
		0, 0, 6, 13, 10, 0, 0, 0,
	}
	for j := range first {
		first[j] /= 16
	}
	if !slices.Equal(s.X[0], first) || s.Y[0] != 0 {
		t.Errorf("first digit, a 0: %v of class %d", s.X[0], s.Y[0])
	}
	if s.Features[10] != "row 2 column 3" || s.Classes[9] != "9" {
		t.Errorf("pixel 10 is %q, class 9 is %q", s.Features[10], s.Classes[9])
	}
}

func TestDigitsAreTheFile(t *testing.T) {
	z, err := gzip.NewReader(bytes.NewReader(digitsGzip))
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if _, err := file.ReadFrom(z); err != nil {
		t.Fatal(err)
	}
	s := open(t, "digits")
	for _, j := range []int{0, 37, 63} {
		for i, v := range column(t, file.Bytes(), 0, j) {
			if s.X[i][j] != v/16 {
				t.Fatalf("digit %d, pixel %d: %v, want %v", i, j, s.X[i][j], v/16)
			}
		}
	}
	for i, v := range column(t, file.Bytes(), 0, 64) {
		if s.Y[i] != int(v) {
			t.Fatalf("digit %d: class %d, want %v", i, s.Y[i], v)
		}
	}
}

func TestXor(t *testing.T) {
	s := open(t, "xor")
	want := [][]float64{{0, 0}, {0, 1}, {1, 0}, {1, 1}}
	if !reflect.DeepEqual(s.X, want) || !slices.Equal(s.Y, []int{0, 1, 1, 0}) || s.Outputs() != 1 {
		t.Errorf("%v → %v with %d outputs", s.X, s.Y, s.Outputs())
	}
}

func TestEmbeddedIsComplete(t *testing.T) {
	for _, name := range Names() {
		s := open(t, name)
		if s.Name != name || s.Title == "" || s.Source == "" {
			t.Errorf("%s: name %q, title %q, source %q", name, s.Name, s.Title, s.Source)
		}
		if d := len(s.X[0]); len(s.Features) != d || len(s.X) != s.Len() {
			t.Errorf("%s: %d feature names for %d, %d rows for %d", name, len(s.Features), d, len(s.X), s.Len())
		}
	}
}

// One caller's changes are not another's: a lesson may edit its Set.
func TestOpenGivesEachCallerItsOwn(t *testing.T) {
	for _, name := range Names() {
		before := open(t, name)
		changed := open(t, name)
		changed.X[0][0], changed.Y[0], changed.Classes[0] = 42, 1, "changed"
		if after := open(t, name); !reflect.DeepEqual(before, after) {
			t.Errorf("%s: changed by another caller", name)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	for _, name := range Names() {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := Open(name); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func open(t *testing.T, name string) *Set {
	t.Helper()
	s, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func closeTo(got, want []float64) bool { return near(got, want, 1e-13) }

func near(got, want []float64, tolerance float64) bool {
	return slices.EqualFunc(got, want, func(a, b float64) bool { return math.Abs(a-b) <= tolerance })
}
