package dynamics

import (
	"fmt"
	"sync"

	"nudge/model"
)

// Rest is a network at its stationary point s*, with what is known of it
// there: the gradients that the dynamics is measured against. Runs share it, in
// any number of goroutines: nobody changes it, and what is found out later is
// found out once.
type Rest struct {
	Point     *model.Point // the network evaluated at s*
	Jacobian  *model.Jacobian
	Backprop  []float64 // g_k, as a state
	Residual  float64   // the largest |force| at s*
	Converged bool      // the residual is rounding

	mutex  sync.Mutex         // guards what follows
	bounds map[Law]float64    // curvature bounds by what they depend on
	lags   map[bool][]float64 // by whether the visible units are held
}

// NewRest finds the stationary point of the free flow that starts at from.
func NewRest(net *model.Network, from []float64) (*Rest, error) {
	s := append([]float64(nil), from...)
	settled, err := Settle(net, s, 0)
	if err != nil {
		return nil, err
	}
	r := &Rest{Point: net.At(s), Backprop: make([]float64, len(s)), Residual: settled.Residual, Converged: settled.Converged}
	r.Point.Backprop(r.Backprop)
	r.Jacobian = r.Point.Jacobian()
	r.bounds, r.lags = map[Law]float64{}, map[bool][]float64{}
	return r, nil
}

// Network is the network at rest.
func (r *Rest) Network() *model.Network { return r.Point.Network() }

// State is s*. The caller must not change it.
func (r *Rest) State() []float64 { return r.Point.State }

// Stability returns an error if Euler steps of this size are known to be
// unstable near s*: ε λ_max(H + β P_L) ≥ 2. Where there is no Hessian nothing is
// known.
func (r *Rest) Stability(law Law) error {
	if law.Beta < -1 {
		return fmt.Errorf("β = %.3g is below −1: the outside force pushes harder than the leak holds, so the visible units run away", law.Beta)
	}
	bound, known := r.bound(law)
	if !known || law.Step*bound < 2 {
		return nil
	}
	return fmt.Errorf("ε = %.3g is unstable here, make it smaller than %.3g: ε times the largest curvature %.3g must stay below 2",
		law.Step, 2/bound, bound)
}

// bound is λ_max(H + β P_L), or that of the hidden units alone where the
// visible ones are held.
func (r *Rest) bound(law Law) (bound float64, known bool) {
	if !r.Network().Symmetric() {
		return 0, false
	}
	key := Law{Beta: law.Beta, Held: law.Held}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if bound, known = r.bounds[key]; !known {
		j := r.Jacobian
		if law.Held {
			j = j.HoldVisible()
		}
		bound, known = j.Largest(law.Beta)
		r.bounds[key] = bound
	}
	return bound, known
}

// Hessian is the smallest and the largest eigenvalue of the Hessian of E at s*;
// ok is false where asymmetry leaves no energy.
func (r *Rest) Hessian() (lowest, highest float64, ok bool) { return r.Jacobian.Extremes(0) }

// Lag is what the displacement tends to, over −β: x = H⁻¹ ∂C/∂s, as a state. With
// the visible units held at a displacement −∂C/∂s_L it is that, and what the
// hidden units follow with. It is nil where there is no energy or no minimum. The
// caller must not change it.
func (r *Rest) Lag(held bool) []float64 {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	lag, known := r.lags[held]
	if !known {
		lag = make([]float64, len(r.State()))
		solve := r.Point.Equilibrium
		if held {
			solve = r.Point.EquilibriumHeld
		}
		if solve(lag) != nil {
			lag = nil
		}
		r.lags[held] = lag
	}
	return lag
}
