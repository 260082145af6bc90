package dynamics

import "math"

// tracker follows a block of chains with what an estimator needs of each one:
// the twin, and the spread over the chains. The block calls before and after
// around each of its steps.
type tracker struct {
	estimator Estimator
	window    int
	units     int
	past      [][]float64 // the latest states, the newest last; for SinceNudge the one at frame 0
	twin      *chainBlock // the same chains without the nudge; nil unless TwinRate
	apart     []float64   // what the twin was apart by before the step

	twins, sums, squares []float64 // over the chains, step after step
}

func newTracker(b *chainBlock, e Estimator, window int, seed uint64) *tracker {
	t := &tracker{estimator: e, window: window, units: b.net.Units()}
	if e == TwinRate {
		t.twin = newChainBlock(b.net, append([]float64(nil), b.state...), b.first, seed, b.limit)
		t.apart = make([]float64, len(b.state))
	}
	return t
}

// begin forgets the past: the nudge goes on.
func (t *tracker) begin(state []float64) {
	t.past = t.past[:0]
	if t.twin != nil {
		copy(t.twin.state, state)
	}
}

// before is called with the state that a step starts from.
func (t *tracker) before(state []float64) {
	switch {
	case t.twin != nil:
		for i, v := range state {
			t.apart[i] = v - t.twin.state[i]
		}
	case t.estimator == SinceNudge && len(t.past) > 0:
	case t.estimator == WindowRate && len(t.past) < t.window, len(t.past) == 0:
		t.past = append(t.past, append([]float64(nil), state...))
	default:
		oldest := t.past[0]
		copy(t.past, t.past[1:])
		copy(oldest, state)
		t.past[len(t.past)-1] = oldest
	}
}

// after is called with the state that the step led to. It adds up the
// estimates of the chains, and their squares, for the at-th step of the job.
func (t *tracker) after(state []float64, law Law, step, at int) {
	scale := 1 / law.Step
	switch t.estimator {
	case TwinRate:
		free := law
		free.Beta, free.Held, free.Jump = 0, false, 0
		t.twin.step(free, step)
		t.twin.sum(t.cells(&t.twins, at))
	case SinceNudge:
		scale = 1
	case WindowRate:
		scale /= float64(len(t.past))
	}
	sums, squares := t.cells(&t.sums, at), t.cells(&t.squares, at)
	clear(sums)
	clear(squares)
	for c := 0; c < len(state); c += t.units {
		for i := range sums {
			d := (state[c+i] - t.origin(c+i)) * scale
			sums[i], squares[i] = sums[i]+d, squares[i]+d*d
		}
	}
}

// origin is what the estimate of a unit is measured from.
func (t *tracker) origin(i int) float64 {
	if t.twin != nil {
		return t.twin.state[i] + t.apart[i]
	}
	return t.past[0][i]
}

// cells is the part of a job's sums that belongs to its at-th step.
func (t *tracker) cells(of *[]float64, at int) []float64 {
	if need := (at + 1) * t.units; len(*of) < need {
		*of = append(*of, make([]float64, need-len(*of))...)
	}
	return (*of)[at*t.units : (at+1)*t.units]
}

// Track makes the ensemble follow an estimator: a twin for each chain where it
// needs one, and the spread over the chains.
func (e *Ensemble) Track(estimator Estimator, window int) {
	if estimator == WindowRate && window*len(e.State) > maxPast {
		return
	}
	for _, b := range e.blocks {
		b.tracker = newTracker(b, estimator, window, e.seed)
	}
}

// maxPast is how many values of the past a tracker may keep. Beyond it, there
// is no spread.
const maxPast = 1 << 24

// Tracks tells whether the ensemble follows an estimator.
func (e *Ensemble) Tracks() bool { return e.blocks[0].tracker != nil }

// Begin tells the ensemble that the nudge goes on at this step.
func (e *Ensemble) Begin() {
	for _, b := range e.blocks {
		if b.tracker != nil {
			b.tracker.begin(b.state)
		}
	}
}

// resume puts the twin of a single chain where it was.
func (e *Ensemble) resume(twin []float64) {
	if t := e.blocks[0].tracker; t.twin != nil {
		copy(t.twin.state, twin)
	}
}

// measure writes the twins' mean and the spread after the job-th step of the last
// Advance to a row of the tape.
func (e *Ensemble) measure(row row, job int) {
	if e.blocks[0].tracker.twin != nil {
		e.Twin(row.twin(), job)
	}
	if e.chains > 1 {
		e.Spread(row.spread(), job)
	}
}

// Twin writes the mean over the twins after the at-th step of the last Advance.
// The ensemble must track TwinRate.
func (e *Ensemble) Twin(dst []float64, at int) {
	clear(dst)
	for _, b := range e.blocks {
		for i, v := range b.tracker.cells(&b.tracker.twins, at) {
			dst[i] += v
		}
	}
	for i := range dst {
		dst[i] /= float64(e.chains)
	}
}

// Spread writes the standard error of the mean of the tracked estimate after
// the at-th step of the last Advance: its standard deviation over the chains
// over √N.
func (e *Ensemble) Spread(dst []float64, at int) {
	n := float64(e.chains)
	for i := range dst {
		var sum, square float64
		for _, b := range e.blocks {
			sum += b.tracker.cells(&b.tracker.sums, at)[i]
			square += b.tracker.cells(&b.tracker.squares, at)[i]
		}
		variance := max(0, (square-sum*sum/n)/(n-1))
		dst[i] = math.Sqrt(variance / n)
	}
}
