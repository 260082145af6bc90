package data

import (
	"bytes"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// FuzzReadCSV: any bytes give either a Set that a network can use or an error of
// one printable line that names the file.
func FuzzReadCSV(f *testing.F) {
	for _, text := range []string{
		"", "1,a\n2,b\n", "w,kind\n1,a\n2,b\n", "0,1,target\n1,5,0\n2,4,1\n", "\ufeff\"1\",0\r\n2,1",
		"NaN,1\n", "1,\"\n\n", "1e308,0\n-1e308,1\n", "a\rb", ",\n,\n", "\xff\xfe", "1,1.5\n2,2.5\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) { tryCSV(t, text) })
}

// The same without the fuzzer: small tables with a few cells that mean something else.
func TestReadCSVTakesAnything(t *testing.T) {
	odd := []string{
		"", ",", "\n", "\r\n", "\r", "\"", " ", "NaN", "inf", "1e308", "-1e308", "5e-324", "0x1p-2", "1_0",
		"é", "\xff", "\ufeff", "\x00", "\t", ";", "a", "1.0", "9007199254740993",
	}
	random := rand.New(rand.NewPCG(1, 2))
	accepted := 0
	for range 50_000 {
		var text bytes.Buffer
		columns, oddity := 1+random.IntN(4), random.Float64()/4
		for range random.IntN(6) {
			for j := range columns {
				cell := strconv.Itoa(random.IntN(4))
				if random.Float64() < oddity {
					cell = odd[random.IntN(len(odd))]
				}
				if j > 0 {
					cell = "," + cell
				}
				text.WriteString(cell)
			}
			text.WriteByte('\n')
		}
		if tryCSV(t, text.Bytes()) {
			accepted++
		}
	}
	if accepted < 5000 || accepted > 45_000 {
		t.Errorf("%d of 50000 texts were data: the test tries too little", accepted)
	}
}

// tryCSV says whether text was accepted.
func tryCSV(t *testing.T, text []byte) bool {
	t.Helper()
	s, err := ReadCSV(bytes.NewReader(text), "f.csv")
	if err != nil {
		message := err.Error()
		control := strings.ContainsFunc(message, func(r rune) bool { return !unicode.IsPrint(r) })
		if control || !strings.HasPrefix(message, "f.csv: ") {
			t.Fatalf("%q: error %q", text, message)
		}
		return false
	}
	for i, x := range s.X {
		if len(x) != len(s.Features) || s.Y[i] < 0 || s.Y[i] >= len(s.Classes) {
			t.Fatalf("%q: row %d has %d features of %d and class %d of %d",
				text, i, len(x), len(s.Features), s.Y[i], len(s.Classes))
		}
		for _, v := range x {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Fatalf("%q: %v", text, s.X)
			}
		}
	}
	for class, n := range counts(s) {
		if n == 0 || len(s.Classes) < 2 {
			t.Fatalf("%q: class %d of %q has %d samples", text, class, s.Classes, n)
		}
	}
	return true
}
