package dynamics

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Op is a kind of change of a run.
type Op uint8

// The changes, by the method that makes each.
const (
	Adjusted  Op = iota // Run.Adjust
	Restarted           // Run.Restart
	Relaxed             // Run.Relax
	Taught              // Run.Teach
	Presented           // Run.Present
	Joined              // Run.Join
	Undone              // Run.Undo
	Redone              // Run.Redo
	Estimated           // Run.Estimate
	Ops                 // how many there are; not a change
)

var opNames = [Ops]string{"adjust", "restart", "relax", "teach", "present", "join", "undo", "redo", "estimate"}

// String is the change's name in files.
func (o Op) String() string { return opNames[o] }

// ParseOp returns the change of that name.
func ParseOp(name string) (Op, error) {
	if i := slices.Index(opNames[:], name); i >= 0 {
		return Op(i), nil
	}
	return 0, fmt.Errorf("change %q is unknown: use one of %s", name, strings.Join(opNames[:], ", "))
}

// Deed is one change of a run, and where it was made. A run that repeats the
// deeds of another in their order shows the same frames, to the byte: noise and
// states follow from what was done and when, so nothing else need be kept.
type Deed struct {
	Op        Op
	Step      int       // where the cursor was, counted from the first step
	Played    int       // how far the run had been played, counted so
	Settings  Settings  // Adjusted, Restarted, Presented and Taught: those from then on
	Estimator Estimator // Estimated: the new one
	Past      int       // Joined: the edits left alone
}

// Watch makes the run tell of every change once it has been made; nil makes it
// stop. What a change does by way of others is told as one.
func (r *Run) Watch(tell func(Deed)) { r.watch = tell }

// noted makes a change and tells of it. A change that fails is none.
func (r *Run) noted(d Deed, do func() error) error {
	d.Step, d.Played = r.cursor, r.program.played
	if err := do(); err != nil {
		return err
	}
	if r.watch != nil {
		r.watch(d)
	}
	return nil
}

// Position is where the cursor is and how far the run has been played, counted
// from the first step as in a Deed.
func (r *Run) Position() (step, played int) { return r.cursor, r.program.played }

// Reach moves the cursor to a step that was reached before, as a Deed counts, by
// way of how far the run had been played then. A run that cannot get there is an
// error.
func (r *Run) Reach(step, played int) error {
	_, err := r.Approach(step, played, 0)
	return err
}

// Approach is Reach that computes for at most about budget (0: no limit); done tells
// whether the run is there, and if not, another Approach goes on.
func (r *Run) Approach(step, played int, budget time.Duration) (done bool, err error) {
	if step < 0 || step > played {
		return false, fmt.Errorf("step %d of %d played is no place in a run", step, played)
	}
	if r.program.played < played {
		err = r.moveTo(played, budget)
		if err == nil && budget > 0 && r.program.played < played {
			return false, nil
		}
	}
	if r.cursor != step {
		err = errors.Join(err, r.moveTo(step, budget))
		if err == nil && budget > 0 && r.cursor != step {
			return false, nil
		}
	}
	return true, r.arrived(step, played, err)
}

// arrived is why the run is not there, nil if it is; err is what kept it.
func (r *Run) arrived(step, played int, err error) error {
	if r.cursor != step || r.program.played != played {
		if err == nil {
			err = fmt.Errorf("the run has been played to step %d", r.program.played)
		}
		return fmt.Errorf("step %d of %d played cannot be reached: %w", step, played, err)
	}
	return nil
}

// Repeat makes a change where it was made before: the cursor moves there first.
func (r *Run) Repeat(d Deed) error {
	if err := r.Reach(d.Step, d.Played); err != nil {
		return err
	}
	switch d.Op {
	case Adjusted:
		return r.Adjust(d.Settings)
	case Restarted:
		return r.Restart(d.Settings)
	case Relaxed:
		return r.Relax()
	case Taught:
		return r.Teach(d.Settings.Weights)
	case Presented:
		return r.Present(d.Settings)
	case Joined:
		r.Join(d.Past)
	case Undone:
		if !r.Undo() {
			return fmt.Errorf("there is nothing to undo")
		}
	case Redone:
		if !r.Redo() {
			return fmt.Errorf("there is nothing to redo")
		}
	case Estimated:
		r.Estimate(d.Estimator)
	}
	return nil
}
