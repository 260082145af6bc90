package model

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// spectrum is the eigenvalues of H + β P_L on the free units, by a dense solver.
func spectrum(t *testing.T, p *Point, beta float64) []float64 {
	t.Helper()
	n := p.Network()
	var free []int
	for i := range n.Units() {
		if !p.Stuck(i) {
			free = append(free, i)
		}
	}
	if len(free) == 0 {
		return []float64{1} // only the leak is left
	}
	j := dense(n.Units(), p.Jacobian().Mul)
	h := mat.NewSymDense(len(free), nil)
	for a, i := range free {
		for b, k := range free[:a+1] {
			h.SetSym(a, b, -j.At(i, k))
		}
		if i >= n.Units()-n.Size(n.Depth()) {
			h.SetSym(a, a, h.At(a, a)+beta)
		}
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(h, false) {
		t.Fatal("no eigenvalues")
	}
	return eigen.Values(nil)
}

// TestExtremes holds Lanczos to a dense solver, whose own error is a small
// multiple of rounding times the norm.
func TestExtremes(t *testing.T) {
	for _, layers := range [][]int{{0, 1}, {0, 10}, {3, 5, 3, 2}, {0, 25, 20, 15}, {10, 130, 100, 60, 10}} {
		for _, activation := range ActivationNames() {
			t.Run(fmt.Sprint(activation, layers), func(t *testing.T) {
				rng := rand.New(rand.NewPCG(11, 12))
				n := compiled(t, drawSpec(rng, activation, 1, layers...))
				s := drawState(rng, n)
				if n.Activation() == HardSigmoid {
					s = drawBounded(rng, n)
				}
				checkExtremes(t, n.At(s))
			})
		}
	}
}

func checkExtremes(t *testing.T, p *Point) {
	t.Helper()
	j := p.Jacobian()
	for _, beta := range []float64{0, 0.1, 3, -0.7} {
		values := spectrum(t, p, beta)
		low, high := values[0], values[len(values)-1]
		size := max(-low, high)
		gotLow, gotHigh, ok := j.Extremes(beta)
		if !ok {
			t.Fatal("a symmetric network without a Hessian")
		}
		within(t, fmt.Sprintf("extremes at β = %v", beta), []float64{gotLow, gotHigh}, []float64{low, high}, 1e-13*float64(len(values))*size)
		if got, ok := j.Largest(beta); !ok || !(got <= high+1e-12*size && got >= high-1e-6*size) {
			t.Errorf("largest at β = %v: %v, want %v to six digits", beta, got, high)
		}
	}
}

// TestExtremesOfPresets is at the origin and at the state of a few free steps,
// where the spectra of the program are.
func TestExtremesOfPresets(t *testing.T) {
	for _, preset := range Presets() {
		t.Run(preset.Name, func(t *testing.T) {
			for seed := uint64(1); seed <= 5; seed++ {
				n, err := preset.Draw(seed)
				if err != nil {
					t.Fatal(err)
				}
				p, force := n.At(make([]float64, n.Units())), make([]float64, n.Units())
				checkExtremes(t, p)
				for range 300 {
					p.Force(force)
					s := slices.Clone(p.State)
					for i := range s {
						s[i] += 0.1 * force[i]
					}
					p.Move(s)
				}
				checkExtremes(t, p)
			}
		})
	}
}

// TestExtremesUndefined: without an energy there is no Hessian, and where every
// unit is stuck only the leak is left.
func TestExtremesUndefined(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	n := compiled(t, drawSpec(rng, "tanh", 1, 2, 3, 2)).Vary(1, 0.1, 1)
	j := n.At(drawState(rng, n)).Jacobian()
	if _, _, ok := j.Extremes(0); ok {
		t.Error("an asymmetric network has a Hessian")
	}
	if _, ok := j.Largest(0); ok {
		t.Error("an asymmetric network has a largest eigenvalue")
	}
	spec := drawSpec(rng, "hardsigmoid", 1, 0, 2, 2)
	spec.Biases = [][]float64{{-99, -99}, {-99, -99}}
	j = compiled(t, spec).At(make([]float64, 4)).Jacobian()
	if low, high, ok := j.Extremes(0); low != 1 || high != 1 || !ok {
		t.Errorf("all stuck: %v, %v, %v", low, high, ok)
	}
}
