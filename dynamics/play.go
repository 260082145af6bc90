package dynamics

import (
	"errors"
	"time"
)

// playChunk is how many steps are taken between two looks at the clock, at
// most.
const playChunk = 64

// moveTo puts the cursor on a step, computing what is needed.
func (r *Run) moveTo(step int, budget time.Duration) error {
	deadline := time.Time{}
	if budget > 0 {
		deadline = time.Now().Add(budget)
	}
	if step < r.tape.low || r.tape.high < r.tape.low || r.tape.low > 0 && step-r.tape.capacity/2 < r.tape.low {
		r.restore(r.keys.before(max(0, step-r.tape.capacity/2-1)))
	}
	err := r.compute(step, deadline)
	r.cursor = max(r.tape.low, min(step, r.tape.high))
	return err
}

// compute advances the head to a step, or until the deadline.
func (r *Run) compute(step int, deadline time.Time) error {
	chunk := 1
	for r.tape.high < step {
		if r.broken != nil && r.tape.high >= r.broken.step {
			return r.broken.err
		}
		began := time.Now()
		if err := r.leap(min(chunk, step-r.tape.high)); err != nil {
			return err
		}
		if deadline.IsZero() {
			chunk = playChunk
			continue
		}
		now := time.Now()
		if now.After(deadline) {
			return nil
		}
		// The next chunk must fit in what is left.
		each := now.Sub(began)/time.Duration(chunk) + 1
		chunk = max(1, min(2*chunk, playChunk, int(deadline.Sub(now)/each)))
	}
	return nil
}

// leap takes up to n steps under one segment and puts them on the tape.
func (r *Run) leap(n int) error {
	if r.head == nil {
		r.rebuildHead()
	}
	at, p := r.tape.high, r.program
	i := p.at(at)
	seg := p.segments[i]
	if i+1 < len(p.segments) {
		n = min(n, p.segments[i+1].from-at)
	}
	units := seg.rest.Network().Units()
	if len(r.means) < n*units {
		r.means = make([]float64, playChunk*units)
	}
	first := at == p.origin(at)
	if first {
		n = 1
		r.head.Begin()
	}
	r.head.Become(seg.rest.Network())
	err := r.head.Advance(seg.Law(first), at, n, r.means[:n*units])
	if err != nil {
		return r.fail(err, seg)
	}
	for t := range n {
		r.record(r.means[t*units:(t+1)*units], t)
	}
	if r.keyed() {
		row := r.tape.row(r.tape.high)
		r.keys.add(keyframe{step: r.tape.high, chains: r.head.State, back: row.back(), total: row.total()})
	}
	return nil
}

// fail computes again up to the last good step and remembers that the run ends
// there.
func (r *Run) fail(err error, seg segment) error {
	var d *Divergence
	if !errors.As(err, &d) {
		return err
	}
	good := d.Step
	r.broken = &broken{step: good, err: r.message(d)}
	r.restore(r.keys.before(max(0, good-r.tape.capacity/2-1)))
	if err := r.compute(good, time.Time{}); err != nil && r.tape.high < good {
		return err
	}
	return r.broken.err
}

// restore puts the head back on a keyframe and starts the tape there.
func (r *Run) restore(f keyframe) {
	seg := r.program.segments[r.program.at(f.step)]
	first := r.program.segments[0].rest
	r.head = NewEnsemble(seg.rest.Network(), first.State(), int(seg.Chains), seg.Seed+seg.Noise)
	if f.chains != nil {
		copy(r.head.State, f.chains)
	}
	r.track(seg)
	r.tape.reset(f.step)
	row := r.tape.push()
	r.head.mean(row.state())
	copy(row.twin(), row.state())
	if f.back != nil {
		copy(row.back(), f.back)
		copy(row.total(), f.total)
	} else {
		seg.rest.Point.CostGradient(row.back())
		clear(row.total())
	}
	r.mark(f.step, row, seg)
	if !r.unseen {
		r.survey(row, seg)
	}
	r.program.played = max(r.program.played, r.tape.high)
}

// keyed tells whether a keyframe belongs at the end of the tape. An estimator
// that looks back to the nudge is followed from there.
func (r *Run) keyed() bool {
	origin := r.program.origin(r.tape.high)
	if r.estimator == RawRate || r.tape.high < origin {
		return r.keys.wants(r.tape.high)
	}
	return r.tape.high == origin && r.keys.before(origin).step < origin
}

// track makes the head follow the estimator where that tells something: a
// twin, or the spread over several noisy chains.
func (r *Run) track(seg segment) {
	if r.estimator == TwinRate || seg.Chains > 1 {
		r.head.Track(r.estimator, int(seg.Window))
	}
}

// forget drops what was computed after step, and puts the head there.
func (r *Run) forget(step int) {
	r.keys.cut(step)
	for at := range r.bases {
		if at >= step {
			delete(r.bases, at)
		}
	}
	if r.broken != nil && r.broken.step >= step {
		r.broken = nil
	}
	if r.tape.high > step {
		r.tape.cut(step)
		r.head = nil
	}
	switch {
	case r.tape.high < step:
	case step > r.tape.low:
		r.relate(step) // the settings at this very step may be other ones now
	default:
		r.tape.reset(step) // empty: it is restored from a keyframe
	}
}

// rebuildHead brings the chains to the end of the tape.
func (r *Run) rebuildHead() {
	high := r.tape.high
	seg := r.program.segments[r.program.at(max(0, high-1))]
	if seg.Chains == 1 {
		r.head = NewEnsemble(seg.rest.Network(), r.program.segments[0].rest.State(), 1, seg.Seed+seg.Noise)
		copy(r.head.State, r.tape.row(high).state())
		if r.track(seg); r.head.Tracks() {
			r.head.resume(r.tape.row(high).twin())
		}
		return
	}
	r.restore(r.keys.before(max(0, high-r.tape.capacity/2-1)))
	_ = r.compute(high, time.Time{}) // it was computed before
}

// record puts the next step on the tape: its state, the twins and the spread over
// the chains, and what follows from them. job is where in the ensemble's last
// job the step was.
func (r *Run) record(state []float64, job int) {
	row := r.tape.push()
	copy(row.state(), state)
	if r.head.Tracks() {
		r.head.measure(row, job)
	}
	r.relate(r.tape.high)
	r.program.played = max(r.program.played, r.tape.high)
}

// relate writes to the last row of the tape what follows from the states: the
// gradient through time, from the row before, and how the layers agree.
func (r *Run) relate(at int) {
	row, last := r.tape.row(at), r.tape.row(at-1)
	led := r.program.segments[r.program.at(at-1)]
	copy(row.back(), last.back())
	copy(row.total(), last.total())
	if led.Push() != 0 {
		for i, g := range row.back() {
			row.total()[i] += led.Step * g
		}
		led.rest.Jacobian.Back(row.back(), led.Step, r.scratch)
	}
	if led.Held() {
		clear(led.rest.Network().Layer(row.back(), led.rest.Network().Depth()))
	}
	r.mark(at, row, r.program.segments[r.program.at(at)])
	if !r.unseen {
		r.survey(row, led)
	}
}

// mark prepares a row at which a nudge goes on: the gradient through time
// starts, and the state is what displacements are measured from. The end of the
// equilibration is marked too unless a nudge went on before: it would be frame 0
// if none followed, and no row may depend on what is edited after it.
func (r *Run) mark(at int, row row, seg segment) {
	origin := r.program.origin(at)
	if at != origin && (at != r.program.start || origin < at) {
		return
	}
	seg.rest.Point.CostGradient(row.back())
	clear(row.total())
	if seg.Held() {
		// The whole displacement comes within one step.
		for i := range row.back() {
			row.back()[i] /= seg.Step
		}
	}
	point := seg.rest.Network().At(row.state())
	force := make([]float64, len(row.state()))
	point.Force(force)
	r.bases[at] = base{state: append([]float64(nil), row.state()...), residual: largest(force)}
}

// survey writes what the panes plot over time.
func (r *Run) survey(row row, led segment) {
	net := led.rest.Network()
	if r.point == nil || r.point.Network() != net {
		r.point = net.At(row.state())
	}
	r.point.Move(row.state())
	e, c := row.energy()
	*e, *c = r.point.Energy(), r.point.Cost()
	if r.tape.high == r.tape.low {
		return
	}
	v := r.observer(r.tape.high)
	for ref := range References {
		v.derive(r.vector, ref)
		gradient := r.second
		if !v.aim(gradient, ref) {
			gradient = nil
		}
		for k := 1; k <= net.Depth(); k++ {
			a := v.agreement(k, ref, r.vector, gradient)
			row.angles(ref)[k-1], row.bands(ref)[k-1] = a.Angle, a.Band
			if ref == Backprop {
				row.rates()[k-1] = a.Derivative
			}
		}
	}
}
