package model

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"gonum.org/v1/gonum/blas/blas64"
)

// TestVary: W_k becomes gain·W_k, on its way back gain·((1−α)W_k + αB_k).
func TestVary(t *testing.T) {
	const gain, alpha = 1.75, 0.3
	everyNetwork(t, func(t *testing.T, rng *rand.Rand, n *Network) {
		spec := n.Spec()
		spec.Feedback = nil
		if n.Depth() > 1 {
			spec.Feedback = drawSpec(rng, "tanh", 1, spec.Layers[1:]...).Weights
		}
		n = compiled(t, spec)
		v := n.Vary(gain, alpha, 99)
		for k := range n.weights {
			forward, back := v.weights[k].Data, v.feedback[k].Data
			for i, w := range n.weights[k].Data {
				want := gain * w
				within(t, "forward", forward[i:i+1], []float64{want}, 0)
				if k > 0 {
					b := spec.Feedback[k-1][i/n.sizes[k+1]][i%n.sizes[k+1]]
					want = gain*(1-alpha)*w + gain*alpha*b
				}
				within(t, "backward", back[i:i+1], []float64{want}, 1e-15*(1+10*gain))
			}
		}
		if v.Symmetric() != (n.Depth() == 1) {
			t.Errorf("depth %d: symmetric is %v", n.Depth(), v.Symmetric())
		}
	})
}

// TestVaryDraws: without a file's feedback, B has the Frobenius norm of W, is a
// function of the seed, and independent of W.
func TestVaryDraws(t *testing.T) {
	n := compiled(t, drawSpec(rand.New(rand.NewPCG(4, 4)), "tanh", 0.7, 2, 80, 70, 60))
	a, b, again := n.Vary(1, 1, 1), n.Vary(1, 1, 2), n.Vary(1, 1, 1)
	for k := 1; k < 3; k++ {
		w, drawn := n.weights[k].Data, a.feedback[k].Data
		norm := blas64.Nrm2(vector(w))
		within(t, "Frobenius norm", []float64{blas64.Nrm2(vector(drawn))}, []float64{norm}, 1e-13*norm)
		within(t, "the same seed", again.feedback[k].Data, drawn, 0)
		// Correlations of m independent pairs have deviation 1/√m: 5 of them.
		limit := 5 / math.Sqrt(float64(len(w)))
		for what, other := range map[string][]float64{"W": w, "another seed": b.feedback[k].Data} {
			if c := dot(drawn, other) / (length(drawn) * length(other)); c > limit || c < -limit {
				t.Errorf("B_%d has correlation %v with %s", k+1, c, what)
			}
		}
	}
}

// TestVaryNothing: gain 1 and α = 0 are the network itself, and α alone leaves
// the forward weights.
func TestVaryNothing(t *testing.T) {
	n := compiled(t, drawSpec(rand.New(rand.NewPCG(4, 4)), "tanh", 0.7, 2, 4, 3))
	if n.Vary(1, 0, 5) != n {
		t.Error("gain 1 and α = 0 make another network")
	}
	if v := n.Vary(1, 0.5, 5); !reflect.DeepEqual(v.weights, n.weights) {
		t.Error("α changes the forward weights")
	}
	if v := n.Vary(2, 0, 5); !v.Symmetric() {
		t.Error("gain alone leaves no energy")
	}
}

// TestUnchanged: nothing that is done with a network, or with what it was made
// of and what it gives away, changes it.
func TestUnchanged(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	spec := drawSpec(rng, "sigmoid", 1, 3, 4, 3, 2)
	n := compiled(t, spec)
	state := drawState(rng, n)
	before := energyAndForce(n, state)
	input, target := normals(rng, 3), normals(rng, 2)
	clamped := n.Clamp(input, target)
	was := energyAndForce(clamped, state)

	for what, change := range map[string]func(){
		"vary":            func() { n.Vary(3, 0.7, 1) },
		"clamp":           func() { n.Clamp(normals(rng, 3), normals(rng, 2)) },
		"its spec":        func() { spoil(spec) },
		"the spec given":  func() { spoil(n.Spec()) },
		"the sizes given": func() { n.Sizes()[1] = 99 },
		"clamped input":   func() { input[0], target[0] = 99, 99 },
		"the input's rho": func() { n.InputRho()[0] = 99 },
	} {
		change()
		if got := energyAndForce(n, state); !reflect.DeepEqual(got, before) {
			t.Errorf("%s changes the network", what)
		}
		if got := energyAndForce(clamped, state); !reflect.DeepEqual(got, was) {
			t.Errorf("%s changes the clamped network", what)
		}
	}
}

func energyAndForce(n *Network, s []float64) []float64 {
	p, force := n.At(s), make([]float64, n.Units())
	p.Force(force)
	return append(force, p.Energy(), p.Cost())
}

func spoil(s Spec) {
	s.Layers[1] = 99
	for _, v := range [][]float64{s.Weights[0][0], s.Weights[1][0], s.Biases[0], s.Biases[1], s.Input, s.Target} {
		v[0] = 99
	}
}

func TestClamp(t *testing.T) {
	everyNetwork(t, func(t *testing.T, rng *rand.Rand, n *Network) {
		input, target := normals(rng, n.Size(0)), normals(rng, n.Size(n.Depth()))
		c := n.Clamp(input, target)
		within(t, "input", c.Input(), input, 0)
		within(t, "target", c.Target(), target, 0)
		s, drive := drawState(rng, n), make([]float64, n.Units())
		rho, _ := evaluate(n.Activation(), s)
		c.Drives(drive, rho, 1)
		within(t, "drive", drive, plainDrive(c, s), 1e-13)
	})
	n := compiled(t, drawSpec(rand.New(rand.NewPCG(4, 4)), "tanh", 0.7, 2, 4, 3))
	if message := panics(func() { n.Clamp([]float64{1}, []float64{1, 2, 3}) }); message != "model: clamp wants 2 inputs and 3 targets, has 1 and 3" {
		t.Errorf("a short input panics with %q", message)
	}
}
