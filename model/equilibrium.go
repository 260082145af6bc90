package model

import (
	"errors"

	"gonum.org/v1/gonum/blas/blas64"
)

// Gradient is a gradient with respect to the parameters: Weights[k-1] has the
// n_{k-1} rows of n_k of W_k, Biases[k-1] the n_k of b_k.
type Gradient struct {
	Weights [][][]float64 `json:"weights"`
	Biases  [][]float64   `json:"biases"`
}

// ErrNoEnergy says that a quantity is defined by the energy, and that
// asymmetric feedback leaves none.
var ErrNoEnergy = errors.New("the feedback weights are not the transposed forward ones, so there is no energy and no equilibrium gradient: set asymmetry to 0")

// Equilibrium writes x = H⁻¹ ∂C/∂s to dst, by conjugate gradient on the Hessian
// at a stationary point. The displacement of a weakly nudged network tends to
// −β x, and ε Σ_t g(t) to x. It fails where the Hessian is not positive
// definite, that is where the point is not a minimum of E.
func (p *Point) Equilibrium(dst []float64) error {
	if !p.net.symmetric {
		return ErrNoEnergy
	}
	residual := make([]float64, p.net.Units())
	p.CostGradient(residual)
	return solve(p.Jacobian(), dst, residual)
}

// EquilibriumHeld writes to dst what the displacement tends to, over −η, when
// the visible units are displaced by −η ∂C/∂s_L and held: ∂C/∂s_L itself on the
// visible layer, and on the hidden ones −H_hh⁻¹ H_hL ∂C/∂s_L.
func (p *Point) EquilibriumHeld(dst []float64) error {
	if !p.net.symmetric {
		return ErrNoEnergy
	}
	j, units := p.Jacobian(), p.net.Units()
	visible, drag := make([]float64, units), make([]float64, units)
	p.CostGradient(visible)
	j.Mul(drag, visible) // J = −H
	held := j.HoldVisible()
	held.project(drag)
	if err := solve(held, dst, drag); err != nil {
		return err
	}
	blas64.Axpy(1, vector(visible), vector(dst))
	return nil
}

// solve writes H⁻¹ residual to dst on the units that j leaves free. residual is
// used up.
func solve(j *Jacobian, dst, residual []float64) error {
	return conjugate(func(dst, v []float64) { j.hessian(dst, v, 0) }, dst, residual)
}

// EquilibriumGradient is the exact gradient of C(s*) with respect to the
// parameters, by implicit differentiation of ∂E/∂s = 0. With x = H⁻¹ ∂C/∂s,
//
//	∂C/∂W_k = (ρ'x)_{k-1} ρ_kᵀ + ρ_{k-1} (ρ'x)_kᵀ,   ∂C/∂b_k = (ρ'x)_k
func (p *Point) EquilibriumGradient() (Gradient, error) {
	n := p.net
	x := make([]float64, n.Units())
	if err := p.Equilibrium(x); err != nil {
		return Gradient{}, err
	}
	for i, slope := range p.Slope {
		x[i] *= slope
	}
	below, still := n.InputRho(), make([]float64, n.Size(0))
	g := Gradient{}
	for k := 1; k <= n.Depth(); k++ {
		rho, moved := n.Layer(p.Rho, k), n.Layer(x, k)
		w := Rows(len(below), len(rho))
		for i, row := range w {
			for j := range row {
				row[j] = still[i]*rho[j] + below[i]*moved[j]
			}
		}
		g.Weights, g.Biases = append(g.Weights, w), append(g.Biases, append([]float64{}, moved...))
		below, still = rho, moved
	}
	return g, nil
}

// InputRho is ρ(s_0), newly allocated.
func (n *Network) InputRho() []float64 {
	rho := make([]float64, len(n.input))
	n.activation.Evaluate(rho, make([]float64, len(n.input)), n.input)
	return rho
}

// Rows is a zero matrix of r rows of c, backed by one slice.
func Rows(r, c int) [][]float64 {
	data, rows := make([]float64, r*c), make([][]float64, r)
	for i := range rows {
		rows[i] = data[i*c : (i+1)*c : (i+1)*c]
	}
	return rows
}
