package data

import (
	"fmt"
	"io"
	"path/filepath"
)

// ReadCSV reads a user's table: a sample a line, its features as numbers, its
// class in the last column. The name stands in the Set and in every error.
//
// The first line is a header when its features are not all numbers, or when its
// class is the only one that is not a number; without one the features are called
// x1, x2, …. When all classes are whole numbers they are sorted by value (2 before
// 10, and 1.0 is 1), else they are any text, in order of first appearance. Two
// classes are two outputs. Each feature is standardised with its mean and its
// population deviation (divided by n, not n-1) over all samples; see ScaledBy for
// those of a part.
//
// Line ends may be LF or CRLF, and a UTF-8 byte order mark is skipped. Limits: 64 MiB,
// 4 MiB a line, 1,000,000 rows, 100,000 columns, 10,000 classes; reading stops at
// the first one that is passed. What cannot be a data set gives an error of one
// line that names file, line and column, and says what to do.
func ReadCSV(r io.Reader, name string) (*Set, error) {
	t, err := readTable(r, name)
	if err != nil {
		return nil, err
	}
	classes, y, err := t.classes()
	if err != nil {
		return nil, err
	}
	if j := constant(t.rows); j >= 0 {
		return nil, t.fault(fmt.Errorf("%s is %v in every row: delete this column, a constant tells no class apart",
			t.column(j), t.rows[0][j]))
	}
	return &Set{
		Name:     name,
		Title:    printable(filepath.Base(name)),
		Source:   "read from " + printable(name),
		Features: t.features(),
		Classes:  classes,
		X:        standardised(t.rows, all(t.rows)),
		Y:        y,
		measured: t.rows,
	}, nil
}

// constant is the first column that is the same in all rows, or -1.
func constant(rows [][]float64) int {
	for j := range rows[0] {
		if !varies(rows, j) {
			return j
		}
	}
	return -1
}

func varies(rows [][]float64, j int) bool {
	for _, x := range rows {
		if x[j] != rows[0][j] {
			return true
		}
	}
	return false
}
