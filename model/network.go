package model

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/blas/blas64"
)

// Network is a network with its input clamped and its target chosen. It is
// never changed once made: Clamp and Vary return another that shares what
// stays the same, so it may be read from many goroutines.
type Network struct {
	activation Activation
	sizes      []int            // n_0 … n_L
	offset     []int            // where layer k starts in a state; offset[L+1] is the number of units
	weights    []blas64.General // W_1 … W_L, W_k is n_{k-1}×n_k
	feedback   []blas64.General // what carries s_k back to s_{k-1}, for k = 2 … L; the weights when symmetric
	biases     []float64        // b_1 … b_L, as a state
	input      []float64        // s_0
	target     []float64        // y
	constant   []float64        // the drive that no moving unit changes: b_k, and W_1ᵀρ(s_0) on layer 1
	random     []blas64.General // B_2 … B_L of the file, or nil
	symmetric  bool
}

// New compiles a checked specification. It copies what it keeps.
func New(spec Spec) (*Network, error) {
	if err := spec.check(); err != nil {
		return nil, err
	}
	activation, err := ParseActivation(spec.Activation)
	if err != nil {
		return nil, err
	}
	n := &Network{activation: activation, sizes: slices.Clone(spec.Layers), symmetric: true}
	n.offset = make([]int, len(n.sizes)+1)
	for k := 1; k < len(n.sizes); k++ {
		n.offset[k+1] = n.offset[k] + n.sizes[k]
		n.weights = append(n.weights, matrix(spec.Weights[k-1], n.sizes[k-1], n.sizes[k]))
		n.biases = append(n.biases, spec.Biases[k-1]...)
	}
	for k, rows := range spec.Feedback {
		n.random = append(n.random, matrix(rows, n.sizes[k+1], n.sizes[k+2]))
	}
	n.feedback = n.weights
	n.input, n.target = slices.Clone(spec.Input), slices.Clone(spec.Target)
	n.clamp()
	return n, nil
}

func matrix(rows [][]float64, r, c int) blas64.General {
	m := blas64.General{Rows: r, Cols: c, Stride: max(1, c), Data: make([]float64, 0, r*c)}
	for _, row := range rows {
		m.Data = append(m.Data, row...)
	}
	return m
}

// clamp computes once what the input adds to the first layer at every step.
func (n *Network) clamp() {
	n.constant = slices.Clone(n.biases)
	if len(n.input) == 0 {
		return
	}
	rho, slope := make([]float64, len(n.input)), make([]float64, len(n.input))
	n.activation.Evaluate(rho, slope, n.input)
	blas64.Gemv(trans, 1, n.weights[0], vector(rho), 1, vector(n.Layer(n.constant, 1)))
}

// Depth is L, the number of moving layers.
func (n *Network) Depth() int { return len(n.sizes) - 1 }

// Units is n_1 + … + n_L, the length of a state.
func (n *Network) Units() int { return len(n.biases) }

// Size is n_k, for k = 0 … L.
func (n *Network) Size(k int) int { return n.sizes[k] }

// Sizes is n_0 … n_L, a copy.
func (n *Network) Sizes() []int { return slices.Clone(n.sizes) }

// Hops is L − k, how many steps after the visible layer the nudge reaches
// layer k.
func (n *Network) Hops(k int) int { return n.Depth() - k }

// Layer is the part of state s that belongs to layer k = 1 … L. It shares memory
// with s.
func (n *Network) Layer(s []float64, k int) []float64 {
	return s[n.offset[k]:n.offset[k+1]:n.offset[k+1]]
}

// Split is the layers 1 … L of a state. They share memory with s.
func (n *Network) Split(s []float64) [][]float64 {
	layers := make([][]float64, n.Depth())
	for k := range layers {
		layers[k] = n.Layer(s, k+1)
	}
	return layers
}

// Activation is ρ.
func (n *Network) Activation() Activation { return n.activation }

// Input is s_0, of length n_0. The caller must not change it.
func (n *Network) Input() []float64 { return n.input }

// Target is y, of length n_L. The caller must not change it.
func (n *Network) Target() []float64 { return n.target }

// Symmetric tells whether the feedback weights are the transposed forward ones.
// When they are not, the force is the gradient of no energy: E, F and the
// Hessian are then undefined.
func (n *Network) Symmetric() bool { return n.symmetric }

// Clamp returns the network with another input and target, of lengths n_0 and
// n_L. It shares the weights.
func (n *Network) Clamp(input, target []float64) *Network {
	if len(input) != n.sizes[0] || len(target) != n.sizes[n.Depth()] {
		panic(fmt.Sprintf("model: clamp wants %d inputs and %d targets, has %d and %d",
			n.sizes[0], n.sizes[n.Depth()], len(input), len(target)))
	}
	c := *n
	c.input, c.target = slices.Clone(input), slices.Clone(target)
	c.clamp()
	return &c
}

// Vary returns the network with every weight multiplied by gain, and with
// W_{k+1} replaced on its way back by (1−α) W_{k+1} + α B_{k+1}. B is the
// feedback of the file, or else drawn from seed with independent normal
// entries and the Frobenius norm of W. Gain 1 and α = 0 return n itself.
func (n *Network) Vary(gain, alpha float64, seed uint64) *Network {
	if gain == 1 && alpha == 0 {
		return n
	}
	v := *n
	v.weights = make([]blas64.General, len(n.weights))
	for i, w := range n.weights {
		v.weights[i] = mixed(gain, w, 0, w)
	}
	v.feedback = v.weights
	if alpha != 0 && n.Depth() > 1 {
		v.symmetric = false
		v.feedback = []blas64.General{v.weights[0]}
		for i, b := range n.backward(seed) {
			v.feedback = append(v.feedback, mixed(gain*(1-alpha), n.weights[i+1], gain*alpha, b))
		}
	}
	v.random = nil
	for _, b := range n.random {
		v.random = append(v.random, mixed(gain, b, 0, b))
	}
	v.clamp()
	return &v
}

// backward is B_2 … B_L.
func (n *Network) backward(seed uint64) []blas64.General {
	if n.random != nil {
		return n.random
	}
	rng := rand.New(rand.NewPCG(seed, 0xB0B))
	drawn := make([]blas64.General, 0, n.Depth()-1)
	for _, w := range n.weights[1:] {
		b := blas64.General{Rows: w.Rows, Cols: w.Cols, Stride: w.Stride, Data: make([]float64, len(w.Data))}
		for i := range b.Data {
			b.Data[i] = rng.NormFloat64()
		}
		if norm := blas64.Nrm2(vector(b.Data)); norm > 0 {
			blas64.Scal(blas64.Nrm2(vector(w.Data))/norm, vector(b.Data))
		}
		drawn = append(drawn, b)
	}
	return drawn
}

// mixed is x·a + y·b, newly allocated.
func mixed(x float64, a blas64.General, y float64, b blas64.General) blas64.General {
	m := blas64.General{Rows: a.Rows, Cols: a.Cols, Stride: a.Stride, Data: make([]float64, len(a.Data))}
	for i := range m.Data {
		m.Data[i] = x*a.Data[i] + y*b.Data[i]
	}
	return m
}
