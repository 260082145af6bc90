package model

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// IsNPZ tells by its name whether a network file is an archive of NumPy arrays.
func IsNPZ(path string) bool { return strings.EqualFold(filepath.Ext(path), ".npz") }

// LoadNPZ reads the network with activation a from the NumPy archive at path; see
// ReadNPZ.
func LoadNPZ(path string, a Activation) (*Network, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("network file %w", Unreadable(path, err))
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("network file %w", Unreadable(path, err))
	}
	n, err := ReadNPZ(f, info.Size(), a)
	if err != nil {
		return nil, fmt.Errorf("network file %s: %w", path, err)
	}
	return n, nil
}

// ReadNPZ reads a network with activation a from size bytes of r, an archive that
// numpy.savez or savez_compressed has made. Its arrays are of float64 or float32:
//
//	W1 … WL               n_{k-1}×n_k
//	b1 … bL               of n_k, all of them or none, which are zero
//	feedback2 … feedbackL shaped like W2 … WL, all of them or none
//	x, y                  of n_0 and n_L; else each input is 1, and the target is
//	                      high for the first visible unit, low for the others
//
// Where only the transposed matrices fit together and to the vectors, as
// torch.nn.Linear keeps them, they are transposed. Square ones fit both ways and
// are taken as they are. Whatever the bytes, the result is a network or an error
// of one line that names the array.
func ReadNPZ(r io.ReaderAt, size int64, a Activation) (*Network, error) {
	arrays, err := readArrays(r, size, maxFile)
	if err != nil {
		return nil, err
	}
	p := parameters{arrays: arrays}
	if err := p.check(); err != nil {
		return nil, err
	}
	if err := p.orient(); err != nil {
		return nil, err
	}
	return New(p.spec(a))
}
