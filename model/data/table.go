package data

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// table is a CSV file as numbers and labels, before any scaling.
type table struct {
	name   string
	header []string    // all columns, nil without a header
	first  []string    // the first line that is not blank, as it stands
	rows   [][]float64 // samples × features
	labels labels
	at     int // the line of first
}

// readTable reads to the end or to the first thing that is wrong.
func readTable(r io.Reader, name string) (*table, error) {
	t := &table{name: name}
	src, err := text(r)
	if err != nil {
		return nil, t.fault(err)
	}
	lines := csv.NewReader(src)
	lines.FieldsPerRecord = -1 // table says itself what is missing
	lines.ReuseRecord = true
	lines.TrimLeadingSpace = true
	for {
		cells, err := lines.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, t.fault(malformed(err))
		}
		for j := range cells {
			cells[j] = strings.TrimSpace(cells[j])
		}
		if len(cells) == 1 && cells[0] == "" {
			continue // a line of blanks
		}
		line, _ := lines.FieldPos(0)
		if err := t.add(cells, line); err != nil {
			return nil, t.fault(err)
		}
	}
	if err := t.settleHeader(); err != nil {
		return nil, t.fault(err)
	}
	return t, nil
}

// malformed says in our words what encoding/csv found; other errors are our own.
func malformed(err error) error {
	if e := (*csv.ParseError)(nil); errors.As(err, &e) {
		return fmt.Errorf(`line %d has a quote out of place: close each quote, and write "" for one inside quotes`, e.Line)
	}
	return err
}

// add takes the cells of one line; they are valid until the next line only.
func (t *table) add(cells []string, line int) error {
	if t.first == nil {
		if err := t.begin(cells, line); err != nil || t.header != nil {
			return err
		}
	}
	if len(cells) != len(t.first) {
		return fmt.Errorf("line %d has %d cells, line %d has %d: give every line the same columns",
			line, len(cells), t.at, len(t.first))
	}
	if len(t.rows) == maxRows {
		return fmt.Errorf("line %d: more than %d rows: give a part of them", line, maxRows)
	}
	last := len(cells) - 1
	x := make([]float64, last)
	for j, cell := range cells[:last] {
		value, err := number(cell)
		if err != nil {
			return fmt.Errorf("line %d, %s: %w", line, t.column(j), err)
		}
		x[j] = value
	}
	if err := t.labels.add(cells[last], line); err != nil {
		return fmt.Errorf("line %d, %s: %w", line, t.column(last), err)
	}
	t.rows = append(t.rows, x)
	return nil
}

// begin looks at the first line: how many columns, and whether it names them.
func (t *table) begin(cells []string, line int) error {
	if len(cells) < 2 {
		return fmt.Errorf("line %d has one column: separate features and class by commas, the class last%s",
			line, otherSeparator(cells[0]))
	}
	t.at = line
	t.first = make([]string, len(cells))
	for j, cell := range cells {
		t.first[j] = strings.Clone(cell)
	}
	if wrongNumber(cells[:len(cells)-1]) >= 0 {
		return t.nameColumns()
	}
	return nil
}

// nameColumns makes the first line the header.
func (t *table) nameColumns() error {
	for j, cell := range t.first {
		if cell == "" {
			return fmt.Errorf("line %d, column %d: the cell is empty: fill it in, or delete the column if it only counts the rows",
				t.at, j+1)
		}
		if err := readable(cell); err != nil {
			return fmt.Errorf("line %d, column %d: %w", t.at, j+1, err)
		}
	}
	t.header = t.first
	return nil
}

// settleHeader looks at the first line again, now that all classes are known. One
// that names a class of the samples is a sample with a bad cell; one with the only
// class that is not a number (0,1,2,target) names the columns.
func (t *table) settleHeader() error {
	switch {
	case t.first == nil:
		return errors.New("is empty: give a line for each sample, its features and then its class")
	case len(t.rows) == 0:
		return errors.New("has a header but no rows: add a line for each sample")
	}
	last := len(t.first) - 1
	if t.header == nil && t.labels.startsWithName() {
		t.rows = t.rows[1:]
		t.labels.dropFirst()
		return t.nameColumns()
	}
	if _, isClass := t.labels.index[t.first[last]]; isClass && t.header != nil {
		j := wrongNumber(t.first[:last])
		_, err := number(t.first[j])
		return fmt.Errorf("line %d, column %d: %w", t.at, j+1, err)
	}
	return nil
}

// features names the features: from the header, else x1, x2, ….
func (t *table) features() []string {
	names := make([]string, len(t.first)-1)
	for j := range names {
		names[j] = "x" + strconv.Itoa(j+1)
		if t.header != nil {
			names[j] = t.header[j]
		}
	}
	return names
}

// column says which column j is, in words.
func (t *table) column(j int) string {
	if t.header == nil {
		return fmt.Sprintf("column %d", j+1)
	}
	return fmt.Sprintf("column %d (%s)", j+1, quote(t.header[j]))
}

// fault puts the file in front of an error.
func (t *table) fault(err error) error { return fmt.Errorf("%s: %w", printable(t.name), err) }

// wrongNumber is the first cell that is no number at all, or -1. NaN is one: it
// is refused where it stands, and makes no header.
func wrongNumber(cells []string) int {
	for j, cell := range cells {
		if _, err := strconv.ParseFloat(cell, 64); errors.Is(err, strconv.ErrSyntax) {
			return j
		}
	}
	return -1
}

// number reads a feature, which must be finite.
func number(cell string) (float64, error) {
	value, err := strconv.ParseFloat(cell, 64)
	switch {
	case cell == "":
		return 0, errors.New("the cell is empty: fill it in, or delete the row")
	case errors.Is(err, strconv.ErrSyntax):
		return 0, fmt.Errorf("%s is not a number: write it like 0.5, or delete the row", quote(cell))
	case err != nil || math.IsInf(value, 0) || math.IsNaN(value):
		return 0, fmt.Errorf("%s is not a finite number: write a finite one, or delete the row", quote(cell))
	}
	return value, nil
}
