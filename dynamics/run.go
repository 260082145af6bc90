package dynamics

import (
	"errors"
	"fmt"
	"time"

	"nudge/model"
)

// Run is one experiment in time: a network at rest, the edits made since, and
// a cursor. The state at any step is a function of the program alone, to the
// byte, so a Run can be scrubbed, edited in its past, undone and played again.
// A Run is for one goroutine.
type Run struct {
	source      *Source
	equilibrate int
	estimator   Estimator
	unseen      bool // no pane shows it: what a Trail tells is not computed
	program     *program
	undo, redo  []*program

	memory int // bytes of each, the tape and the keyframes
	tape   *tape
	head   *Ensemble // at step tape.high
	keys   keyframes
	bases  map[int]base // by step, what the frames after a nudge are measured from
	cursor int
	broken *broken
	watch  func(Deed) // is told of each change, nil for nobody

	// What is computed in passing.
	means          []float64
	scratch        []float64
	vector, second []float64 // the halves of scratch
	point          *model.Point
}

// base is the state in which a nudge found the network.
type base struct {
	state    []float64
	residual float64 // the largest |force| there
}

// broken is where a run ended itself.
type broken struct {
	step int // the last good step
	err  error
}

// NewRun starts at rest: s = 0 is settled, and with noise every chain starts
// there and takes equilibrate free steps before frame 0. If the settings say
// so, the nudge goes on at frame 0.
func NewRun(source *Source, set Settings, equilibrate int) (*Run, error) {
	r := &Run{source: source, equilibrate: equilibrate, memory: defaultMemory}
	p, err := r.begin(set, nil)
	if err != nil {
		return nil, err
	}
	r.program = p
	r.reset()
	return r, nil
}

// begin is the program that starts at the stationary point that from (nil: the
// origin) leads to.
func (r *Run) begin(set Settings, from []float64) (*program, error) {
	net, err := r.source.Network(set)
	if err != nil {
		return nil, err
	}
	if err := set.check(net); err != nil {
		return nil, err
	}
	if from == nil {
		from = make([]float64, net.Units())
	}
	rest, err := NewRest(net, from)
	if err != nil {
		return nil, err
	}
	return r.plan(set, rest), nil
}

// plan is the program that starts at rest.
func (r *Run) plan(set Settings, rest *Rest) *program {
	p := &program{}
	if set.Noisy() {
		p.start = r.equilibrate
	}
	first := set
	if p.start > 0 {
		first.On = false
	}
	p.segments = []segment{{from: 0, Settings: first, rest: rest}}
	if first != set {
		p.segments = append(p.segments, segment{from: p.start, Settings: set, rest: rest})
	}
	return p
}

// reset forgets every computed state.
func (r *Run) reset() {
	net := r.program.segments[0].rest.Network()
	if r.tape == nil || r.tape.units != net.Units() || r.tape.layers != net.Depth() {
		r.tape = newTape(net.Units(), net.Depth(), r.memory)
	}
	r.keys = keyframes{most: r.memory}
	r.bases, r.broken, r.cursor = map[int]base{}, nil, 0
	r.room(net.Units())
	r.restore(keyframe{})
}

// room makes room for what is computed in passing.
func (r *Run) room(units int) {
	r.scratch = make([]float64, 2*units)
	r.vector, r.second = r.scratch[:units], r.scratch[units:]
}

// Source is where the run's networks come from.
func (r *Run) Source() *Source { return r.source }

// Settings is what governs the step after the cursor.
func (r *Run) Settings() Settings { return r.program.segments[r.program.at(r.cursor)].Settings }

// Latest is what governs the run from its last edit on.
func (r *Run) Latest() Settings { return r.program.segments[len(r.program.segments)-1].Settings }

// Cursor is the number of the frame shown; 0 is the moment the nudge goes on.
func (r *Run) Cursor() int { return r.cursor - r.program.origin(r.cursor) }

// Played is the last frame computed, numbered like Cursor.
func (r *Run) Played() int { return r.program.played - r.program.origin(r.cursor) }

// First is the first frame, 0 or negative.
func (r *Run) First() int { return -r.program.origin(r.cursor) }

// Begins is the number of steps from the start of the run to the first frame 0:
// where a nudge first went on, or the end of the equilibration.
func (r *Run) Begins() int { return r.program.firstNudge() }

// Estimator is how the run reads the derivative off its trajectory.
func (r *Run) Estimator() Estimator { return r.estimator }

// Estimate makes the run read the derivative off in another way. What was
// computed is computed anew: the cursor is then on the first step, and Seek goes
// back to where it was.
func (r *Run) Estimate(e Estimator) {
	if e != r.estimator {
		_ = r.noted(Deed{Op: Estimated, Estimator: e}, func() error {
			r.estimator = e
			r.reset()
			return nil
		})
	}
}

// Ready tells whether the network has been equilibrated. Until then the frames
// belong to no experiment.
func (r *Run) Ready() bool { return r.cursor >= r.program.start }

// Edits lists the frames at which the settings changed.
func (r *Run) Edits() []int {
	var frames []int
	for _, s := range r.program.segments[1:] {
		frames = append(frames, s.from-r.program.origin(r.cursor))
	}
	return frames
}

// Advance moves the cursor steps frames on, computing what was not computed
// yet, for at most budget (0: no limit). It returns how far it came. A run that
// diverges stops at the last good frame with an error that names frame and
// layer; so does every further Advance until the settings change.
func (r *Run) Advance(steps int, budget time.Duration) (int, error) {
	from := r.cursor
	err := r.moveTo(r.cursor+steps, budget)
	return r.cursor - from, err
}

// Seek moves the cursor to a frame, computing what is needed for at most
// budget (0: no limit); done tells whether it got there. Frames before the
// first are the first.
func (r *Run) Seek(frame int, budget time.Duration) (done bool, err error) {
	target := max(0, frame+r.program.origin(r.cursor))
	err = r.moveTo(target, budget)
	return r.cursor == target, err
}

// Adjust edits the run: other settings from the cursor on. What came later is
// cut; Undo brings it back. Another seed, sample or target, or another kind of
// nudge while it is on, begins anew, and
// another number of chains, or another window, is computed anew from the start: the cursor is then
// on the first step, and Seek goes back to where it was, frame by frame.
func (r *Run) Adjust(set Settings) error {
	if set == r.Settings() {
		return nil
	}
	return r.noted(Deed{Op: Adjusted, Settings: set}, func() error { return r.adjust(set) })
}

func (r *Run) adjust(set Settings) error {
	now := r.Settings()
	switch {
	case set.Seed != now.Seed || set.Noise != now.Noise || set.Sample != now.Sample || set.Target != now.Target, set.On && now.On && set.Nudge != now.Nudge:
		return r.restart(set, nil)
	case set.Chains != now.Chains || set.Window != now.Window:
		p := r.program.averaged(set.Chains, set.Window)
		set.Chains, set.Window = now.Chains, now.Window
		if set != now {
			return errors.New("chains and window change alone: change the other knobs in a second step")
		}
		r.enact(p)
		return nil
	}
	return r.edit(set)
}

// edit takes other settings from the cursor on. Another network rests at the
// stationary point that the present one leads to, whatever the noise did.
func (r *Run) edit(set Settings) error {
	rest := r.program.segments[r.program.at(r.cursor)].rest
	if err := set.check(rest.Network()); err != nil {
		return err
	}
	if !set.sameNetwork(r.Settings()) {
		net, err := r.source.Network(set)
		if err != nil {
			return err
		}
		if rest, err = NewRest(net, rest.State()); err != nil {
			return err
		}
	}
	r.enact(r.program.edited(r.cursor, set, rest))
	return nil
}

// Restart begins anew from the stationary point that the origin leads to.
func (r *Run) Restart(set Settings) error {
	return r.noted(Deed{Op: Restarted, Settings: set}, func() error { return r.restart(set, nil) })
}

// Relax turns the nudge off and begins anew from the stationary point that the
// present state leads to.
func (r *Run) Relax() error {
	set := r.Settings()
	set.On = false
	return r.noted(Deed{Op: Relaxed}, func() error { return r.restart(set, r.tape.row(r.cursor).state()) })
}

func (r *Run) restart(set Settings, from []float64) error {
	p, err := r.begin(set, from)
	if err != nil {
		return err
	}
	r.enact(p)
	return nil
}

// enact makes p the program, and the present one what Undo returns to.
func (r *Run) enact(p *program) {
	r.undo, r.redo = append(r.undo, r.program), nil
	r.change(p)
}

// Undo takes the last edit back and Redo makes it again, with all that had been
// played. Neither moves the cursor in time, except where the edit computed the
// run anew: the cursor is then on the first step. They tell whether there was
// one.
func (r *Run) Undo() bool { return r.swap(Undone, &r.undo, &r.redo) }

// Redo is the inverse of Undo.
func (r *Run) Redo() bool { return r.swap(Redone, &r.redo, &r.undo) }

func (r *Run) swap(op Op, from, to *[]*program) bool {
	if len(*from) == 0 {
		return false
	}
	return r.noted(Deed{Op: op}, func() error {
		last := len(*from) - 1
		p := (*from)[last]
		*from, *to = (*from)[:last], append(*to, r.program)
		r.change(p)
		return nil
	}) == nil
}

// change replaces the program and keeps what both have in common.
func (r *Run) change(p *program) {
	old := r.program
	r.program = p
	common := shared(old, p)
	if common < 0 {
		r.reset()
		return
	}
	r.forget(common)
	_ = r.moveTo(r.cursor, 0) // a divergence shows at the next Advance
}

// message words a divergence for the frame numbers of the run.
func (r *Run) message(d *Divergence) error {
	seg := r.program.segments[r.program.at(d.Step)]
	hint := "make the step ε or β smaller"
	if err := seg.rest.Stability(seg.Law(false)); err != nil {
		hint = err.Error()
	}
	return &DivergedError{Frame: d.Step + 1 - r.program.origin(d.Step), Layer: d.Layer, Hint: hint}
}

// DivergedError ends a run that left every reasonable range.
type DivergedError struct {
	Frame int
	Layer int // 1 … L
	Hint  string
}

func (e *DivergedError) Error() string {
	return fmt.Sprintf("the run diverged at frame %d in layer %d: %s", e.Frame, e.Layer, e.Hint)
}
