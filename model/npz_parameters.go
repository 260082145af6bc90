package model

import (
	"fmt"
	"maps"
	"slices"
)

// parameters are the arrays of a network.
type parameters struct {
	arrays     map[string]array
	depth      int   // L
	sizes      []int // n_0 … n_L
	transposed bool  // W_k is n_k×n_{k-1}
}

// find is the array of that kind and number, as W2.
func (p *parameters) find(kind string, k int) (a array, found bool) {
	a, found = p.arrays[numbered(kind, k)]
	return a, found
}

func numbered(kind string, k int) string { return fmt.Sprintf("%s%d", kind, k) }

// mostNumber is the largest number in a name; see known.
const mostNumber = 99

// check finds the depth, and refuses what is missing, too much, or no number.
func (p *parameters) check() error {
	for k := 1; k <= mostNumber; k++ {
		if _, found := p.find("W", k); found {
			p.depth = k
		}
	}
	if p.depth == 0 {
		return fmt.Errorf("%s is missing: give a matrix W1, W2, … for each moving layer", numbered("W", 1))
	}
	for _, err := range []error{p.whole("W", 1, false), p.whole("b", 1, true), p.whole("feedback", 2, true)} {
		if err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.arrays)) {
		a := p.arrays[name]
		if (name[0] == 'W' || name[0] == 'f') && len(a.Shape) != 2 {
			return fmt.Errorf("%s has the shape %s: give a matrix", name, a.Dimensions())
		}
		if err := a.finite(); err != nil {
			return err
		}
	}
	return nil
}

// whole wants an array of each number from first to the depth and none else, or,
// where that is optional, no array at all.
func (p *parameters) whole(kind string, first int, optional bool) error {
	missing, any := 0, !optional
	for k := mostNumber; k >= 1; k-- {
		_, found := p.find(kind, k)
		if wanted := k >= first && k <= p.depth; found && !wanted {
			return fmt.Errorf("%s is one too many: with W1 to W%d there is %s%d to %s%d", numbered(kind, k), p.depth, kind, first, kind, p.depth)
		} else if wanted && !found {
			missing = k
		}
		any = any || found
	}
	if missing > 0 && any {
		return fmt.Errorf("%s is missing: with W%d, give every %s from %s%d on", numbered(kind, missing), p.depth, kind, kind, first)
	}
	return nil
}

// orient finds which way round the matrices fit.
func (p *parameters) orient() error {
	if err := p.fit(false); err != nil && p.fit(true) != nil {
		return err
	}
	return checkSizes(p.sizes)
}

// fit takes the sizes from the matrices, transposed or not, and refuses what does
// not go with them.
func (p *parameters) fit(transposed bool) error {
	p.transposed, p.sizes = transposed, nil
	for k := 1; k <= p.depth; k++ {
		w, _ := p.find("W", k)
		in, out := w.Shape[0], w.Shape[1]
		if transposed {
			in, out = out, in
		}
		switch {
		case k == 1:
			p.sizes = []int{in}
		case p.sizes[k-1] != in:
			return fmt.Errorf("%s has the shape %s, but W%d gives %d units: W_k is n_{k-1}×n_k, or the transposed for every k",
				numbered("W", k), w.Dimensions(), k-1, p.sizes[k-1])
		}
		p.sizes = append(p.sizes, out)
		if b, found := p.find("b", k); found && !b.vector(out) {
			return fmt.Errorf("b%d has the shape %s, but W%d has the shape %s: give a number for each of its %d units", k, b.Dimensions(), k, w.Dimensions(), out)
		}
		if b, found := p.find("feedback", k); found && !slices.Equal(b.Shape, w.Shape) {
			return fmt.Errorf("feedback%d has the shape %s: give that of W%d, %s", k, b.Dimensions(), k, w.Dimensions())
		}
	}
	if x, found := p.arrays["x"]; found && !x.vector(p.sizes[0]) {
		return fmt.Errorf("x has the shape %s: give a number for each of the %d inputs of W1", x.Dimensions(), p.sizes[0])
	}
	if y, found := p.arrays["y"]; found && !y.vector(p.sizes[p.depth]) {
		return fmt.Errorf("y has the shape %s: give a number for each of the %d visible units of W%d", y.Dimensions(), p.sizes[p.depth], p.depth)
	}
	return nil
}

// spec is the network as plain numbers.
func (p *parameters) spec(a Activation) Spec {
	s := Spec{Layers: p.sizes, Activation: a.String()}
	for k := 1; k <= p.depth; k++ {
		w, _ := p.find("W", k)
		s.Weights = append(s.Weights, p.rows(w))
		b, found := p.find("b", k)
		if !found {
			b.values = make([]float64, p.sizes[k])
		}
		s.Biases = append(s.Biases, b.values)
		if b, found := p.find("feedback", k); found {
			s.Feedback = append(s.Feedback, p.rows(b))
		}
	}
	low, high := a.TargetRange()
	x, given := p.arrays["x"]
	if s.Input = x.values; !given {
		s.Input = slices.Repeat([]float64{1}, p.sizes[0])
	}
	y, given := p.arrays["y"]
	if s.Target = y.values; !given {
		s.Target = slices.Repeat([]float64{low}, p.sizes[p.depth])
		s.Target[0] = high
	}
	return s
}

// rows is a matrix as n_{k-1} rows of n_k.
func (p *parameters) rows(a array) [][]float64 {
	r, c := a.Shape[0], a.Shape[1]
	if p.transposed {
		r, c = c, r
	}
	rows := Rows(r, c)
	for i, row := range rows {
		for j := range row {
			if p.transposed {
				row[j] = a.at(j, i)
			} else {
				row[j] = a.at(i, j)
			}
		}
	}
	return rows
}
