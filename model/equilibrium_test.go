package model

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// minima calls f with points at which the Hessian is positive definite: weak
// weights and a state near 0 see to that.
func minima(t *testing.T, f func(t *testing.T, p *Point)) {
	for _, activation := range ActivationNames() {
		for i, shape := range append(shapes, []int{5, 60, 40, 10}) {
			t.Run(fmt.Sprint(activation, shape), func(t *testing.T) {
				rng := rand.New(rand.NewPCG(21, uint64(i)))
				n := compiled(t, drawSpec(rng, activation, 0.3, shape...))
				s := drawState(rng, n)
				for i := range s {
					s[i] *= 0.2 // where ρ'' is small
				}
				if n.Activation() == HardSigmoid {
					s = drawBounded(rng, n)
				}
				p := n.At(s)
				if values := spectrum(t, p, 0); values[0] < 0.05 {
					t.Fatalf("smallest curvature %v: not a minimum", values[0])
				}
				f(t, p)
			})
		}
	}
}

// TestEquilibrium: x solves H x = ∂C/∂s, to a residual that is rounding in x
// times the largest curvature.
func TestEquilibrium(t *testing.T) {
	minima(t, func(t *testing.T, p *Point) {
		u := p.Network().Units()
		x, jx, want := make([]float64, u), make([]float64, u), make([]float64, u)
		if err := p.Equilibrium(x); err != nil {
			t.Fatal(err)
		}
		j := p.Jacobian()
		j.Mul(jx, x)
		for i := range jx {
			jx[i] = -jx[i]
		}
		p.CostGradient(want)
		_, high, _ := j.Extremes(0)
		within(t, "H x", jx, want, 1e-13*high*(length(x)+length(want)))
	})
}

// TestEquilibriumHeld: the visible units are displaced by ∂C/∂s_L, and no
// force is left on the hidden ones.
func TestEquilibriumHeld(t *testing.T) {
	minima(t, func(t *testing.T, p *Point) {
		n := p.Network()
		u, hidden := n.Units(), n.Units()-n.Size(n.Depth())
		x, jx, cost := make([]float64, u), make([]float64, u), make([]float64, u)
		if err := p.EquilibriumHeld(x); err != nil {
			t.Fatal(err)
		}
		p.CostGradient(cost)
		within(t, "visible x", x[hidden:], cost[hidden:], 0)
		j := p.Jacobian()
		j.Mul(jx, x)
		_, high, _ := j.Extremes(0)
		within(t, "force on hidden units", jx[:hidden], make([]float64, hidden), 1e-13*(1+high)*(1+length(x)))
	})
}

// TestEquilibriumGradient is the formula with a dense inverse of H. That it is
// the gradient of C(s*) is shown in dynamics, where states can be settled.
func TestEquilibriumGradient(t *testing.T) {
	minima(t, func(t *testing.T, p *Point) {
		n := p.Network()
		u := n.Units()
		got, err := p.EquilibriumGradient()
		if err != nil {
			t.Fatal(err)
		}
		cost := make([]float64, u)
		p.CostGradient(cost)
		h := dense(u, p.Jacobian().Mul)
		h.Scale(-1, h)
		for i := range u {
			if p.Stuck(i) {
				h.Set(i, i, 1)
			}
		}
		var x mat.VecDense
		if err := x.SolveVec(h, mat.NewVecDense(u, cost)); err != nil {
			t.Fatal(err)
		}
		moved := x.RawVector().Data
		for i := range moved {
			moved[i] *= p.Slope[i]
		}
		limit := 1e-12 * (1 + length(moved)) * (1 + length(p.Rho))
		below, still := n.InputRho(), make([]float64, n.Size(0))
		for k := 1; k <= n.Depth(); k++ {
			rho, x := n.Layer(p.Rho, k), n.Layer(moved, k)
			for i := range below {
				for j := range rho {
					within(t, "∂C/∂W", got.Weights[k-1][i][j:j+1], []float64{still[i]*rho[j] + below[i]*x[j]}, limit)
				}
			}
			within(t, "∂C/∂b", got.Biases[k-1], x, limit)
			below, still = rho, x
		}
	})
}

func TestEquilibriumUndefined(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	n := compiled(t, drawSpec(rng, "linear", 5, 2, 3, 2))
	x := make([]float64, n.Units())
	p := n.At(normals(rng, n.Units()))
	if err := p.Equilibrium(x); err == nil || !strings.Contains(err.Error(), "not a minimum of the energy") {
		t.Errorf("at a saddle: %v", err)
	}
	if _, err := p.EquilibriumGradient(); err == nil {
		t.Error("a saddle has an equilibrium gradient")
	}
	p = n.Vary(1, 0.2, 1).At(p.State)
	_, gradient := p.EquilibriumGradient()
	for _, err := range []error{p.Equilibrium(x), p.EquilibriumHeld(x), gradient} {
		if !errors.Is(err, ErrNoEnergy) {
			t.Errorf("asymmetric: %v", err)
		}
	}
}
