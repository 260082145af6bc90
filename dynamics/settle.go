package dynamics

import (
	"math"

	"nudge/model"
)

// Settled says how a search for a stationary point ended.
type Settled struct {
	Residual    float64 // the largest |force| left
	Converged   bool    // the residual is rounding: a few ulp of the largest term
	Evaluations int     // of the force
}

// Settle moves s to the stationary point of the noiseless flow that it leads
// to, with the outside force β (y − s_L) on the visible units: plain Euler
// steps until the state is near, then sweeps over the odd and the even layers
// in turn. Units of one layer do not see each other, so a sweep solves each
// unit's own equation by a safeguarded Newton step (hardsigmoid: exactly). It
// ends at rounding, or where the force no longer falls. A *Divergence names
// the layer that left every reasonable range.
func Settle(net *model.Network, s []float64, beta float64) (Settled, error) {
	st := settler{net: net, beta: beta, s: s, point: net.At(s), force: make([]float64, len(s))}
	for _, v := range s {
		st.limit = max(st.limit, math.Abs(v))
	}
	st.limit = divergedAt * (1 + st.limit)
	if err := st.flow(flowUntil, flowSteps); err != nil {
		return st.end(), err
	}
	if err := st.sweeps(); err != nil {
		return st.end(), err
	}
	if out := st.end(); out.Residual <= sweepsFailed {
		return out, nil
	}
	// Sweeps can cycle where no energy guides them. The slow flow is the referee.
	if err := st.flow(0, 10*flowSteps); err != nil {
		return st.end(), err
	}
	return st.end(), nil
}

const (
	flowStep     = 0.1  // ε of the Euler part
	flowUntil    = 0.1  // it hands over when the largest |ds/dt| is below this
	flowSteps    = 4000 // or after so many steps
	sweepCap     = 20000
	sweepPatient = 60 // sweeps without a new smallest force that end the search
	sweepsFailed = 1e-6
)

type settler struct {
	net      *model.Network
	beta     float64
	s, force []float64
	point    *model.Point
	limit    float64
	evals    int
}

// look evaluates the force at s and returns its largest size and the size that
// counts as rounding.
func (st *settler) look() (worst, rounding float64) {
	st.evals++
	st.point.Move(st.s)
	st.point.Force(st.force)
	top := len(st.s) - len(st.net.Target())
	for i, v := range st.s {
		size := max(math.Abs(v), math.Abs(st.point.Slope[i]*st.point.Drive[i]))
		if i >= top {
			pull := st.beta * (st.net.Target()[i-top] - v)
			st.force[i] = st.nudged(i, pull)
			size = max(size, math.Abs(pull))
		}
		worst, rounding = max(worst, math.Abs(st.force[i])), max(rounding, size)
	}
	return worst, 4 * 0x1p-52 * rounding
}

// nudged is the force on visible unit i with the outside pull. A hardsigmoid
// unit is held at its bound by the whole force, not by the inner one alone.
func (st *settler) nudged(i int, pull float64) float64 {
	if st.net.Activation() != model.HardSigmoid {
		return st.force[i] + pull
	}
	v := st.s[i]
	f := st.point.Drive[i] - v + pull
	if v <= 0 && f < 0 || v >= 1 && f > 0 {
		return 0
	}
	return f
}

func (st *settler) flow(until float64, steps int) error {
	for range steps {
		worst, rounding := st.look()
		if worst <= max(until, rounding) {
			return nil
		}
		for i, f := range st.force {
			st.move(i, flowStep*f)
		}
		if err := st.diverged(); err != nil {
			return err
		}
	}
	return nil
}

func (st *settler) move(i int, by float64) {
	st.s[i] += by
	if st.net.Activation() == model.HardSigmoid {
		st.s[i] = min(max(st.s[i], 0), 1)
	}
}

// sweeps alternates between the odd and the even layers.
func (st *settler) sweeps() error {
	best, since := math.Inf(1), 0
	for range sweepCap {
		worst, rounding := st.look()
		if worst <= rounding {
			return nil
		}
		if worst < best {
			best, since = worst, 0
		} else if since++; since > sweepPatient {
			return nil
		}
		st.sweep(1)
		st.look()
		st.sweep(0)
		if err := st.diverged(); err != nil {
			return err
		}
	}
	return nil
}

// sweep solves the units of every second layer, counted from below.
func (st *settler) sweep(parity int) {
	offset := 0
	for k := 1; k <= st.net.Depth(); k++ {
		n := st.net.Size(k)
		if k%2 == parity {
			stiffness := 1.0
			if k == st.net.Depth() {
				stiffness += st.beta
			}
			for i := offset; i < offset+n; i++ {
				st.move(i, st.newton(i, stiffness))
			}
		}
		offset += n
	}
}

// newton is the Newton step of one unit whose neighbours are held. Where the
// unit's own energy curves the wrong way or is nearly flat it falls back to the
// force, and it is never longer than ½.
func (st *settler) newton(i int, stiffness float64) float64 {
	p, f := st.point, st.force[i]
	slope := stiffness - st.net.Activation().Curvature(p.Rho[i], p.Slope[i])*p.Drive[i]
	if slope > 0.1 {
		f /= slope
	}
	if st.net.Activation() == model.HardSigmoid || st.net.Activation() == model.Linear {
		return f
	}
	return min(max(f, -0.5), 0.5)
}

func (st *settler) diverged() error {
	for k := 1; k <= st.net.Depth(); k++ {
		for _, v := range st.net.Layer(st.s, k) {
			if !(math.Abs(v) <= st.limit) {
				return &Divergence{Step: -1, Layer: k}
			}
		}
	}
	return nil
}

func (st *settler) end() Settled {
	worst, rounding := st.look()
	return Settled{Residual: worst, Converged: worst <= 16*rounding, Evaluations: st.evals}
}
