package model

import (
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/diff/fd"
)

// TestBackprop is the recursion in plain loops; asymmetric networks propagate
// through the forward weights as well.
func TestBackprop(t *testing.T) {
	everyNetwork(t, func(t *testing.T, rng *rand.Rand, n *Network) {
		p := n.At(drawState(rng, n))
		got, want := make([]float64, n.Units()), make([]float64, n.Units())
		p.Backprop(got)
		top := n.Layer(p.State, n.Depth())
		for i, y := range n.Target() {
			n.Layer(want, n.Depth())[i] = top[i] - y
		}
		for k := n.Depth(); k > 1; k-- {
			w, g := n.weights[k-1], n.Layer(want, k)
			for i := range w.Rows {
				var sum float64
				for j := range w.Cols {
					sum += w.Data[i*w.Cols+j] * n.Layer(p.Slope, k)[j] * g[j]
				}
				n.Layer(want, k-1)[i] = n.Layer(p.Slope, k-1)[i] * sum
			}
		}
		within(t, "g", got, want, 1e-14*(1+length(want)))
	})
}

// TestBackpropIsAGradient: where layer k is moved and every layer above takes
// one step R with the ones above it held, g_k is the derivative of the cost.
func TestBackpropIsAGradient(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 8))
	for _, activation := range []string{"tanh", "sigmoid", "softplus"} {
		n := compiled(t, drawSpec(rng, activation, 1, 2, 4, 3, 2))
		rest := n.At(drawState(rng, n))
		// At a point where R(s) = s holds by choice of the biases.
		spec := n.Spec()
		for k := range spec.Biases {
			bias := append([]float64(nil), spec.Biases[k]...)
			for i := range bias {
				at := n.offset[k+1] + i
				bias[i] += rest.State[at]/rest.Slope[at] - rest.Drive[at]
			}
			spec.Biases[k] = bias
		}
		n = compiled(t, spec)
		rest = n.At(rest.State)
		got := make([]float64, n.Units())
		rest.Backprop(got)
		for k := 1; k < n.Depth(); k++ {
			want := fd.Gradient(nil, func(x []float64) float64 { return costThrough(n, rest.State, k, x) },
				n.Layer(rest.State, k), &fd.Settings{Formula: fd.Central})
			within(t, activation, n.Layer(got, k), want, 1e-8*(1+length(want)))
		}
	}
}

// costThrough is C where layer k is x and the layers above follow, each by its
// own map R with only the layer below changed.
func costThrough(n *Network, s []float64, k int, x []float64) float64 {
	p := n.At(s)
	moved := append([]float64(nil), s...)
	copy(n.Layer(moved, k), x)
	for above := k + 1; above <= n.Depth(); above++ {
		held := append([]float64(nil), s...)
		copy(n.Layer(held, above-1), n.Layer(moved, above-1))
		q := n.At(held)
		for i := n.offset[above]; i < n.offset[above+1]; i++ {
			moved[i] = p.Slope[i] * q.Drive[i]
		}
	}
	return n.At(moved).Cost()
}

// TestCost: C = ½‖s_L − y‖², and its gradient is zero on every other layer.
func TestCost(t *testing.T) {
	everyNetwork(t, func(t *testing.T, rng *rand.Rand, n *Network) {
		p, got := n.At(drawState(rng, n)), make([]float64, n.Units())
		p.CostGradient(got)
		want := make([]float64, n.Units())
		for i, s := range n.Layer(p.State, n.Depth()) {
			n.Layer(want, n.Depth())[i] = s - n.Target()[i]
		}
		within(t, "∂C/∂s", got, want, 0)
		within(t, "C", []float64{p.Cost()}, []float64{dot(want, want) / 2}, 1e-15*(1+p.Cost()))
	})
}
