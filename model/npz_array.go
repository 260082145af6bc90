package model

import (
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/sbinet/npyio/npz"
)

// array is an array of a network, with its numbers in the order of the file.
type array struct {
	NPY
	name   string
	values []float64
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

// parseArray makes numbers of the bytes of a .npy file.
func parseArray(name string, raw []byte) (array, error) {
	file, ok := ParseNPY(raw)
	if !ok {
		return array{}, errors.New("has no header that NumPy would write: save it anew with numpy.savez")
	}
	width := file.Width()
	if width == 0 || file.Kind[0] == '|' || file.Kind[1] != 'f' {
		return array{}, fmt.Errorf("holds %s: save it as float64 or float32", kindName(file.Kind))
	}
	if file.Bytes%width != 0 || file.Bytes/width != elements(file.Shape) {
		return array{}, fmt.Errorf("has the shape %s but %d bytes of %d for each number: the file is damaged", file.Dimensions(), file.Bytes, width)
	}
	values, err := file.Values()
	if err != nil {
		return array{}, fmt.Errorf("cannot be read (%w): save it anew with numpy.savez", err)
	}
	file.raw = nil
	return array{file, name, values}, nil
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

// at is entry i, j of a matrix.
func (a array) at(i, j int) float64 {
	if a.Fortran {
		return a.values[j*a.Shape[0]+i]
	}
	return a.values[i*a.Shape[1]+j]
}

// finite refuses a number that a network cannot have.
func (a array) finite() error {
	for i, v := range a.values {
		if math.Abs(v) <= maxValue {
			continue
		}
		at := strconv.Itoa(i)
		switch {
		case len(a.Shape) == 2 && a.Fortran:
			at = fmt.Sprintf("%d, %d", i%a.Shape[0], i/a.Shape[0])
		case len(a.Shape) == 2:
			at = fmt.Sprintf("%d, %d", i/a.Shape[1], i%a.Shape[1])
		}
		return fmt.Errorf("%s[%s] is %v: give a finite number of size up to %g", a.name, at, v, maxValue)
	}
	return nil
}

// vector tells whether the array is one of n numbers: a vector, a row or a column.
func (a array) vector(n int) bool {
	long := 0
	for _, size := range a.Shape {
		if size != 1 {
			long++
		}
	}
	return long <= 1 && len(a.values) == n
}
