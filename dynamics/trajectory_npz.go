package dynamics

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"

	"github.com/sbinet/npyio/npy"
)

// array is one array of an npz file, as float64, row after row.
type array struct {
	shape []int
	data  []float64
}

// maxArrays is the size up to which the arrays of one file are read.
const maxArrays = 256 << 20

// openArrays reads every array of an npz file, as NumPy's savez and
// savez_compressed write it. Floats of 4 and 8 bytes and integers of 4 and 8
// are read; anything else is an error that names the array.
func openArrays(path string) (map[string]array, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(f, info.Size())
	if err != nil {
		return nil, fmt.Errorf("it cannot be read as npz (%w): the file may be cut short", err)
	}
	arrays, left := map[string]array{}, int64(maxArrays)
	for _, member := range archive.File {
		name := strings.TrimSuffix(member.Name, ".npy")
		raw, err := unpack(member, left)
		if err != nil {
			return nil, fmt.Errorf("array %s: %w", name, err)
		}
		left -= int64(len(raw))
		if _, twice := arrays[name]; twice {
			return nil, fmt.Errorf("array %s is there twice: keep one", name)
		}
		if arrays[name], err = decodeArray(raw); err != nil {
			return nil, fmt.Errorf("array %s: %w", name, err)
		}
	}
	return arrays, nil
}

// unpack reads a member of at most limit bytes. The size that the archive
// claims is not trusted.
func unpack(member *zip.File, limit int64) ([]byte, error) {
	r, err := member.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: the file is damaged or cut short", err)
	case int64(len(raw)) > limit:
		return nil, fmt.Errorf("the arrays take more than %d MiB: save fewer frames", maxArrays>>20)
	}
	return raw, nil
}

// header is the only form that NumPy writes. The reader of npyio takes it for
// granted, so nothing else is given to it.
var header = regexp.MustCompile(`^\{'descr': '([<>|][a-zA-Z]\d{1,3})', 'fortran_order': (?:True|False), 'shape': \(((?:\d{1,9}, ?)*(?:\d{1,9})?)\), \} *\n$`)

// checkHeader tells whether an npy file has the length that its header says.
func checkHeader(raw []byte) error {
	damaged := errors.New("this is not an npy array, or a damaged one: save it again with numpy.savez")
	if len(raw) < 12 || string(raw[:6]) != string(npy.Magic[:]) {
		return damaged
	}
	start, length := 10, int(binary.LittleEndian.Uint16(raw[8:]))
	if raw[6] > 1 {
		start, length = 12, int(binary.LittleEndian.Uint32(raw[8:]))
	}
	if raw[6] < 1 || raw[6] > 2 || length > len(raw)-start {
		return damaged
	}
	found := header.FindSubmatch(raw[start : start+length])
	if found == nil {
		return damaged
	}
	width := map[string]int{"f4": 4, "f8": 8, "i4": 4, "i8": 8}[string(found[1][1:])]
	if width == 0 {
		return fmt.Errorf("its type %s is none that holds a state: save it as float64 or float32", found[1])
	}
	have := (len(raw) - start - length) / width
	want := 1
	for _, size := range strings.FieldsFunc(string(found[2]), func(r rune) bool { return r == ',' || r == ' ' }) {
		n, err := strconv.Atoi(size)
		if err != nil || n > 0 && want > have/n {
			return fmt.Errorf("its shape (%s) asks for more numbers than the %d there are: the file is cut short", found[2], have)
		}
		want *= n
	}
	if want != have || (len(raw)-start-length)%width != 0 {
		return fmt.Errorf("its shape (%s) asks for %d numbers, and there are %d: the file is damaged", found[2], want, have)
	}
	return nil
}

// decodeArray reads an npy file.
func decodeArray(raw []byte) (array, error) {
	if err := checkHeader(raw); err != nil {
		return array{}, err
	}
	r, err := npy.NewReader(bytes.NewReader(raw))
	if err != nil {
		return array{}, err
	}
	a := array{shape: r.Header.Descr.Shape}
	switch r.Header.Descr.Type[1:] {
	case "f8":
		err = r.Read(&a.data)
	case "f4":
		a.data, err = widened[float32](r)
	case "i4":
		a.data, err = widened[int32](r)
	default:
		a.data, err = widened[int64](r)
	}
	if r.Header.Descr.Fortran && len(a.shape) == 2 {
		a.data = transposed(a.data, a.shape[0], a.shape[1])
	}
	return a, err
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

// transposed is r rows of c numbers that are stored column after column.
func transposed(data []float64, r, c int) []float64 {
	rows := make([]float64, len(data))
	for i := range r {
		for j := range c {
			rows[i*c+j] = data[j*r+i]
		}
	}
	return rows
}
