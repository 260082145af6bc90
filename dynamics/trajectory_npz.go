package dynamics

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"nudge/model"
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

// checkShape tells whether an npy file has as many numbers as its header says.
func checkShape(file model.NPY) error {
	width := file.Width()
	if width == 0 {
		return fmt.Errorf("its type %s is none that holds a state: save it as float64 or float32", file.Kind)
	}
	have, want := file.Bytes/width, 1
	for _, n := range file.Shape {
		if n > 0 && want > have/n {
			return fmt.Errorf("its shape %s asks for more numbers than the %d there are: the file is cut short", file.Dimensions(), have)
		}
		want *= n
	}
	if want != have || file.Bytes%width != 0 {
		return fmt.Errorf("its shape %s asks for %d numbers, and there are %d: the file is damaged", file.Dimensions(), want, have)
	}
	return nil
}

// decodeArray reads an npy file.
func decodeArray(raw []byte) (array, error) {
	file, ok := model.ParseNPY(raw)
	if !ok || file.Kind == "" || file.Kind[0] == '[' { // the fields of a record
		return array{}, errors.New("this is not an npy array, or a damaged one: save it again with numpy.savez")
	}
	if err := checkShape(file); err != nil {
		return array{}, err
	}
	data, err := file.Values()
	if err != nil {
		return array{}, err
	}
	if file.Fortran && len(file.Shape) == 2 {
		data = transposed(data, file.Shape[0], file.Shape[1])
	}
	return array{file.Shape, data}, nil
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
