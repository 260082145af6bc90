package data

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// labels collects the class column: each different label once, in order of first
// appearance, and which one each row has.
type labels struct {
	index map[string]int // label → position in names
	names []string
	lines []int // the line where each name appears first
	of    []int // the position of each row's label
}

// add takes the label of the next row.
func (l *labels) add(label string, line int) error {
	k, known := l.index[label]
	if !known {
		if err := l.check(label); err != nil {
			return err
		}
		if l.index == nil {
			l.index = map[string]int{}
		}
		k, label = len(l.names), strings.Clone(label) // a cell shares memory with its line
		l.index[label] = k
		l.names = append(l.names, label)
		l.lines = append(l.lines, line)
	}
	l.of = append(l.of, k)
	return nil
}

// check refuses what cannot be a class, and one class too many.
func (l *labels) check(label string) error {
	value, err := strconv.ParseFloat(label, 64)
	switch {
	case label == "":
		return errors.New("the class is empty: fill it in, or delete the row")
	case !errors.Is(err, strconv.ErrSyntax) && (math.IsNaN(value) || math.IsInf(value, 0)):
		return fmt.Errorf("%s is not a class: write a whole number or a word, or delete the row", quote(label))
	case len(l.names) == maxClasses:
		return fmt.Errorf("more than %d classes: the last column must be a class, not a measured value", maxClasses)
	}
	return readable(label)
}

// startsWithName says that the first label stands alone and is the only one that
// is not a number.
func (l *labels) startsWithName() bool {
	if len(l.names) < 2 || isNumber(l.names[0]) || slices.Contains(l.of[1:], 0) {
		return false
	}
	return !slices.ContainsFunc(l.names[1:], func(name string) bool { return !isNumber(name) })
}

// dropFirst forgets the first row, whose label no other row has.
func (l *labels) dropFirst() {
	l.index = nil // no row comes after this
	l.names, l.lines, l.of = l.names[1:], l.lines[1:], l.of[1:]
	for i := range l.of {
		l.of[i]--
	}
}

// classes gives the class names in their final order and the class of each row:
// whole numbers by value, anything else by first appearance.
func (t *table) classes() (names []string, y []int, err error) {
	l, column := &t.labels, t.column(len(t.first)-1)
	names, y = l.names, l.of
	switch fraction := l.fraction(); {
	case fraction >= 0:
		return nil, nil, t.fault(fmt.Errorf("line %d, %s: the class %s is a measured value: "+
			"put a class in the last column, such as a whole number or a word", l.lines[fraction], column, quote(l.names[fraction])))
	case !slices.ContainsFunc(l.names, func(name string) bool { return !isWhole(name) }):
		names, y = l.byValue()
	}
	const many = 1000 // below it, a class a sample may be meant: the letters of an alphabet
	switch {
	case len(names) < 2:
		return nil, nil, t.fault(fmt.Errorf("%s: every row has the class %s: the last column must have two classes or more", column, quote(names[0])))
	case len(names) > many && len(names) > len(y)/2:
		return nil, nil, t.fault(fmt.Errorf("%s: %d classes in %d rows look like a measured value: put a class in the last column",
			column, len(names), len(y)))
	}
	return names, y, nil
}

// fraction is the position of the first label that is not whole when all are
// numbers, or -1.
func (l *labels) fraction() int {
	for _, name := range l.names {
		if !isNumber(name) {
			return -1
		}
	}
	return slices.IndexFunc(l.names, func(name string) bool {
		v, _ := strconv.ParseFloat(name, 64)
		return v != math.Trunc(v)
	})
}

// byValue sorts whole-number labels; spellings of one number (1, 01, 1.0) are one class.
func (l *labels) byValue() (names []string, y []int) {
	values := make([]int, len(l.names))
	for k, name := range l.names {
		v, _ := strconv.ParseFloat(name, 64)
		values[k] = int(v)
	}
	order := slices.Clone(values)
	slices.Sort(order)
	order = slices.Compact(order)
	for _, v := range order {
		names = append(names, strconv.Itoa(v))
	}
	y = make([]int, len(l.of))
	for i, k := range l.of {
		y[i], _ = slices.BinarySearch(order, values[k])
	}
	return names, y
}

func isNumber(label string) bool {
	_, err := strconv.ParseFloat(label, 64)
	return err == nil
}

// isWhole says that a label is a whole number that float64 holds exactly.
func isWhole(label string) bool {
	v, err := strconv.ParseFloat(label, 64)
	return err == nil && v == math.Trunc(v) && math.Abs(v) <= 1<<53
}
