package model

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// shapes are one moving layer, an empty input, layers of one unit, and depth.
var shapes = [][]int{{3, 4}, {0, 4}, {2, 5, 3}, {0, 4, 3}, {1, 1, 1, 1}, {4, 6, 5, 3, 2}, {3, 4, 5, 4, 3, 4, 5, 2}}

// drawSpec is a valid specification with independent normal weights of
// standard deviation scale/√n_in, so that drives are of order scale.
func drawSpec(rng *rand.Rand, activation string, scale float64, layers ...int) Spec {
	s := Spec{Layers: layers, Activation: activation, Input: normals(rng, layers[0]), Target: normals(rng, layers[len(layers)-1])}
	for k := 1; k < len(layers); k++ {
		rows := make([][]float64, layers[k-1])
		for i := range rows {
			rows[i] = normals(rng, layers[k])
			for j := range rows[i] {
				rows[i][j] *= scale / math.Sqrt(float64(layers[k-1]))
			}
		}
		s.Weights, s.Biases = append(s.Weights, rows), append(s.Biases, normals(rng, layers[k]))
	}
	return s
}

func normals(rng *rand.Rand, n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = rng.NormFloat64()
	}
	return v
}

func compiled(t testing.TB, spec Spec) *Network {
	t.Helper()
	n, err := New(spec)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// drawState is a state at which the force is smooth: strictly within the bounds
// for hardsigmoid.
func drawState(rng *rand.Rand, n *Network) []float64 {
	s := normals(rng, n.Units())
	if n.Activation() == HardSigmoid {
		for i := range s {
			s[i] = 0.05 + 0.9*rng.Float64()
		}
	}
	return s
}

// drawBounded is a hardsigmoid state with about two thirds of its units at a
// bound.
func drawBounded(rng *rand.Rand, n *Network) []float64 {
	s := make([]float64, n.Units())
	for i := range s {
		s[i] = min(max(3*rng.Float64()-1, 0), 1)
	}
	return s
}

// everyNetwork calls f with every activation in every shape, symmetric and not.
func everyNetwork(t *testing.T, f func(t *testing.T, rng *rand.Rand, n *Network)) {
	for _, activation := range ActivationNames() {
		for i, shape := range shapes {
			rng := rand.New(rand.NewPCG(7, uint64(i)))
			n := compiled(t, drawSpec(rng, activation, 1.2, shape...))
			t.Run(fmt.Sprint(activation, shape), func(t *testing.T) { f(t, rng, n) })
			if n.Depth() > 1 {
				t.Run(fmt.Sprint(activation, shape, "asymmetric"), func(t *testing.T) { f(t, rng, n.Vary(1.3, 0.4, 5)) })
			}
		}
	}
}

func dot(a, b []float64) float64 {
	var sum float64
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

func length(v []float64) float64 { return math.Sqrt(dot(v, v)) }

// within fails unless every |got − want| is at most limit.
func within(t *testing.T, what string, got, want []float64, limit float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	for i := range want {
		if !(math.Abs(got[i]-want[i]) <= limit) {
			t.Errorf("%s: value %d is %v, want %v within %.2g", what, i, got[i], want[i], limit)
			return
		}
	}
}

// panics tells whether f panics with a message of this package.
func panics(f func()) (message string) {
	defer func() { message, _ = recover().(string) }()
	f()
	return ""
}
