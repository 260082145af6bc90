package dynamics

import (
	"context"
	"time"
)

// Trial is a run that nobody watches, from rest to one frame: one of many. What
// a Trail tells is not computed, and what came before frame 0 is not kept.
type Trial struct {
	Rest        *Rest // of the network that the settings ask for
	Settings    Settings
	Equilibrate int // free steps before frame 0, with noise
	Frame       int
	Estimator   Estimator
	Reference   Reference
}

// attention is how long a trial goes on between two looks at whether it is still
// wanted.
const attention = 20 * time.Millisecond

// Player plays trials, one after the other, and reuses its memory. It is for one
// goroutine.
type Player struct{ tape *tape }

// Play appends to dst how the layers 1 … L agree at the trial's frame, to the byte
// as a Run observes them there.
func (p *Player) Play(ctx context.Context, t Trial, dst []Agreement) ([]Agreement, error) {
	if err := t.Settings.check(t.Rest.Network()); err != nil {
		return dst, err
	}
	r := &Run{equilibrate: t.Equilibrate, estimator: t.Estimator, unseen: true, memory: defaultMemory, tape: p.tape}
	r.program = r.plan(t.Settings, t.Rest)
	r.reset()
	p.tape = r.tape
	if err := r.equilibrateUnseen(ctx); err != nil {
		return dst, err
	}
	for end := r.program.start + t.Frame; r.tape.high < end; {
		if err := ctx.Err(); err != nil {
			return dst, err
		}
		if err := r.compute(end, time.Now().Add(attention)); err != nil {
			return dst, err
		}
	}
	r.cursor = r.tape.high
	return r.agreements(dst, t.Reference), nil
}

// equilibrateUnseen takes the free steps before frame 0 and begins the tape there.
func (r *Run) equilibrateUnseen(ctx context.Context) error {
	seg := r.program.segments[0]
	for at := 0; at < r.program.start; at += playChunk {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := r.head.Advance(seg.Law(false), at, min(playChunk, r.program.start-at), nil); err != nil {
			return err
		}
	}
	if r.program.start > 0 {
		r.restore(keyframe{step: r.program.start, chains: r.head.State})
	}
	return nil
}

// agreements appends what Observe writes to Frame.Layers.
func (r *Run) agreements(dst []Agreement, ref Reference) []Agreement {
	v := r.observer(r.cursor)
	v.derive(r.vector, ref)
	gradient := r.second
	if !v.aim(gradient, ref) {
		gradient = nil
	}
	for k := 1; k <= v.led.rest.Network().Depth(); k++ {
		dst = append(dst, v.agreement(k, ref, r.vector, gradient))
	}
	return dst
}
