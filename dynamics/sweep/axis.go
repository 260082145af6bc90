package sweep

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"nudge/dynamics"
)

// Axis is one knob of a grid and the values it takes, from low to high. A
// negative beta is an inverted nudge.
type Axis struct {
	Knob   dynamics.Knob
	Values []float64
}

// maxRange is how many values a range may have.
const maxRange = 100_000

// ParseAxis reads KNOB=ITEMS: items with commas between, each a number or a
// range from:to:log:n or from:to:lin:n, like temperature=0,1e-8:1e-1:log:15. The
// values of a whole-number knob are rounded, and those of a range that become
// equal count once.
func ParseAxis(text string) (Axis, error) {
	name, list, found := strings.Cut(text, "=")
	if !found {
		return Axis{}, fmt.Errorf("%q has no =: give a knob and its values, like beta=1e-4:10:log:25", text)
	}
	knob, err := dynamics.FindKnob(strings.TrimSpace(name))
	if err != nil {
		return Axis{}, err
	}
	a := Axis{Knob: knob}
	var items []item
	for _, word := range strings.Split(list, ",") {
		it, err := readItem(knob, strings.TrimSpace(word))
		if err != nil {
			return Axis{}, err
		}
		if err := it.apart(items); err != nil {
			return Axis{}, err
		}
		items = append(items, it)
		a.Values = append(a.Values, it.values...)
	}
	slices.Sort(a.Values)
	return a, nil
}

// item is one number or range of an axis, as it was written.
type item struct {
	text   string
	values []float64 // from low to high
}

// apart refuses an item that has a value of an earlier one, and a range that
// overlaps an earlier range.
func (it item) apart(earlier []item) error {
	low, high := it.values[0], it.values[len(it.values)-1]
	for _, e := range earlier {
		ranges := len(it.values) > 1 && len(e.values) > 1
		if ranges && low <= e.values[len(e.values)-1] && e.values[0] <= high {
			return fmt.Errorf("the ranges %s and %s overlap: make them apart, or one range", e.text, it.text)
		}
		for _, v := range it.values {
			if slices.Contains(e.values, v) {
				return fmt.Errorf("%s is given twice, in %s and in %s: leave one out", number(v), e.text, it.text)
			}
		}
	}
	return nil
}

func readItem(knob dynamics.Knob, text string) (item, error) {
	parts := strings.Split(text, ":")
	if len(parts) == 1 {
		v, err := readValue(knob, text, text)
		return item{text, []float64{v}}, err
	}
	if len(parts) != 4 || parts[2] != "log" && parts[2] != "lin" {
		return item{}, fmt.Errorf("%q is no range: give from:to:log:n or from:to:lin:n, like 1e-4:10:log:25", text)
	}
	from, err := readValue(knob, parts[0], text)
	if err != nil {
		return item{}, err
	}
	to, err := readValue(knob, parts[1], text)
	if err != nil {
		return item{}, err
	}
	n, err := strconv.Atoi(parts[3])
	switch {
	case err != nil || n < 2 || n > maxRange:
		return item{}, fmt.Errorf("%q in %s is no number of values: give a whole number from 2 to %d", parts[3], text, maxRange)
	case from >= to:
		return item{}, fmt.Errorf("the range %s is empty: the first number must be below the second", text)
	case parts[2] == "log" && from <= 0:
		return item{}, fmt.Errorf("the range %s cannot be logarithmic: it must begin above 0 (a 0 can stand before it, like 0,1e-8:1e-1:log:15)", text)
	}
	return item{text, spread(knob, from, to, n, parts[2] == "log")}, nil
}

// readValue reads a number that the knob can have.
func readValue(knob dynamics.Knob, text, item string) (float64, error) {
	v, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if text == "off" && knob.Off {
		v, err = 0, nil
	}
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		where := ""
		if item != text {
			where = " in " + item
		}
		return 0, fmt.Errorf("%q%s is not a finite number: give one like 0.03 or 3e-2", text, where)
	}
	if knob.Whole {
		v = math.Round(v)
	}
	if knob.Name == "beta" && v < 0 && knob.Check(-v) == nil {
		return v, nil
	}
	return v + 0, knob.Check(v)
}

// digits is how many digits the values inside a range keep, so that a part of a
// grid has the same values as the whole.
const digits = 12

// spread is n values from from to to, in equal steps or equal factors.
func spread(knob dynamics.Knob, from, to float64, n int, log bool) []float64 {
	values := []float64{from}
	for i := 1; i < n-1; i++ {
		part := float64(i) / float64(n-1)
		v := from + part*(to-from)
		if log {
			v = from * math.Pow(to/from, part)
		}
		v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', digits, 64), 64)
		switch {
		case knob.Whole:
			v = math.Round(v)
		case math.Abs(v) < 1e-12*(to-from):
			v = 0
		}
		values = append(values, v)
	}
	return slices.Compact(append(values, to))
}

// number writes a value with all its digits.
func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
