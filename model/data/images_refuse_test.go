package data

import (
	"bytes"
	"io"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode"
)

// Every bad file and what its user reads, after the path of the directory.
func TestImagesRefuse(t *testing.T) {
	const (
		trainImages, trainLabels = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"
		testImages, testLabels   = "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"
	)
	packed := zipped(t, imageFile(1, 2, 0, 255, 51, 0, 1, 2))
	flipped := bytes.Clone(packed)
	flipped[len(flipped)-6] ^= 1 // in the checksum
	for _, c := range []struct {
		name, file string
		content    []byte // nil: the file is not there
		want       string
	}{
		{"no labels", trainLabels, nil, trainImages + ": has no file of labels beside it, which is train-labels-idx1-ubyte, train-labels.idx1-ubyte, train-labels-idx1-ubyte.gz, train-labels.idx1-ubyte.gz: add it"},
		{"no test labels", testLabels, nil, testImages + ": has no file of labels beside it, which is t10k-labels-idx1-ubyte, t10k-labels.idx1-ubyte, t10k-labels-idx1-ubyte.gz, t10k-labels.idx1-ubyte.gz: add it"},
		{"empty", trainImages, []byte{}, trainImages + ": is empty: fetch the file again"},
		{"empty inside", trainImages, zipped(t, nil), trainImages + ": is empty: fetch the file again"},
		{"labels for images", trainImages, labelFile(1, 2), trainImages + ": magic number: is 0x00000801 where images begin with 0x00000803: this is another kind of file"},
		{"images for labels", trainLabels, imageFile(1, 1, 1), trainLabels + ": magic number: is 0x00000803 where labels begin with 0x00000801: this is another kind of file"},
		{"float values", trainImages, be(0xd03, 1, 1, 1, 0), trainImages + ": magic number: is 0x00000d03 where images begin with 0x00000803: this is another kind of file"},
		{"text", trainImages, []byte("1,2,3,a\n"), trainImages + ": magic number: is 0x312c322c where images begin with 0x00000803: this is another kind of file"},
		{"header cut", trainImages, be(0x803, 3), trainImages + ": header: has 8 of 16 bytes: the file is cut short, fetch it again"},
		{"no images", trainImages, be(0x803, 0, 28, 28), trainImages + ": number of images: is 0: give some to learn from"},
		{"no rows", trainImages, be(0x803, 3, 0, 28), trainImages + ": size of an image: is 0×28: an image has a pixel at least"},
		{"a wide image", trainImages, be(0x803, 1, 1, 1<<31), trainImages + ": size of an image: is 1×2147483648: give images of 100000 pixels at most"},
		{"a large image", trainImages, be(0x803, 1, 1000, 1000), trainImages + ": size of an image: is 1000×1000: give images of 100000 pixels at most"},
		{"many images", trainImages, be(0x803, 70_000_000, 28, 28), trainImages + ": number of images: 70000000 of 28×28 take 408.9 GiB of memory: give fewer, up to 2 GiB"},
		{"images cut", trainImages, imageFile(1, 2, 0, 255, 51, 0, 1, 2)[:21], trainImages + ": image data: has 5 of 6 bytes: the file is cut short, fetch it again"},
		{"gzip cut in its data", trainImages, packed[:len(packed)-20], trainImages + ": image data: has 0 of 6 bytes: the file is cut short, fetch it again"},
		{"gzip cut at its end", trainImages, packed[:len(packed)-4], trainImages + ": is damaged at its end (unexpected EOF): fetch the file again"},
		{"gzip cut at once", trainImages, packed[:5], trainImages + ": gzip header: has 0 of 10 bytes: the file is cut short, fetch it again"},
		{"gzip checksum", trainImages, flipped, trainImages + ": is damaged at its end (gzip: invalid checksum): fetch the file again"},
		{"bytes after the images", trainImages, append(imageFile(1, 2, 0, 255, 51, 0, 1, 2), 0), trainImages + ": has more bytes than the 3 images of its header: fetch the file again"},
		{"bytes after the gzip", trainImages, append(bytes.Clone(packed), "0123456789"...), trainImages + ": has more bytes than the 3 images of its header: fetch the file again"},
		{"fewer labels", trainLabels, labelFile(7, 2), trainLabels + ": number of labels: is 2 for 3 images: give the two files that belong together"},
		{"labels cut", trainLabels, labelFile(7, 2, 7)[:10], trainLabels + ": labels: has 2 of 3 bytes: the file is cut short, fetch it again"},
		{"bytes after the labels", trainLabels, append(labelFile(7, 2, 7), 1), trainLabels + ": has more bytes than the 3 labels of its header: fetch the file again"},
		{"label out of range", trainLabels, labelFile(7, 200, 200), trainLabels + ": label of sample 2: 200 is out of range: labels are 0 to 9, or go on from there without a gap"},
		{"one class", trainLabels, labelFile(7, 7, 7), trainLabels + ": every label is 7: give images of two classes or more"},
		{"test label out of range", testLabels, labelFile(3), testLabels + ": label of sample 1: 3 is out of range: the samples to learn from have 2, 7"},
		{"another size to test with", testImages, imageFile(2, 1, 1, 2), testImages + ": size of an image: is 2×1, in DIR/train-images-idx3-ubyte it is 1×2: give files of one size"},
	} {
		files := maps.Clone(small())
		delete(files, c.file)
		if c.content != nil {
			files[c.file] = c.content
		}
		dir := folder(t, files)
		_, err := Open(dir)
		if err == nil {
			t.Errorf("%s: is accepted", c.name)
			continue
		}
		if got := strings.ReplaceAll(err.Error(), dir, "DIR"); !strings.HasPrefix(got, "DIR/"+c.want) {
			t.Errorf("%s:\n got %s\nwant DIR/%s", c.name, got, c.want)
		}
	}
}

func TestImagesRefuseFolders(t *testing.T) {
	dir := t.TempDir()
	images := filepath.Join(dir, "train-images.idx3-ubyte")
	if err := os.Mkdir(images, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); err == nil || err.Error() != images+": is no regular file: put the file itself there" {
		t.Errorf("a directory for a file: %v", err)
	}
}

// Memory is taken for what arrives, not for what a header promises.
func TestImagesTakeMemoryAsTheyArrive(t *testing.T) {
	promise := be(0x803, maxPixels/784, 28, 28)
	for name, r := range map[string]io.Reader{
		"nothing": bytes.NewReader(promise),
		"little":  bytes.NewReader(append(bytes.Clone(promise), make([]byte, 784)...)),
		"zipped":  bytes.NewReader(zipped(t, promise)),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f, err := newIDX(r, "f")
		if err != nil {
			t.Fatal(err)
		}
		_, _, _, err = f.images()
		runtime.ReadMemStats(&after)
		if err == nil || !strings.Contains(err.Error(), " of 268435328 bytes: the file is cut short") {
			t.Errorf("%s: %v", name, err)
		}
		if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 12 {
			t.Errorf("%s: %d MiB allocated", name, used)
		}
	}
}

// FuzzImages: any bytes give either numbers that a network can use or an error of
// one printable line that names the file.
func FuzzImages(f *testing.F) {
	for _, b := range [][]byte{nil, be(0x803), imageFile(1, 2, 0, 255, 51, 0), be(0x803, 1<<31, 1, 1), {0x1f, 0x8b}} {
		f.Add(b, labelFile(1, 2))
	}
	f.Fuzz(func(t *testing.T, images, labels []byte) { tryImages(t, images, labels) })
}

// The same without the fuzzer: small files with a few bytes changed.
func TestImagesTakeAnything(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	images, labels := imageFile(1, 2, 0, 255, 51, 0, 1, 2), labelFile(7, 2, 7)
	files := [][2][]byte{{images, labels}, {zipped(t, images), labels}, {images, zipped(t, labels)}}
	accepted := 0
	for range 5000 {
		pair := files[random.IntN(len(files))]
		spoilt := [2][]byte{bytes.Clone(pair[0]), bytes.Clone(pair[1])}
		for range 1 + random.IntN(2) {
			which := random.IntN(2)
			spoilt[which] = spoil(random, spoilt[which])
		}
		if tryImages(t, spoilt[0], spoilt[1]) {
			accepted++
		}
	}
	if accepted < 250 || accepted > 4750 {
		t.Errorf("%d of 5000 files were data: the test tries too little", accepted)
	}
}

// spoil changes, adds or removes a byte, or cuts the rest off.
func spoil(random *rand.Rand, b []byte) []byte {
	if len(b) == 0 {
		return b
	}
	i := random.IntN(len(b))
	switch random.IntN(8) {
	case 0:
		return b[:i]
	case 1:
		return append(b[:i], b[i+1:]...)
	case 2:
		return append(b, byte(random.IntN(256)))
	}
	b[i] = byte(random.IntN(256))
	return b
}

// tryImages says whether the two files were accepted.
func tryImages(t *testing.T, images, labels []byte) bool {
	t.Helper()
	var p part
	err := read(images, "images", func(f *idx) (err error) {
		p.x, p.height, p.width, err = f.images()
		return err
	})
	if err == nil {
		err = read(labels, "labels", func(f *idx) (err error) {
			p.label, err = f.labels(len(p.x))
			return err
		})
	}
	s := &Set{X: p.x}
	if err == nil {
		p.labels = "labels"
		var class [256]int
		if class, err = s.nameClasses(&p); err == nil {
			s.Y = p.classes(class)
		}
	}
	if err != nil {
		message := err.Error()
		control := strings.ContainsFunc(message, func(r rune) bool { return !unicode.IsPrint(r) })
		if control || !strings.HasPrefix(message, "images: ") && !strings.HasPrefix(message, "labels: ") {
			t.Fatalf("%x, %x: error %q", images, labels, message)
		}
		return false
	}
	for i, x := range s.X {
		if len(x) != p.height*p.width || s.Y[i] < 0 || s.Y[i] >= len(s.Classes) {
			t.Fatalf("%x, %x: row %d has %d pixels and class %d of %d", images, labels, i, len(x), s.Y[i], len(s.Classes))
		}
		for _, v := range x {
			if math.IsNaN(v) || v < 0 || v > 1 {
				t.Fatalf("%x: pixel %v", images, v)
			}
		}
	}
	for class, n := range counts(s) {
		if n == 0 || len(s.Classes) < 2 {
			t.Fatalf("%x: class %d of %q has %d samples", labels, class, s.Classes, n)
		}
	}
	return true
}

func read(b []byte, name string, with func(*idx) error) error {
	f, err := newIDX(bytes.NewReader(b), name)
	if err != nil {
		return err
	}
	return with(f)
}
