package dynamics

import (
	"maps"
	"slices"
)

// Fork is an independent run that stands where this one does: same source, same
// edits, same estimator, same frame, and all that was computed of it. Nothing is
// computed anew, and what either run does from here on does not touch the other,
// so they may go to different goroutines. Fork itself is for the goroutine of
// this run. There is nothing to undo in the fork.
func (r *Run) Fork() *Run {
	f := &Run{
		source: r.source, equilibrate: r.equilibrate, estimator: r.estimator, unseen: r.unseen, memory: r.memory,
		program: r.program.copy(), tape: r.tape.copy(), keys: r.keys.copy(),
		bases: maps.Clone(r.bases), cursor: r.cursor, broken: r.broken,
	}
	if r.head != nil {
		f.head = r.head.fork()
	}
	f.room(r.tape.units)
	return f
}

// copy is the same program, to be played by another run, where nothing can be
// undone: other weights there are an edit of their own. The segments are shared:
// they are never changed.
func (p *program) copy() *program {
	q := *p
	q.taught = false
	return &q
}

func (t *tape) copy() *tape {
	c := *t
	c.chunks = make([][]float64, len(t.chunks))
	for i, chunk := range t.chunks {
		c.chunks[i] = slices.Clone(chunk)
	}
	return &c
}

// copy shares the keyframes themselves: they are never changed.
func (k *keyframes) copy() keyframes {
	return keyframes{list: slices.Clone(k.list), spacing: k.spacing, most: k.most}
}

// fork is an ensemble of the same chains, where they are.
func (e *Ensemble) fork() *Ensemble {
	f := NewEnsemble(e.net, make([]float64, e.net.Units()), e.chains, e.seed)
	copy(f.State, e.State)
	for i, b := range e.blocks {
		f.blocks[i].limit = b.limit
		if b.tracker != nil {
			f.blocks[i].tracker = b.tracker.fork(f.blocks[i], e.seed)
		}
	}
	return f
}

// fork is a tracker of the same past for another block of the same chains.
func (t *tracker) fork(b *chainBlock, seed uint64) *tracker {
	f := newTracker(b, t.estimator, t.window, seed)
	for _, state := range t.past {
		f.past = append(f.past, slices.Clone(state))
	}
	if t.twin != nil {
		copy(f.twin.state, t.twin.state)
	}
	return f
}
