package model

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// TestStationaryVariance holds conjugate gradient to a dense inverse. The
// weights are small enough for every state to have a positive definite Hessian,
// and the steps for its largest eigenvalue.
func TestStationaryVariance(t *testing.T) {
	for _, layers := range [][]int{{0, 1}, {2, 5, 3}, {4, 6, 5, 3, 2}, {3, 60, 40, 10}} {
		for _, activation := range ActivationNames() {
			t.Run(fmt.Sprint(activation, layers), func(t *testing.T) {
				rng := rand.New(rand.NewPCG(21, 22))
				n := compiled(t, drawSpec(rng, activation, 0.2, layers...))
				s := drawState(rng, n)
				for i := range s { // where ρ is nearly straight: the bias bends E
					s[i] *= 0.1
				}
				checkVariance(t, n.At(s))
			})
		}
	}
}

func checkVariance(t *testing.T, p *Point) {
	t.Helper()
	const temperature = 0.03
	values := spectrum(t, p, 0)
	low, high := values[0], values[len(values)-1]
	units := p.Network().Units()
	for _, part := range []float64{0.01, 0.5, 0.95} {
		eps := part * 2 / high
		if low <= 0 {
			t.Fatalf("the test wants a minimum, not a curvature of %g", low)
		}
		h := dense(units, p.Jacobian().Mul)
		h.Scale(-1, h)
		for i := range units {
			if p.Stuck(i) { // takes no part: any positive number on the diagonal
				h.Set(i, i, 1/eps)
			}
		}
		var square, inverse mat.Dense
		square.Mul(h, h)
		square.Scale(-eps/2, &square)
		square.Add(&square, h)
		if err := inverse.Inverse(&square); err != nil {
			t.Fatal(err)
		}
		for i := range units {
			got, err := p.StationaryVariance(i, temperature, eps)
			if p.Stuck(i) {
				if err == nil {
					t.Errorf("stuck unit %d has the variance %g", i, got)
				}
				continue
			}
			// The condition number of H − ½εH² bounds what either solver keeps.
			if want := temperature * inverse.At(i, i); err != nil || math.Abs(got-want) > 1e-9*want {
				t.Errorf("ε=%g unit %d: variance %g (%v), want %g", eps, i, got, err, want)
			}
		}
	}
}

func TestStationaryVarianceOfOneUnit(t *testing.T) {
	// H = 1: s ← (1−ε) s + √(2εT) ξ has the variance 2εT / (1 − (1−ε)²).
	n := compiled(t, Spec{Layers: []int{0, 1}, Activation: "linear", Input: []float64{}, Target: []float64{1}, Weights: [][][]float64{{}}, Biases: [][]float64{{0.3}}})
	for _, eps := range []float64{0.01, 0.1, 1, 1.9} {
		got, err := n.At([]float64{0.3}).StationaryVariance(0, 0.2, eps)
		if want := 2 * eps * 0.2 / (1 - (1-eps)*(1-eps)); err != nil || math.Abs(got-want) > 1e-14*want {
			t.Errorf("ε=%g: %g (%v), want %g", eps, got, err, want)
		}
	}
	if v, err := n.At([]float64{0.3}).StationaryVariance(0, 0.2, 2); err == nil {
		t.Errorf("ε=2 never settles, but has the variance %g", v)
	}
}

func TestStationaryVarianceNeedsAMinimum(t *testing.T) {
	// Two linear units joined by a weight of 2: the curvatures are −1 and 3.
	n := compiled(t, Spec{
		Layers: []int{0, 1, 1}, Activation: "linear", Input: []float64{}, Target: []float64{0},
		Weights: [][][]float64{{}, {{2}}}, Biases: [][]float64{{0}, {0}},
	})
	if v, err := n.At([]float64{0, 0}).StationaryVariance(0, 1, 0.1); err == nil {
		t.Errorf("on a saddle the variance is %g", v)
	}
}

func TestStationaryVarianceNeedsAnEnergy(t *testing.T) {
	preset := Lesson()
	n, err := preset.Draw(1)
	if err != nil {
		t.Fatal(err)
	}
	n = n.Vary(1, 0.5, 1)
	if v, err := n.At(make([]float64, n.Units())).StationaryVariance(0, 1, 0.1); err == nil {
		t.Errorf("without an energy the variance is %g", v)
	}
}
