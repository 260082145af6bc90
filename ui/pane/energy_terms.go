package pane

import (
	"fmt"
	"math"
	"slices"
)

// energyTerms is the energy of the frame shown and what became of it in the
// last step. What means nothing is NaN.
type energyTerms struct {
	beta       float64 // of the force that led here, 0 in the free phase
	held       bool    // the visible units do not follow: F is E
	e, c, f    float64
	de, dc, df float64
	jumped     bool // a kick moved the visible units: no descent
	edited     bool // the network was another one before
}

// energyOf reads the terms of a frame. F is compared under the force that acted
// in between.
func energyOf(s Scene) energyTerms {
	f := s.Frame
	nothing := math.NaN()
	t := energyTerms{e: f.Energy, c: f.Cost, held: f.Led.Held() && f.Nudged, de: nothing, dc: nothing, df: nothing}
	if f.Nudged && !t.held {
		t.beta = f.Led.Push()
	}
	t.f = t.total(t.e, t.c)
	if n := f.Trail.Last() - 1; n >= f.Trail.First() {
		e, c := f.Trail.Energy(n)
		t.de, t.dc, t.df = t.e-e, t.c-c, t.f-t.total(e, c)
		t.jumped = t.held && n == 0
		t.edited = n != 0 && slices.Contains(s.Edits, n)
	}
	return t
}

// total is F = E + βC.
func (t energyTerms) total(e, c float64) float64 {
	if t.beta == 0 {
		return e
	}
	return e + t.beta*c
}

// name is what F is.
func (t energyTerms) name() string {
	switch {
	case t.held:
		return "E: y is held"
	case t.beta == 0:
		return "E: not nudged"
	}
	return fmt.Sprintf("E + βC,  β = %+.2g", t.beta)
}

// energyVerdict is what became of F.
type energyVerdict uint8

const (
	unknownChange energyVerdict = iota
	steady
	fell
	rose
)

// verdict compares the change of F with the rounding of its terms.
func (t energyTerms) verdict() energyVerdict {
	rounding := 1e-14 * max(1, math.Abs(t.e), math.Abs(t.beta*t.c))
	switch {
	case math.IsNaN(t.df) || t.jumped || t.edited:
		return unknownChange
	case t.df < -rounding:
		return fell
	case t.df > rounding:
		return rose
	}
	return steady
}

// fixed writes an energy in twelve cells.
func fixed(v float64) string {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return fmt.Sprintf("%12s", none)
	case math.Abs(v) >= 1e4:
		return fmt.Sprintf("%+12.4e", v)
	}
	return fmt.Sprintf("%+12.6f", v)
}

// change writes a difference in eight cells.
func change(v float64) string {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return fmt.Sprintf("%8s", none)
	case v == 0:
		return fmt.Sprintf("%8s", "0")
	}
	return fmt.Sprintf("%+8.1e", v)
}
