package dynamics

import (
	"slices"
	"time"
)

// Stand is where a run stands: what it does and which step of it is shown. It is
// a value that is never changed, so a presenter can send one after each frame to
// any number of goroutines, each with a run of its own that follows:
//
//	presenter: run.Advance(1, budget); send(run.Stand())
//	follower:  run = stand.Run()                 // once
//	           run.Adopt(stand, budget)          // for each stand, or the latest
//
// No state is sent: it follows from the program, to the byte.
type Stand struct {
	source      *Source
	equilibrate int
	estimator   Estimator
	program     program // its segments are shared, and never changed
	cursor      int
}

// Stand is where the run stands now.
func (r *Run) Stand() Stand {
	return Stand{source: r.source, equilibrate: r.equilibrate, estimator: r.estimator, program: *r.program, cursor: r.cursor}
}

// Source is where the networks come from.
func (s Stand) Source() *Source { return s.source }

// Cursor is the number of the frame, as Run.Cursor counts.
func (s Stand) Cursor() int { return s.cursor - s.program.origin(s.cursor) }

// Step is the same frame, counted from the start of the run.
func (s Stand) Step() int { return s.cursor }

// Same tells whether two runs that stand there show the same.
func (s Stand) Same(t Stand) bool {
	return s.source == t.source && s.equilibrate == t.equilibrate && s.estimator == t.estimator && s.cursor == t.cursor &&
		s.program.start == t.program.start && s.program.played == t.program.played && slices.Equal(s.program.segments, t.program.segments)
}

// Run is a new run of the same program, on its first step. It costs nothing;
// Adopt plays it.
func (s Stand) Run() *Run {
	r := &Run{source: s.source, equilibrate: s.equilibrate, estimator: s.estimator, program: s.program.copy()}
	r.reset()
	return r
}

// Adopt makes the run stand there: the same program, estimator and step, and so
// the same frame to the byte. It computes for at most budget (0: no limit) what
// it has not computed yet; done tells whether it got there, and if not, another
// Adopt goes on. What the programs have in common is kept: where only the cursor
// differs it is a Seek. Edits that the run had of its own are gone, as is what it
// has played beyond the other, and there is nothing to undo.
func (r *Run) Adopt(s Stand, budget time.Duration) (done bool, err error) {
	old, p := r.program, s.program.copy()
	r.source, r.equilibrate, r.program = s.source, s.equilibrate, p
	r.undo, r.redo = nil, nil
	common := min(shared(old, p), p.played)
	switch {
	case r.estimator != s.estimator || common < 0:
		r.estimator = s.estimator
		r.reset()
	case common < r.tape.high || !old.same(p):
		r.forget(common)
	}
	err = r.moveTo(s.cursor, budget)
	return r.cursor == s.cursor, err
}

// same tells whether two programs have the very same segments.
func (p *program) same(q *program) bool {
	return len(p.segments) == len(q.segments) && &p.segments[0] == &q.segments[0]
}
