package model

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestLoadNPZRefuses: every bad file that NumPy made is an error of one line that
// names file and array.
func TestLoadNPZRefuses(t *testing.T) {
	for file, want := range map[string]string{
		"nan":              "W2[3, 4] is NaN: give a finite number of size up to 1e+100",
		"infinite":         "b3[1] is -Inf: give a finite number of size up to 1e+100",
		"object":           `W1 holds Python objects of type "|O": save it as float64 or float32`,
		"whole":            `W1 holds whole numbers of type "<i8": save it as float64 or float32`,
		"half":             `W1 holds values of type "<f2": save it as float64 or float32`,
		"complex":          `b1 holds complex numbers of type "<c16": save it as float64 or float32`,
		"text":             `y holds text of type "<U6": save it as float64 or float32`,
		"record":           `W1 holds records of type "[('w', '<f8'), ('z', '<f4')]": save it as float64 or float32`,
		"missing-w2":       "W2 is missing: with W3, give every W from W1 on",
		"missing-w":        "W1 is missing: give a matrix W1, W2, … for each moving layer",
		"missing-b2":       "b2 is missing: with W3, give every b from b1 on",
		"nothing":          "W1 is missing: give a matrix W1, W2, … for each moving layer",
		"chain":            "W2 has the shape (5, 3), but W1 gives 6 units: W_k is n_{k-1}×n_k, or the transposed for every k",
		"bias":             "b2 has the shape (4,), but W2 has the shape (6, 5): give a number for each of its 5 units",
		"extra-bias":       "b4 is one too many: with W1 to W3 there is b1 to b3",
		"input":            "x has the shape (5,): give a number for each of the 4 inputs of W1",
		"target":           "y has the shape (2,): give a number for each of the 3 visible units of W3",
		"cube":             "W1 has the shape (4, 6, 1): give a matrix",
		"flat":             "W1 has the shape (24,): give a matrix",
		"scalar":           "W1 has the shape (): give a matrix",
		"wide-bias":        "b1 has the shape (2, 3), but W1 has the shape (4, 6): give a number for each of its 6 units",
		"unknown":          `"weight": a network has no such array: name them W1, b1, W2, b2, … and optionally x, y, feedback2, feedback3, …`,
		"unnamed":          `"arr_0": a network has no such array: name them W1, b1, W2, b2, … and optionally x, y, feedback2, feedback3, …`,
		"feedback-one":     "feedback1 is one too many: with W1 to W3 there is feedback2 to feedback3",
		"feedback-missing": "feedback3 is missing: with W3, give every feedback from feedback2 on",
		"feedback-shape":   "feedback2 has the shape (5, 6): give that of W2, (6, 5)",
		"twice":            "W1 is there twice: save it once",
		"notes":            "W1 has no header that NumPy would write: save it anew with numpy.savez",
	} {
		path := filepath.Join("testdata/npz", file+".npz")
		if _, err := Load(path); err == nil || err.Error() != "network file "+path+": "+want {
			t.Errorf("%s:\n got %v\nwant %s", file, err, want)
		}
	}
	if _, err := LoadNPZ("testdata/npz/none.npz", Tanh); err == nil || !strings.Contains(err.Error(), "none.npz cannot be read: no such file") {
		t.Errorf("no file: %v", err)
	}
	if _, err := LoadNPZ("testdata/npz", Tanh); err == nil {
		t.Error("a directory is accepted")
	}
}

// TestReadNPZCut: a part of a file is never a network.
func TestReadNPZCut(t *testing.T) {
	whole, err := os.ReadFile("testdata/npz/packed.npz")
	if err != nil {
		t.Fatal(err)
	}
	for n := range whole {
		if _, err := ReadNPZ(bytes.NewReader(whole), int64(n), Tanh); err == nil || strings.Contains(err.Error(), "\n") {
			t.Fatalf("the first %d of %d bytes: %v", n, len(whole), err)
		}
	}
	const want = "it is no archive of NumPy arrays, or is cut short (npz: could not create zip reader: zip: not a valid zip file): make it with numpy.savez"
	if _, err := ReadNPZ(strings.NewReader("{}"), 2, Tanh); err == nil || err.Error() != want {
		t.Errorf("JSON: %v", err)
	}
}

// packed is an archive of these files.
func packed(t *testing.T, files map[string][]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, b := range files {
		file := &zip.FileHeader{Name: name + ".npy"} // stored
		if len(b) > 1<<16 {
			file.Method = zip.Deflate
		}
		w, err := z.CreateHeader(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(b); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// npyFile is a file of one array with that header, in version 1 of the format.
func npyFile(head string, numbers ...byte) []byte {
	b := append([]byte("\x93NUMPY\x01\x00"), binary.LittleEndian.AppendUint16(nil, uint16(len(head)))...)
	return append(append(b, head...), numbers...)
}

// TestReadNPZBounds: memory is what arrives, not what a header promises.
func TestReadNPZBounds(t *testing.T) {
	matrix := func(shape string, numbers ...byte) []byte {
		return npyFile("{'descr': '<f8', 'fortran_order': False, 'shape': "+shape+", }\n", numbers...)
	}
	long := []byte("\x93NUMPY\x02\x00\xff\xff\xff\xff{'descr'")
	for _, c := range []struct {
		name  string
		files map[string][]byte
		want  string
	}{
		{"a shape of gigabytes", map[string][]byte{"W1": matrix("(99999, 99999)")}, "W1 has the shape (99999, 99999) but 0 bytes of 8 for each number: the file is damaged"},
		{"a shape beyond counting", map[string][]byte{"W1": matrix("(999999999, 999999999, 999999999)")}, "W1 has the shape (999999999, 999999999, 999999999) but 0 bytes"},
		{"a long shape", map[string][]byte{"W1": matrix("(99999999999, 9)")}, "W1 has no header"},
		{"a negative shape", map[string][]byte{"W1": matrix("(-1, 9)")}, "W1 has no header"},
		{"part of a number", map[string][]byte{"W1": matrix("(1, 1)", 1, 2, 3, 4, 5, 6, 7, 8, 9)}, "W1 has the shape (1, 1) but 9 bytes of 8 for each number: the file is damaged"},
		{"a header of gigabytes", map[string][]byte{"W1": long}, "W1 has no header"},
		{"no header", map[string][]byte{"W1": []byte("\x93NUMPY\x01\x00\x00\x00\x00\x00")}, "W1 has no header"},
		{"version 9", map[string][]byte{"W1": append([]byte("\x93NUMPY\x09"), matrix("(1, 1)")[7:]...)}, "W1 has no header"},
		{"a bracket in the type", map[string][]byte{"W1": npyFile("{'descr': '}', 'fortran_order': False, 'shape': (), }\n")}, `W1 holds values of type "}"`},
		{"no columns, many rows", map[string][]byte{"W1": matrix("(999999999, 0)")}, "layers[0] is 999999999: a layer has"},
		{"no rows, many columns", map[string][]byte{"W1": matrix("(0, 999999999)")}, "layers[1] is 999999999: a layer has"},
		{"no visible units", map[string][]byte{"W1": matrix("(2, 0)")}, "layers[1] is 0: a layer has"},
	} {
		b := packed(t, c.files)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := ReadNPZ(bytes.NewReader(b), int64(len(b)), Tanh)
		runtime.ReadMemStats(&after)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s:\n got %v\nwant %s", c.name, err, c.want)
		}
		if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 1 {
			t.Errorf("%s: %d MiB allocated", c.name, used)
		}
	}
}

// TestReadNPZBomb: an archive that unpacks to more than it may, in one array or in
// several, is left off there.
func TestReadNPZBomb(t *testing.T) {
	const most = 1 << 20
	sound := npyFile("{'descr': '<f8', 'fortran_order': False, 'shape': (256, 256), }\n", make([]byte, 512<<10)...)
	for name, files := range map[string]map[string][]byte{
		"one":     {"W1": make([]byte, 4<<20)},
		"several": {"W1": sound, "W2": sound, "W3": sound},
	} {
		b := packed(t, files)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := readArrays(bytes.NewReader(b), int64(len(b)), most)
		runtime.ReadMemStats(&after)
		if err == nil || !strings.HasSuffix(err.Error(), " is too large: the arrays of a network have 1 MiB at most") {
			t.Errorf("%s: %v", name, err)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 10*most {
			t.Errorf("%s: %d MiB allocated", name, used>>20)
		}
	}
}

// TestReadNPZTakesAnything: files with a few bytes changed, before and after
// packing, are a network or an error of one line, and take little memory.
func TestReadNPZTakesAnything(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var files [][]byte
	for _, name := range []string{"plain", "packed", "fortran", "feedback", "latent", "object"} {
		b, err := os.ReadFile(filepath.Join("testdata/npz", name+".npz"))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, b)
	}
	head := npyFile("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), }\n", make([]byte, 16)...)
	accepted, most := 0, uint64(0)
	for i := range 3000 {
		var b []byte
		if i%2 == 0 {
			b = spoilt(rng, files[rng.IntN(len(files))])
		} else {
			b = packed(t, map[string][]byte{"W1": spoilt(rng, head)}) // with a right checksum
		}
		var before, after runtime.MemStats
		if i%20 < 2 {
			runtime.ReadMemStats(&before)
		}
		n, err := ReadNPZ(bytes.NewReader(b), int64(len(b)), Tanh)
		if i%20 < 2 {
			runtime.ReadMemStats(&after)
			most = max(most, after.TotalAlloc-before.TotalAlloc)
		}
		switch {
		case err == nil:
			accepted++
			n.At(make([]float64, n.Units())).Energy()
		case strings.ContainsAny(err.Error(), "\n\r\x00\x1b") || n != nil:
			t.Fatalf("%q: %q", b, err)
		}
	}
	if accepted < 100 || accepted > 2500 {
		t.Errorf("%d of 3000 were networks: the test tries too little", accepted)
	}
	if most > 1<<20 {
		t.Errorf("%d bytes allocated", most)
	}
}

// spoilt is b with one to three bytes changed, added or left out.
func spoilt(rng *rand.Rand, b []byte) []byte {
	b = bytes.Clone(b)
	for range 1 + rng.IntN(3) {
		i := rng.IntN(len(b))
		switch rng.IntN(6) {
		case 0:
			b = append(b[:i], b[i+1:]...)
		case 1:
			b = append(b[:i], append([]byte{"'(), 09{}\n"[rng.IntN(10)]}, b[i:]...)...)
		case 2:
			b[i] = "'(), 09{}\n"[rng.IntN(10)]
		default:
			b[i] ^= 1 << rng.IntN(8)
		}
	}
	return b
}
