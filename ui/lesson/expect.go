package lesson

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Observation is what an expect command found.
type Observation struct {
	Line   int    // of the file
	Name   string // "angle of h2"
	Value  string // "0.02°"
	Wanted string // "under 0.1°"
	OK     bool
}

// expectation is what an expect command says.
type expectation struct {
	quantity
	where string // the layer or part, "" for none
	at    int    // hops of the layer, or index of the part
	sign  string // < > = or ""
	value float64
	off   float64 // how far from value is still right
	label string  // what tells this observation from others, "" for nothing
}

// readExpect reads `QUANTITY [LAYER] < NUMBER`, `> NUMBER`, `NUMBER ± NUMBER`,
// `NUMBER` or `yes` and `no`. With nothing after the quantity it is observed, and
// right whatever it is. What follows a # is said with the name of the quantity.
func readExpect(args []string) (deed, error) {
	e, err := parseExpectation(args)
	if err != nil {
		return nil, err
	}
	return e.observe, nil
}

// apart puts blanks around what compares: y <1 is y < 1.
var apart = strings.NewReplacer("<", " < ", ">", " > ", "=", " = ", "±", " ± ", "+-", " +- ")

func parseExpectation(args []string) (expectation, error) {
	var e expectation
	if i := slices.Index(args, "#"); i >= 0 {
		args, e.label = args[:i], strings.Join(args[i+1:], " ")
	}
	args = strings.Fields(apart.Replace(strings.Join(args, " ")))
	if len(args) == 0 {
		return e, fmt.Errorf("say what: expect angle h2 < 1")
	}
	var names []string
	for _, q := range quantities() {
		if q.name == args[0] {
			e.quantity = q
		}
		names = append(names, q.name)
	}
	if e.name == "" {
		return e, unknown("quantity", args[0], names)
	}
	rest, err := e.place(args[1:])
	if err != nil || len(rest) == 0 {
		return e, err
	}
	if e.yes {
		return e, e.truth(rest)
	}
	return e, e.number(rest)
}

// place reads which layer or part is meant.
func (e *expectation) place(args []string) ([]string, error) {
	switch {
	case !e.layer && e.parts == nil:
		return args, nil
	case len(args) == 0 && e.layer:
		return nil, fmt.Errorf("%s of which layer? write it after it, like: expect %s h1", e.name, e.name)
	case len(args) == 0:
		return nil, fmt.Errorf("%s of which kind? write one after it: %s", e.name, strings.Join(e.parts, ", "))
	}
	e.where = args[0]
	if e.layer {
		hops, err := parseLayer(args[0])
		e.at = hops
		return args[1:], err
	}
	for i, part := range e.parts {
		if part == args[0] {
			e.at = i
			return args[1:], nil
		}
	}
	return nil, unknown(e.name, args[0], e.parts)
}

// parseLayer reads y, h1, h2, … as hops from the nudge.
func parseLayer(name string) (int, error) {
	if name == "y" {
		return 0, nil
	}
	n, err := strconv.Atoi(strings.TrimPrefix(name, "h"))
	if err != nil || name[0] != 'h' || n < 1 || n > 1000 {
		return 0, fmt.Errorf("%q is no layer: write y, h1, h2, …", name)
	}
	return n, nil
}

func (e *expectation) truth(args []string) error {
	if len(args) != 1 || args[0] != "yes" && args[0] != "no" {
		return fmt.Errorf("%q: %s is yes or no", strings.Join(args, " "), e.name)
	}
	e.sign, e.value = "=", truth(args[0] == "yes")
	return nil
}

func (e *expectation) number(args []string) error {
	text := strings.Join(args, " ")
	e.sign = "="
	if strings.ContainsAny(args[0], "<>=") && len(args[0]) == 1 {
		e.sign, args = args[0], args[1:]
	}
	tolerated := len(args) == 3 && (args[1] == "±" || args[1] == "+-") && e.sign == "="
	if len(args) != 1 && !tolerated {
		return fmt.Errorf("%q is no comparison: write < 1, > 0.9, 3 or 0.14 ± 0.01", text)
	}
	for i, to := range []*float64{&e.value, nil, &e.off}[:len(args)] {
		v, err := strconv.ParseFloat(strings.TrimSuffix(args[i], "°"), 64)
		if to == nil {
			continue
		}
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("%q is not a number", args[i])
		}
		*to = v
	}
	return nil
}

// observe measures the quantity on the stage.
func (e expectation) observe(s *Stage) error {
	f, at := s.observe(), e.at
	if e.layer {
		var err error
		if at, err = atLayer(f, e.where, e.at); err != nil {
			return err
		}
	}
	v, err := e.of(s, f, at)
	if err != nil {
		return err
	}
	o := Observation{Name: e.title, Value: "nothing yet", Wanted: e.wanted(), OK: e.holds(v)}
	if strings.Contains(e.title, "%s") {
		o.Name = fmt.Sprintf(e.title, e.where)
	}
	if e.label != "" {
		o.Name += " " + e.label
	}
	if !math.IsNaN(v) {
		o.Value = e.format(v)
	}
	s.Seen = append(s.Seen, o)
	return nil
}

// holds tells whether a value is as expected. NaN is only where nothing is said.
func (e expectation) holds(v float64) bool {
	switch e.sign {
	case "<":
		return v < e.value
	case ">":
		return v > e.value
	case "=":
		return math.Abs(v-e.value) <= e.off
	}
	return true
}

// wanted is the expectation in words.
func (e expectation) wanted() string {
	plain := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	switch {
	case e.sign == "":
		return ""
	case e.yes:
		return yesNo(e.value)
	case e.sign == "<":
		return "under " + plain(e.value)
	case e.sign == ">":
		return "over " + plain(e.value)
	case e.off != 0:
		return plain(e.value) + " ± " + plain(e.off)
	}
	return plain(e.value)
}
