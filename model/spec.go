package model

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/blas/blas64"
)

// Spec is a network as plain numbers: the content of a network file.
type Spec struct {
	Layers     []int         `json:"layers"`             // n_0 … n_L; n_0 may be 0
	Activation string        `json:"activation"`         // a name that ParseActivation knows
	Weights    [][][]float64 `json:"weights"`            // W_1 … W_L, W_k as n_{k-1} rows of n_k
	Biases     [][]float64   `json:"biases"`             // b_1 … b_L
	Input      []float64     `json:"input"`              // s_0
	Target     []float64     `json:"target"`             // y
	Feedback   [][][]float64 `json:"feedback,omitempty"` // optional: B_2 … B_L, shaped like W_2 … W_L
}

// The largest network that is accepted. A step of it takes about a second.
const (
	maxDepth = 64
	maxLayer = 1 << 16
	maxTotal = 1 << 28
)

func checkSizes(sizes []int) error {
	if len(sizes) < 2 || len(sizes) > maxDepth+1 {
		return fmt.Errorf("layers: %d sizes given: give 2 to %d, the input first and the visible layer last", len(sizes), maxDepth+1)
	}
	total := 0
	for k, size := range sizes {
		if size < 1 && k > 0 || size < 0 || size > maxLayer {
			return fmt.Errorf("layers[%d] is %d: a layer has 1 to %d units (only the input, layers[0], may have 0)", k, size, maxLayer)
		}
		if k > 0 {
			total += size * sizes[k-1]
		}
	}
	if total > maxTotal {
		return fmt.Errorf("layers: %d weights are more than the %d that fit: make the layers smaller", total, maxTotal)
	}
	return nil
}

// check returns an error that names the first field that does not fit.
func (s Spec) check() error {
	if err := checkSizes(s.Layers); err != nil {
		return err
	}
	if _, err := ParseActivation(s.Activation); err != nil {
		return err
	}
	depth := len(s.Layers) - 1
	if len(s.Weights) != depth || len(s.Biases) != depth {
		return fmt.Errorf("weights and biases: %d and %d entries for %d moving layers: give one of each a layer", len(s.Weights), len(s.Biases), depth)
	}
	for k := 1; k <= depth; k++ {
		if err := checkMatrix(fmt.Sprintf("weights[%d]", k-1), s.Weights[k-1], s.Layers[k-1], s.Layers[k]); err != nil {
			return err
		}
		if err := checkVector(fmt.Sprintf("biases[%d]", k-1), s.Biases[k-1], s.Layers[k]); err != nil {
			return err
		}
	}
	if err := checkVector("input", s.Input, s.Layers[0]); err != nil {
		return err
	}
	if err := checkVector("target", s.Target, s.Layers[depth]); err != nil {
		return err
	}
	return s.checkFeedback()
}

func (s Spec) checkFeedback() error {
	if s.Feedback == nil {
		return nil
	}
	if depth := len(s.Layers) - 1; len(s.Feedback) != depth-1 {
		return fmt.Errorf("feedback: %d matrices: give one for each of W_2 … W_%d, %d in all, or leave it out", len(s.Feedback), depth, depth-1)
	}
	for i, b := range s.Feedback {
		if err := checkMatrix(fmt.Sprintf("feedback[%d]", i), b, s.Layers[i+1], s.Layers[i+2]); err != nil {
			return err
		}
	}
	return nil
}

func checkMatrix(field string, rows [][]float64, r, c int) error {
	if len(rows) != r {
		return fmt.Errorf("%s has %d rows: layers ask for %d", field, len(rows), r)
	}
	for i, row := range rows {
		if err := checkVector(fmt.Sprintf("%s[%d]", field, i), row, c); err != nil {
			return err
		}
	}
	return nil
}

// maxValue keeps every product and sum of the model finite.
const maxValue = 1e100

func checkVector(field string, v []float64, n int) error {
	if len(v) != n {
		return fmt.Errorf("%s has %d numbers: layers ask for %d", field, len(v), n)
	}
	for i, x := range v {
		if !(math.Abs(x) <= maxValue) {
			return fmt.Errorf("%s[%d] is %v: give a finite number of size up to %g", field, i, x, maxValue)
		}
	}
	return nil
}

// Spec is the network as plain numbers, newly allocated, with the gain it was
// varied with worked in. Asymmetry is not a part of a network file: Vary of the
// network read back mixes the same feedback in again.
func (n *Network) Spec() Spec {
	s := Spec{
		Layers: n.Sizes(), Activation: n.activation.String(),
		Input: append([]float64{}, n.input...), Target: slices.Clone(n.target),
	}
	for k, w := range n.weights {
		s.Weights, s.Biases = append(s.Weights, rowsOf(w)), append(s.Biases, slices.Clone(n.Layer(n.biases, k+1)))
	}
	for _, b := range n.random {
		s.Feedback = append(s.Feedback, rowsOf(b))
	}
	return s
}

func rowsOf(m blas64.General) [][]float64 {
	rows := Rows(m.Rows, m.Cols)
	for i, row := range rows {
		copy(row, m.Data[i*m.Stride:])
	}
	return rows
}
