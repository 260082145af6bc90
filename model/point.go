package model

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/blas/blas64"
)

// Point is a network evaluated at one state: what energy, force and gradients
// share. It owns its memory, so one Point serves any number of states, one
// after the other, and allocates nothing.
type Point struct {
	net   *Network
	State []float64 // s
	Rho   []float64 // ρ(s)
	Slope []float64 // ρ'(s); 0 for a stuck unit
	Drive []float64 // a_k = b_k + W_kᵀρ(s_{k-1}) + W_{k+1}ρ(s_{k+1})
}

// At evaluates the network at s and returns a new Point.
func (n *Network) At(s []float64) *Point {
	u := n.Units()
	buf := make([]float64, 4*u)
	p := &Point{net: n, State: buf[:u:u], Rho: buf[u : 2*u : 2*u], Slope: buf[2*u : 3*u : 3*u], Drive: buf[3*u:]}
	p.Move(s)
	return p
}

// Move evaluates the network at another state. s is copied.
func (p *Point) Move(s []float64) {
	if len(s) != p.net.Units() {
		panic(fmt.Sprintf("model: a state of this network has %d units, not %d", p.net.Units(), len(s)))
	}
	copy(p.State, s)
	p.net.activation.Evaluate(p.Rho, p.Slope, p.State)
	p.net.Drives(p.Drive, p.Rho, 1)
	if p.net.activation != HardSigmoid {
		return
	}
	for i, v := range p.State {
		if out := p.Drive[i] - v; v <= 0 && out < 0 || v >= 1 && out > 0 {
			p.Slope[i] = 0
		}
	}
}

// Network is the network of the point.
func (p *Point) Network() *Network { return p.net }

// Stuck tells whether unit i is a hardsigmoid unit at a bound of [0, 1] whose
// drive points outward: its force is zero and no gradient passes it.
func (p *Point) Stuck(i int) bool { return p.net.activation == HardSigmoid && p.Slope[i] == 0 }

// Energy is E(s). It is NaN where the feedback is asymmetric: the force is then
// the gradient of no energy.
func (p *Point) Energy() float64 {
	if !p.net.symmetric {
		return math.NaN()
	}
	// ρ·drive counts each pair of neighbours twice and the constant part once.
	var sum float64
	for i, s := range p.State {
		sum += s*s - p.Rho[i]*(p.net.constant[i]+p.Drive[i])
	}
	return sum / 2
}

// Cost is C(s) = ½‖s_L − y‖².
func (p *Point) Cost() float64 {
	var sum float64
	for i, s := range p.net.Layer(p.State, p.net.Depth()) {
		d := s - p.net.target[i]
		sum += d * d
	}
	return sum / 2
}

// Force writes −∂E/∂s = R(s) − s to dst. For hardsigmoid it is the projected
// force: zero on stuck units.
func (p *Point) Force(dst []float64) {
	for i, s := range p.State {
		dst[i] = p.Slope[i]*p.Drive[i] - s
		if p.Stuck(i) && (s == 0 || s == 1) {
			dst[i] = 0
		}
	}
}

// Saturation is the mean ρ' of layer k: 1 for an unsaturated tanh layer, near 0
// where the units no longer pass a gradient.
func (p *Point) Saturation(k int) float64 {
	slope := p.net.Layer(p.Slope, k)
	return blas64.Asum(vector(slope)) / float64(len(slope))
}

// CostGradient writes ∂C/∂s at fixed hidden units: s_L − y on the visible layer
// and 0 elsewhere. Stuck units have gradient 0.
func (p *Point) CostGradient(dst []float64) {
	clear(dst)
	top := p.net.offset[p.net.Depth()]
	for i, y := range p.net.target {
		if !p.Stuck(top + i) {
			dst[top+i] = p.State[top+i] - y
		}
	}
}

// Backprop writes g_k = ∂C/∂s_k, the gradient that back-propagation through
// the maps s_k = R_k gives at this state when every layer but the one below is
// held (Bengio and Fischer, equation 12 on):
//
//	g_L = s_L − y,   g_{k-1} = ρ'(s_{k-1}) ⊙ W_k ( ρ'(s_k) ⊙ g_k )
//
// dst is laid out as a state.
func (p *Point) Backprop(dst []float64) {
	n := p.net
	p.CostGradient(dst)
	held := make([]float64, n.Units())
	for k := n.Depth(); k > 1; k-- {
		above, below := n.Layer(held, k), n.Layer(dst, k-1)
		for i, g := range n.Layer(dst, k) {
			above[i] = n.Layer(p.Slope, k)[i] * g
		}
		blas64.Gemv(noTrans, 1, n.weights[k-1], vector(above), 0, vector(below))
		for i, slope := range n.Layer(p.Slope, k-1) {
			below[i] *= slope
		}
	}
}
