package data

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// idx is a file in the format of MNIST while it is read: a magic number (the type
// of its values and how many sizes follow), the sizes, all as four big-endian
// bytes, then the values, an unsigned byte each. Source: Y. LeCun, C. Cortes and
// C. Burges, The MNIST Database of Handwritten Digits.
type idx struct {
	name string
	src  *bufio.Reader
}

// newIDX reads from r, which may be gzipped: its first bytes tell, not its name.
func newIDX(r io.Reader, name string) (*idx, error) {
	f := &idx{name: name, src: bufio.NewReaderSize(r, 1<<16)}
	mark, _ := f.src.Peek(2) // a shorter file is refused by header
	if !bytes.Equal(mark, []byte{0x1f, 0x8b}) {
		return f, nil
	}
	unzipped, err := gzip.NewReader(f.src)
	if err != nil {
		return nil, f.short("gzip header", 0, 10, err)
	}
	f.src = bufio.NewReaderSize(unzipped, 1<<16)
	return f, nil
}

// header reads the magic number and the sizes, of which there must be so many.
func (f *idx) header(what string, sizes int) ([]int, error) {
	head := make([]byte, 4*(1+sizes))
	n, err := io.ReadFull(f.src, head)
	switch want := 0x800 | uint32(sizes); {
	case n == 0 && err == io.EOF:
		return nil, f.fault("is empty: fetch the file again")
	case n >= 4 && binary.BigEndian.Uint32(head) != want:
		return nil, f.fault("magic number: is %#08x where %s begin with %#08x: this is another kind of file",
			binary.BigEndian.Uint32(head), what, want)
	case err != nil:
		return nil, f.short("header", n, len(head), err)
	}
	of := make([]int, sizes)
	for i := range of {
		of[i] = int(binary.BigEndian.Uint32(head[4*(1+i):]))
	}
	return of, nil
}

// What a file of images may hold, so that a header of nonsense is refused before
// memory is asked for.
const maxPixels = 1 << 28

// images reads a file of images: n × (height · width) numbers from 0 to 1, row by
// row. Memory is taken as the images arrive, not as the header promises.
func (f *idx) images() (x [][]float64, height, width int, err error) {
	sizes, err := f.header("images", 3)
	if err != nil {
		return nil, 0, 0, err
	}
	n, height, width := sizes[0], sizes[1], sizes[2]
	switch {
	case n < 1:
		return nil, 0, 0, f.fault("number of images: is %d: give some to learn from", n)
	case height < 1 || width < 1:
		return nil, 0, 0, f.fault("size of an image: is %d×%d: an image has a pixel at least", height, width)
	case height > maxColumns || width > maxColumns || height*width > maxColumns:
		return nil, 0, 0, f.fault("size of an image: is %d×%d: give images of %d pixels at most", height, width, maxColumns)
	case n > maxPixels/(height*width):
		return nil, 0, 0, f.fault("number of images: %d of %d×%d take %.1f GiB of memory: give fewer, up to %d GiB",
			n, height, width, float64(n)*float64(height*width)*8/(1<<30), maxPixels*8>>30)
	}
	x, err = f.rows(n, height*width)
	return x, height, width, err
}

// rows reads n images of so many pixels, into blocks of about 8 MiB that the rows
// are cut from.
func (f *idx) rows(n, pixels int) ([][]float64, error) {
	var grey [256]float64
	for v := range grey {
		grey[v] = float64(v) / 255
	}
	var x [][]float64
	var block []float64
	image, perBlock := make([]byte, pixels), max(1, 1<<20/pixels)
	for len(x) < n {
		if got, err := io.ReadFull(f.src, image); err != nil {
			return nil, f.short("image data", len(x)*pixels+got, n*pixels, err)
		}
		if len(block) == 0 {
			block = make([]float64, min(perBlock, n-len(x))*pixels)
		}
		for i, v := range image {
			block[i] = grey[v]
		}
		x, block = append(x, block[:pixels:pixels]), block[pixels:]
	}
	return x, f.end("images", n)
}

// labels reads a file of labels for n images.
func (f *idx) labels(n int) ([]byte, error) {
	sizes, err := f.header("labels", 1)
	if err != nil {
		return nil, err
	}
	if sizes[0] != n {
		return nil, f.fault("number of labels: is %d for %d images: give the two files that belong together", sizes[0], n)
	}
	labels := make([]byte, n)
	if got, err := io.ReadFull(f.src, labels); err != nil {
		return nil, f.short("labels", got, n, err)
	}
	return labels, f.end("labels", n)
}

// end refuses what follows the last value, and a gzip stream without a sound end.
func (f *idx) end(what string, n int) error {
	switch _, err := f.src.ReadByte(); {
	case err == nil || errors.Is(err, gzip.ErrHeader):
		return f.fault("has more bytes than the %d %s of its header: fetch the file again", n, what)
	case err != io.EOF:
		return f.fault("is damaged at its end (%w): fetch the file again", err)
	}
	return nil
}

// short says how far a field could be read.
func (f *idx) short(field string, got, want int, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return f.fault("%s: has %d of %d bytes: the file is cut short, fetch it again", field, got, want)
	}
	return f.fault("%s: cannot be read after %d of %d bytes (%w): fetch the file again", field, got, want, err)
}

// fault puts the file in front of an error.
func (f *idx) fault(format string, args ...any) error {
	return fmt.Errorf("%s: %w", printable(f.name), fmt.Errorf(format, args...))
}
