package model

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/sbinet/npyio/npy"
)

// NPY is a .npy file, one array as NumPy writes it.
type NPY struct {
	Kind    string // of its numbers, as <f8, or the fields of a record in brackets
	Shape   []int
	Fortran bool // the first index runs fastest, not the last
	Bytes   int  // that follow the header
	raw     []byte
}

// npyHeader is what NumPy writes in front of the numbers. npyio takes its form for
// granted and reserves memory as it says, so it is looked at first.
var npyHeader = regexp.MustCompile(`^\{'descr': ('[^']*'|\[.*\]), 'fortran_order': (False|True), 'shape': \(((?:[0-9]{1,9}, ?)*(?:[0-9]{1,9})?)\), \} *\n$`)

// ParseNPY reads the header of a .npy file: a magic word, a version, the length of
// what follows, and that. ok is false for anything but the one form that NumPy
// writes. Whether as many bytes follow as the shape asks for is not looked at.
func ParseNPY(raw []byte) (n NPY, ok bool) {
	from, to := npyHeaderOf(raw)
	match := npyHeader.FindSubmatch(raw[from:to])
	if match == nil {
		return NPY{}, false
	}
	n = NPY{Kind: strings.Trim(string(match[1]), "'"), Fortran: string(match[2]) == "True", Bytes: len(raw) - to, raw: raw}
	for _, size := range strings.FieldsFunc(string(match[3]), func(r rune) bool { return r == ',' || r == ' ' }) {
		v, err := strconv.Atoi(size)
		if err != nil {
			return NPY{}, false
		}
		n.Shape = append(n.Shape, v)
	}
	return n, true
}

// npyHeaderOf is where the header of a .npy file begins and ends, an empty range
// when that is beyond the file.
func npyHeaderOf(raw []byte) (from, to int) {
	length := uint64(0)
	switch {
	case len(raw) < 12 || !bytes.HasPrefix(raw, npy.Magic[:]):
		return 0, 0
	case raw[6] == 1:
		from, length = 10, uint64(binary.LittleEndian.Uint16(raw[8:]))
	case raw[6] == 2:
		from, length = 12, uint64(binary.LittleEndian.Uint32(raw[8:]))
	}
	if length > uint64(len(raw)-from) {
		return 0, 0
	}
	return from, from + int(length)
}

// Width is how many bytes a number takes, 0 for what is neither a float nor a whole
// number of 4 or 8 bytes.
func (n NPY) Width() int {
	if n.Kind == "" || !strings.Contains("<>|", n.Kind[:1]) {
		return 0
	}
	return map[string]int{"f4": 4, "f8": 8, "i4": 4, "i8": 8}[n.Kind[1:]]
}

// Dimensions is the shape as NumPy prints it.
func (n NPY) Dimensions() string {
	var sizes []string
	for _, size := range n.Shape {
		sizes = append(sizes, strconv.Itoa(size))
	}
	if len(sizes) == 1 {
		return "(" + sizes[0] + ",)"
	}
	return "(" + strings.Join(sizes, ", ") + ")"
}

// Values is the numbers in the order of the file. It takes the memory that the
// shape asks for: hold that against Bytes first. It panics where Width is 0.
func (n NPY) Values() ([]float64, error) {
	if n.Width() == 0 {
		panic(fmt.Sprintf("model: numbers of the type %q cannot be read", n.Kind))
	}
	r, err := npy.NewReader(bytes.NewReader(n.raw))
	if err != nil {
		return nil, err
	}
	switch n.Kind[1:] {
	case "f4":
		return widened[float32](r)
	case "i4":
		return widened[int32](r)
	case "i8":
		return widened[int64](r)
	}
	var values []float64
	err = r.Read(&values)
	return values, err
}

func widened[T float32 | int32 | int64](r *npy.Reader) ([]float64, error) {
	var narrow []T
	err := r.Read(&narrow)
	wide := make([]float64, len(narrow))
	for i, v := range narrow {
		wide[i] = float64(v)
	}
	return wide, err
}
