package model

import (
	"gonum.org/v1/gonum/blas/blas64"
)

// Jacobian is J = ∂(R − s)/∂s at one state, as products with vectors. For
// symmetric weights J is symmetric and the Hessian of E is H = −J.
//
//	(Jv)_k = (ρ''_k ⊙ a_k − 1) ⊙ v_k + ρ'_k ⊙ ( W_kᵀ(ρ' ⊙ v)_{k-1} + W_{k+1}(ρ' ⊙ v)_{k+1} )
//
// Only the free units of a hardsigmoid network take part: a vector that is zero
// on the stuck units stays so. A Jacobian is never changed once made, so it may
// be read from many goroutines.
type Jacobian struct {
	net      *Network
	diagonal []float64 // ρ''·a − 1, minus the leak of each unit
	slope    []float64
	free     []bool // nil where no unit can be stuck
}

// Jacobian linearises the force at the point. It copies what it needs, so the
// point may move on.
func (p *Point) Jacobian() *Jacobian {
	u := p.net.Units()
	j := &Jacobian{net: p.net, diagonal: make([]float64, u), slope: append([]float64(nil), p.Slope...)}
	for i, a := range p.Drive {
		j.diagonal[i] = p.net.activation.Curvature(p.Rho[i], p.Slope[i])*a - 1
	}
	if p.net.activation == HardSigmoid {
		j.free = make([]bool, u)
		for i := range j.free {
			j.free[i] = !p.Stuck(i)
		}
	}
	return j
}

// HoldVisible is the Jacobian of a network whose visible units are held in
// place: they take no part.
func (j *Jacobian) HoldVisible() *Jacobian {
	h := *j
	h.free = make([]bool, len(j.slope))
	for i := range h.free {
		h.free[i] = i < j.net.offset[j.net.Depth()] && (j.free == nil || j.free[i])
	}
	return &h
}

// Mul writes J v to dst. dst and v must not overlap.
func (j *Jacobian) Mul(dst, v []float64) {
	j.mul(dst, v, make([]float64, len(v)), j.net.weights, j.net.feedback)
}

// MulTrans writes Jᵀ v to dst. dst and v must not overlap.
func (j *Jacobian) MulTrans(dst, v []float64) {
	j.mul(dst, v, make([]float64, len(v)), j.net.feedback, j.net.weights)
}

func (j *Jacobian) mul(dst, v, scaled []float64, up, down []blas64.General) {
	for i, x := range v {
		scaled[i] = j.slope[i] * x
		dst[i] = 0
	}
	couple(j.net, dst, scaled, 1, up, down)
	for i, x := range v {
		dst[i] = j.diagonal[i]*x + j.slope[i]*dst[i]
	}
	j.project(dst)
}

// project sets the stuck units of v to zero.
func (j *Jacobian) project(v []float64) {
	if j.free == nil {
		return
	}
	for i, free := range j.free {
		if !free {
			v[i] = 0
		}
	}
}

// Back carries a gradient one more step of size eps back in time, in place:
// g ← (I + εJᵀ) g. Starting from ∂C/∂s at a stationary point, t calls give
// g(t), the gradient of the cost after t free steps with respect to the state
// before them (back-propagation through time; Scellier and Bengio,
// arXiv 1711.08416, and Ernoult et al., arXiv 1905.13633). scratch is twice as
// long as g; what it holds does not matter.
func (j *Jacobian) Back(g []float64, eps float64, scratch []float64) {
	n := len(g)
	image, scaled := scratch[:n], scratch[n:2*n]
	j.mul(image, g, scaled, j.net.feedback, j.net.weights)
	blas64.Axpy(eps, vector(image), vector(g))
}
