package data

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"gonum.org/v1/gonum/floats"
)

// be is numbers as four big-endian bytes each.
func be(values ...int) (b []byte) {
	for _, v := range values {
		b = binary.BigEndian.AppendUint32(b, uint32(v))
	}
	return b
}

// imageFile is a file of images of that size, labelFile one of labels.
func imageFile(height, width int, pixels ...byte) []byte {
	return append(be(0x803, len(pixels)/(height*width), height, width), pixels...)
}

func labelFile(labels ...byte) []byte { return append(be(0x801, len(labels)), labels...) }

func zipped(t *testing.T, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// folder is a directory of these files.
func folder(t *testing.T, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, b := range files {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// small is three images of 1×2 pixels to learn from and one to test with, in files
// with the usual names.
func small() map[string][]byte {
	return map[string][]byte{
		"train-images-idx3-ubyte": imageFile(1, 2, 0, 255, 51, 0, 1, 2),
		"train-labels-idx1-ubyte": labelFile(7, 2, 7),
		"t10k-images-idx3-ubyte":  imageFile(1, 2, 102, 3),
		"t10k-labels-idx1-ubyte":  labelFile(2),
	}
}

func TestImages(t *testing.T) {
	plain, packed, other := small(), map[string][]byte{}, map[string][]byte{}
	for name, b := range plain {
		packed[name+".gz"] = zipped(t, b)
		other[name[:len(name)-len("-idx3-ubyte")]+"."+name[len(name)-len("idx3-ubyte"):]] = b
	}
	misnamed := map[string][]byte{}
	for name, b := range plain { // what is inside counts
		misnamed[name] = zipped(t, b)
	}
	for kind, files := range map[string]map[string][]byte{"plain": plain, "gzip": packed, "dot": other, "misnamed": misnamed} {
		dir := folder(t, files)
		s := open(t, dir)
		want := [][]float64{{0, 1}, {0.2, 0}, {1. / 255, 2. / 255}, {0.4, 3. / 255}}
		if len(s.X) != len(want) {
			t.Fatalf("%s: %d rows", kind, len(s.X))
		}
		for i := range want {
			if !slices.Equal(s.X[i], want[i]) {
				t.Errorf("%s: image %d is %v, want %v", kind, i, s.X[i], want[i])
			}
		}
		if !slices.Equal(s.Y, []int{1, 0, 1, 0}) || !slices.Equal(s.Classes, []string{"2", "7"}) || s.Test != 3 || s.Outputs() != 2 {
			t.Errorf("%s: Y %v, classes %q, test from %d, %d outputs", kind, s.Y, s.Classes, s.Test, s.Outputs())
		}
		if s.Height != 1 || s.Width != 2 || !slices.Equal(s.Features, []string{"row 1 column 1", "row 1 column 2"}) {
			t.Errorf("%s: %d×%d, %q", kind, s.Height, s.Width, s.Features)
		}
		if s.Name != dir || s.Title != filepath.Base(dir) || s.Source != "read from "+dir {
			t.Errorf("%s: name %q, title %q, source %q", kind, s.Name, s.Title, s.Source)
		}
	}
}

// Rows of one block must not run into each other when a caller appends to one.
func TestImageRowsAreApart(t *testing.T) {
	s := open(t, folder(t, small()))
	_ = append(s.X[0], 9)
	if s.X[1][0] != 0.2 {
		t.Errorf("row 1 became %v", s.X[1])
	}
}

func TestImagesWithoutTest(t *testing.T) {
	files := small()
	delete(files, "t10k-images-idx3-ubyte")
	if s := open(t, folder(t, files)); s.Test != 0 || s.Len() != 3 {
		t.Errorf("%d samples, test from %d", s.Len(), s.Test)
	}
}

// More than ten classes: letters are numbered from 1 or 0 on.
func TestImagesOfLetters(t *testing.T) {
	letters := make([]byte, 26)
	for i := range letters {
		letters[i] = byte(i + 1)
	}
	s := open(t, folder(t, map[string][]byte{
		"train-images-idx3-ubyte": imageFile(1, 1, make([]byte, 26)...), "train-labels-idx1-ubyte": labelFile(letters...),
	}))
	if len(s.Classes) != 26 || s.Classes[25] != "26" || s.Y[25] != 25 {
		t.Errorf("classes %q, Y %v", s.Classes, s.Y)
	}
}

// Digits are pictures too, and have no given test part.
func TestPictures(t *testing.T) {
	for name, side := range map[string]int{"digits": 8, "iris": 0, "xor": 0} {
		if s := open(t, name); s.Width != side || s.Height != side || s.Test != 0 {
			t.Errorf("%s: %d×%d, test from %d", name, s.Height, s.Width, s.Test)
		}
	}
}

// The real thing: 70,000 pictures of clothes. That the mean of all pixels is
// 0.2860 and their deviation 0.3530 stands in many a program that uses them.
func TestFashion(t *testing.T) {
	const dir = "/usr/share/datasets/fashion-mnist"
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("Fashion-MNIST is not here (%v): Debian has it as dataset-fashion-mnist", err)
	}
	s := open(t, dir)
	if s.Len() != 70_000 || s.Test != 60_000 || s.Width != 28 || s.Height != 28 || len(s.Classes) != 10 {
		t.Fatalf("%d samples, test from %d, %d×%d, classes %q", s.Len(), s.Test, s.Height, s.Width, s.Classes)
	}
	if first := []int{9, 0, 0, 3, 0, 2, 7, 2, 5, 5}; !slices.Equal(s.Y[:10], first) {
		t.Errorf("first labels %v, want %v", s.Y[:10], first)
	}
	train, test := &Set{Classes: s.Classes, Y: s.Y[:s.Test]}, &Set{Classes: s.Classes, Y: s.Y[s.Test:]}
	for class, n := range counts(train) {
		if n != 6000 || counts(test)[class] != 1000 {
			t.Errorf("class %d: %d and %d samples", class, n, counts(test)[class])
		}
	}
	var sum, square float64
	for _, x := range s.X[:s.Test] {
		sum, square = sum+floats.Sum(x), square+floats.Dot(x, x)
	}
	n := 60_000 * 784.
	if mean, deviation := sum/n, math.Sqrt(square/n-sum/n*sum/n); math.Abs(mean-0.2860) > 5e-5 || math.Abs(deviation-0.3530) > 5e-5 {
		t.Errorf("pixels have mean %.5f and deviation %.5f", mean, deviation)
	}
}
