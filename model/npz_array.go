package model

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/sbinet/npyio/npy"
	"github.com/sbinet/npyio/npz"
)

// array is an array of NumPy with its numbers in the order of the file.
type array struct {
	name    string
	shape   []int
	fortran bool // the first index runs fastest, not the last
	values  []float64
}

// readArrays reads every array of the archive, by name. Together they may unpack to
// most bytes, and an array takes the memory that its numbers fill, whatever its
// header says.
func readArrays(r io.ReaderAt, size, most int64) (map[string]array, error) {
	archive, err := npz.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("it is no archive of NumPy arrays, or is cut short (%w): make it with numpy.savez", err)
	}
	arrays, room := map[string]array{}, most
	for _, file := range archive.Keys() {
		name := strings.TrimSuffix(file, ".npy")
		if !known.MatchString(name) {
			return nil, fmt.Errorf("%s: a network has no such array: name them W1, b1, W2, b2, … and optionally x, y, feedback2, feedback3, …", quoted(name))
		}
		if _, twice := arrays[name]; twice {
			return nil, fmt.Errorf("%s is there twice: save it once", name)
		}
		raw, err := unpack(archive, file, room)
		if room -= int64(len(raw)); err == nil && room < 0 {
			err = fmt.Errorf("is too large: the arrays of a network have %d MiB at most", most>>20)
		}
		if err != nil {
			return nil, fmt.Errorf("%s %w", name, err)
		}
		if arrays[name], err = parseArray(name, raw); err != nil {
			return nil, fmt.Errorf("%s %w", name, err)
		}
	}
	return arrays, nil
}

// known is what the arrays of a network are called.
var known = regexp.MustCompile(`^(?:x|y|[Wb][1-9][0-9]?|feedback[1-9][0-9]?)$`)

// quoted shows a name of the archive in an error, on one line and not too long.
func quoted(name string) string {
	const most = 40
	if len(name) > most {
		name = name[:most] + "…"
	}
	return strconv.Quote(name)
}

// unpack is a file of the archive, or its first room+1 bytes.
func unpack(archive *npz.Reader, file string, room int64) ([]byte, error) {
	r, err := archive.Open(file)
	if err != nil {
		return nil, fmt.Errorf("cannot be unpacked (%w): save it anew", err)
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, room+1))
	if err != nil {
		return nil, fmt.Errorf("cannot be unpacked (%w): the file is damaged or cut short", err)
	}
	return raw, nil
}

// header is what NumPy writes in front of the numbers. npyio takes its form for
// granted and reserves memory as it says, so it is looked at first.
var header = regexp.MustCompile(`^\{'descr': ('[^']*'|\[.*\]), 'fortran_order': (?:False|True), 'shape': \((?:[0-9]{1,9}, ?)*(?:[0-9]{1,9})?\), \} *\n$`)

// parseArray makes numbers of the bytes of a .npy file, which has a magic word, a
// version, the length of the header, the header and the numbers.
func parseArray(name string, raw []byte) (array, error) {
	from, to := headerOf(raw)
	match := header.FindSubmatch(raw[from:to])
	if match == nil {
		return array{}, errors.New("has no header that NumPy would write: save it anew with numpy.savez")
	}
	kind := strings.Trim(string(match[1]), "'")
	width := map[string]int{"<f4": 4, ">f4": 4, "<f8": 8, ">f8": 8}[kind]
	if width == 0 {
		return array{}, fmt.Errorf("holds %s: save it as float64 or float32", kindName(kind))
	}
	reader, err := npy.NewReader(bytes.NewReader(raw))
	if err != nil {
		return array{}, fmt.Errorf("cannot be read (%w): save it anew with numpy.savez", err)
	}
	a := array{name: name, shape: reader.Header.Descr.Shape, fortran: reader.Header.Descr.Fortran}
	if n := len(raw) - to; n%width != 0 || n/width != elements(a.shape) {
		return array{}, fmt.Errorf("has the shape %s but %d bytes of %d for each number: the file is damaged", a.dimensions(), n, width)
	}
	a.values, err = readNumbers(reader, width)
	return a, err
}

// headerOf is where the header of a .npy file begins and ends, an empty range when
// that is beyond the file.
func headerOf(raw []byte) (from, to int) {
	switch {
	case len(raw) < 12 || !bytes.HasPrefix(raw, npy.Magic[:]):
		return 0, 0
	case raw[6] == 1:
		from, to = 10, 10+int(binary.LittleEndian.Uint16(raw[8:]))
	case raw[6] == 2:
		from, to = 12, 12+int(binary.LittleEndian.Uint32(raw[8:])&0xffffff)
	}
	if to > len(raw) {
		return 0, 0
	}
	return from, to
}

// elements is how many numbers a shape asks for, -1 for too many to count.
func elements(shape []int) int {
	n := 1
	for _, size := range shape {
		if size > 0 && n > math.MaxInt/size {
			return -1
		}
		n *= size
	}
	return n
}

func readNumbers(r *npy.Reader, width int) (values []float64, err error) {
	if width == 8 {
		err = r.Read(&values)
		return values, err
	}
	var single []float32
	err = r.Read(&single)
	values = make([]float64, len(single))
	for i, v := range single {
		values[i] = float64(v)
	}
	return values, err
}

// kindName is what an array of that type of NumPy holds, in words.
func kindName(kind string) string {
	word := "values"
	switch strings.TrimLeft(kind+" ", "<>|=")[0] {
	case 'O':
		word = "Python objects"
	case 'i', 'u':
		word = "whole numbers"
	case 'c':
		word = "complex numbers"
	case 'U', 'S':
		word = "text"
	case '[':
		word = "records"
	}
	return word + " of type " + quoted(kind)
}

// dimensions is the shape as NumPy prints it.
func (a array) dimensions() string {
	var sizes []string
	for _, n := range a.shape {
		sizes = append(sizes, strconv.Itoa(n))
	}
	if len(sizes) == 1 {
		return "(" + sizes[0] + ",)"
	}
	return "(" + strings.Join(sizes, ", ") + ")"
}

// at is entry i, j of a matrix.
func (a array) at(i, j int) float64 {
	if a.fortran {
		return a.values[j*a.shape[0]+i]
	}
	return a.values[i*a.shape[1]+j]
}

// finite refuses a number that a network cannot have.
func (a array) finite() error {
	for i, v := range a.values {
		if math.Abs(v) <= maxValue {
			continue
		}
		at := strconv.Itoa(i)
		switch {
		case len(a.shape) == 2 && a.fortran:
			at = fmt.Sprintf("%d, %d", i%a.shape[0], i/a.shape[0])
		case len(a.shape) == 2:
			at = fmt.Sprintf("%d, %d", i/a.shape[1], i%a.shape[1])
		}
		return fmt.Errorf("%s[%s] is %v: give a finite number of size up to %g", a.name, at, v, maxValue)
	}
	return nil
}

// vector tells whether the array is one of n numbers: a vector, a row or a column.
func (a array) vector(n int) bool {
	long := 0
	for _, size := range a.shape {
		if size != 1 {
			long++
		}
	}
	return long <= 1 && len(a.values) == n
}
