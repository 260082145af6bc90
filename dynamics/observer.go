package dynamics

import "math"

// observer is what a step of the run is judged by.
type observer struct {
	run       *Run
	frame     int
	since     int  // frames since the nudge, 0 or less before the first one
	row, last row  // last is the step that the estimate is measured from
	first     bool // there is no step before it
	led       segment
	base      base
	based     bool
	span      int     // steps from last to row
	time      float64 // what the difference is divided by
}

func (r *Run) observer(at int) observer {
	origin := r.program.origin(at)
	v := observer{run: r, frame: at - origin, row: r.tape.row(at), first: at == r.tape.low}
	v.led = r.program.segments[r.program.at(max(0, at-1))]
	if v.since = v.frame; !r.program.nudged(at) {
		v.since = 0 // what a free step shows must not depend on a nudge that follows
	}
	v.span, v.time = r.estimator.span(v.since, int(v.led.Window), v.led.Step)
	if v.first {
		v.led.On = false
	} else {
		if held := at - r.tape.low; v.span > held {
			v.time *= float64(held) / float64(v.span)
			v.span = held
		}
		v.last = r.tape.row(at - v.span)
	}
	v.base, v.based = r.bases[origin]
	v.based = v.based && v.frame >= 0
	return v
}

// twin tells whether the estimate is measured from the twins.
func (v observer) twin() bool { return v.run.estimator == TwinRate && !math.IsNaN(v.row.twin()[0]) }

// derive writes the estimate of the derivative, or the displacement under
// Equilibrium. Where there is none it is 0.
func (v observer) derive(dst []float64, ref Reference) {
	s := v.row.state()
	switch {
	case v.first || ref == Equilibrium && !v.based:
		clear(dst)
	case ref == Equilibrium && v.twin():
		subtract(dst, s, v.row.twin(), 1)
	case ref == Equilibrium || v.run.estimator == SinceNudge && v.since > 0 && v.based:
		subtract(dst, s, v.base.state, 1)
	case v.twin() && v.since > 0:
		subtract(dst, s, v.row.twin(), v.time)
		before, twin := v.last.state(), v.last.twin()
		for i := range dst {
			dst[i] -= (before[i] - twin[i]) / v.time
		}
	default:
		subtract(dst, s, v.last.state(), v.time)
	}
}

// subtract writes (a − b)/c to dst.
func subtract(dst, a, b []float64, c float64) {
	for i := range dst {
		dst[i] = (a[i] - b[i]) / c
	}
}

// spread tells whether the row knows the standard error of the estimate.
func (v observer) spread(ref Reference) bool {
	return ref != Equilibrium && v.led.Chains > 1 && !math.IsNaN(v.row.spread()[0])
}

// aim writes +∂C/∂s of the reference, as the estimator would see it: averaged
// or summed over the same steps. It tells whether the gradient is defined.
func (v observer) aim(dst []float64, ref Reference) bool {
	switch {
	case ref == Backprop:
		copy(dst, v.led.rest.Backprop)
	case ref == Equilibrium:
		lag := v.led.rest.Lag(v.led.Held())
		copy(dst, lag)
		return lag != nil
	case v.first || v.frame <= 0:
		copy(dst, v.row.back())
	case v.run.estimator == SinceNudge:
		copy(dst, v.row.total())
	case v.span > 1:
		subtract(dst, v.row.total(), v.last.total(), v.time)
	default:
		copy(dst, v.last.back())
	}
	return true
}

// roundingFactor is how far above rounding a derivative must be to have a
// direction.
const roundingFactor = 1e3

// agreement compares the derivative and the gradient of layer k; the gradient is
// nil or NaN where it is not defined.
func (v observer) agreement(k int, ref Reference, derivative, gradient []float64) Agreement {
	nan := math.NaN()
	net := v.led.rest.Network()
	a := Agreement{Layer: k, Hops: net.Hops(k), Gradient: nan, Cosine: nan, Angle: nan, Band: nan, Scale: nan, RelativeError: nan}
	d := net.Layer(derivative, k)
	a.Derivative = norm(d)
	if gradient != nil {
		a.Gradient = norm(net.Layer(gradient, k))
	}
	push := v.led.Push()
	a.Factor = v.arrival(ref, a.Hops)
	a.Reached = push != 0 && v.frame > a.Hops
	a.Held = v.led.Held() && a.Hops == 0 && v.frame > 1 && ref != Equilibrium && v.span == 1
	if !a.Reached || a.Held || gradient == nil {
		return a
	}
	s := net.Layer(v.row.state(), k)
	rounding := math.Nextafter(largest(s), math.Inf(1)) - largest(s)
	if ref != Equilibrium {
		rounding /= v.time
	}
	a.BelowRounding = a.Derivative < roundingFactor*(v.led.rest.Residual+rounding)
	if a.BelowRounding {
		return a
	}
	a.compare(d, net.Layer(gradient, k), push, a.Factor)
	if v.spread(ref) {
		a.bound(d, net.Layer(gradient, k), net.Layer(v.row.spread(), k))
	}
	if ref == Backprop && v.frame != a.Hops+1 {
		a.RelativeError = nan
	}
	return a
}

// arrival is the factor between the gradient of a layer and the estimate when
// the nudge arrives there: ε^m of a spring. Where the visible units jump, the
// first factor ε is not lost. An estimator that looks further back has its
// whole change in the last step.
func (v observer) arrival(ref Reference, hops int) float64 {
	if ref != Backprop {
		return 1
	}
	if v.led.Held() {
		hops--
	}
	return math.Pow(v.led.Step, float64(hops)) * v.led.Step / v.time
}
