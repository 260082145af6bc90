package dynamics

import (
	"fmt"
	"math"

	"nudge/model"
)

// Frame is what there is to see at the cursor of a run: derived from the
// state, never changing it. With N chains every quantity is that of the mean
// over the chains; the gradients are those at s*. Slices are laid out as a
// state.
type Frame struct {
	Settings            // that govern the next step
	Led        Settings // that governed the step that led here
	Number     int      // 0 is the moment the nudge goes on
	Time       float64  // since frame 0
	Nudged     bool     // the step that led here was nudged
	Reference  Reference
	Estimator  Estimator
	Rest       *Rest       // the network of that step, at rest
	State      []float64   // s(n)
	Derivative []float64   // what the estimator gives; with Equilibrium the displacement s(n) − s(0)
	Spread     []float64   // its standard error over the chains; nil where it is not known
	Gradient   []float64   // +∂C/∂s of the reference; nil where it is not defined
	Layers     []Agreement // of layers 1 … L, at index k−1
	Energy     float64     // E, NaN without an energy
	Cost       float64     // C
	// Unsettled is the largest |force| in the state that the nudge found, over |β|:
	// the error it adds to the gradient. NaN with noise or in the free phase.
	Unsettled float64
	Warnings  []Warning
	Trail     Trail
}

// Warning is something that spoils what the frame shows, or will.
type Warning struct {
	Text   string
	Urgent bool // something can be done about it now
}

// Network is the network of the frame.
func (f *Frame) Network() *model.Network { return f.Rest.Network() }

// Signs adds up the signs over the layers whose agreement is shown.
func (f *Frame) Signs() (agree, counted, nearZero int) {
	for _, a := range f.Layers {
		if a.Shown() {
			agree, counted, nearZero = agree+a.SignsAgree, counted+a.SignsCounted, nearZero+a.NearZero
		}
	}
	return agree, counted, nearZero
}

// Observe writes the frame at the cursor to f, measured against ref. It reuses
// f's memory and does not change the run.
func (r *Run) Observe(f *Frame, ref Reference) {
	v := r.observer(r.cursor)
	seg := r.program.segments[r.program.at(r.cursor)]
	units := len(v.row.state())
	f.Settings, f.Led, f.Reference, f.Rest = seg.Settings, v.led.Settings, ref, v.led.rest
	f.Number, f.Nudged = v.frame, v.led.Push() != 0
	f.Time = r.program.time(r.program.origin(r.cursor), r.cursor)
	if f.Number < 0 {
		f.Time = -r.program.time(r.cursor, r.program.origin(r.cursor))
	}
	f.State = append(f.State[:0], v.row.state()...)
	f.Derivative = append(f.Derivative[:0], make([]float64, units)...)
	v.derive(f.Derivative, ref)
	f.Estimator = r.estimator
	if f.Spread = f.Spread[:0]; v.spread(ref) {
		f.Spread = append(f.Spread, v.row.spread()...)
	}
	f.Gradient = append(f.Gradient[:0], make([]float64, units)...)
	if !v.aim(f.Gradient, ref) {
		f.Gradient = nil
	}
	f.Layers = f.Layers[:0]
	for k := 1; k <= f.Network().Depth(); k++ {
		f.Layers = append(f.Layers, v.agreement(k, ref, f.Derivative, f.Gradient))
	}
	e, c := v.row.energy()
	f.Energy, f.Cost = *e, *c
	f.Unsettled = math.NaN()
	if b, known := r.bases[r.program.origin(r.cursor)]; known && seg.Push() != 0 && !seg.Noisy() {
		f.Unsettled = b.residual / math.Abs(seg.Push())
	}
	f.Warnings = r.warnings(f.Warnings[:0], f, seg.rest)
	f.Trail = Trail{run: r, origin: r.program.origin(r.cursor), last: r.cursor}
}

// unsettledAt is the part of the visible gradient above which an unsettled
// start is worth a warning.
const unsettledAt = 1e-3

func (r *Run) warnings(w []Warning, f *Frame, next *Rest) []Warning {
	if err := next.Stability(f.Law(false)); err != nil {
		w = append(w, Warning{err.Error(), true})
	}
	if g := largest(f.Network().Layer(f.Rest.Backprop, f.Network().Depth())); f.Unsettled > unsettledAt*g {
		w = append(w, Warning{fmt.Sprintf("the start is not settled, settle it first: residual/β %.1e, gradient %.1e", f.Unsettled, g), true})
	}
	if !next.Network().Symmetric() {
		w = append(w, Warning{Text: "the feedback weights are not the transposed forward ones: the force is the gradient of no energy"})
	}
	if !next.Converged {
		w = append(w, Warning{fmt.Sprintf("no stationary point was found to rounding: the residual is %.1e", next.Residual), true})
	}
	return w
}

// Trail is the past of a frame, up to the frame itself: panes draw nothing
// later.
type Trail struct {
	run          *Run
	origin, last int
}

// First is the number of the earliest frame that is still held.
func (t Trail) First() int {
	return max(t.run.tape.low, t.last-t.run.tape.capacity/2) - t.origin
}

// Last is the number of the frame itself.
func (t Trail) Last() int { return t.last - t.origin }

// Step is the number of steps from the start of the run to the frame.
func (t Trail) Step() int { return t.last }

// Angle is the angle in degrees of layer k at a frame from First to Last, NaN
// where it means nothing.
func (t Trail) Angle(frame, k int, ref Reference) float64 {
	return t.run.tape.row(frame + t.origin).angles(ref)[k-1]
}

// Band is half of the 95 % interval of that angle, from the spread over the
// chains; NaN where it is not known.
func (t Trail) Band(frame, k int, ref Reference) float64 {
	return t.run.tape.row(frame + t.origin).bands(ref)[k-1]
}

// Rate is ‖ds_k/dt‖ of layer k at a frame.
func (t Trail) Rate(frame, k int) float64 { return t.run.tape.row(frame + t.origin).rates()[k-1] }

// Unit is the state of unit i, counted over the whole state, at a frame.
func (t Trail) Unit(frame, i int) float64 { return t.run.tape.row(frame + t.origin).state()[i] }

// Energy is E and C at a frame.
func (t Trail) Energy(frame int) (e, c float64) {
	pe, pc := t.run.tape.row(frame + t.origin).energy()
	return *pe, *pc
}

// Nudged tells whether the step that led to a frame was nudged.
func (t Trail) Nudged(frame int) bool {
	p := t.run.program
	return frame+t.origin > 0 && p.segments[p.at(frame+t.origin-1)].Push() != 0
}
