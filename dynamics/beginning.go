package dynamics

import (
	"errors"
	"fmt"
)

// Beginning is what a run is made from where no edit comes in between: the whole
// of it follows, to the byte. It is what flags can say.
type Beginning struct {
	Settings        // with the nudge on, it goes on at frame 0
	Equilibrate int // free steps before all others, with noise
	Free        int // free frames after those, before a nudge
	Frame       int // where the run stands; without a nudge a free frame
}

// Run is a new run that begins so. It is on its first step: Seek(b.Frame, …) goes
// where it is to stand.
func (b Beginning) Run(source *Source) (*Run, error) {
	r, err := NewRun(source, b.Settings, b.Equilibrate)
	if err == nil && b.On && b.Free > 0 {
		r.program = r.program.delayed(b.Free)
		r.reset()
	}
	return r, err
}

// delayed is a program whose nudge goes on at its beginning, with that many free
// steps before it.
func (p *program) delayed(free int) *program {
	last := p.segments[len(p.segments)-1]
	first := last
	first.from, first.On = 0, false
	last.from = p.start + free
	return &program{start: p.start, segments: []segment{first, last}}
}

// Begun is the beginning of a run that has not been changed yet.
func (r *Run) Begun() Beginning {
	p := r.program
	b := Beginning{Settings: r.Latest(), Equilibrate: r.equilibrate}
	if last := p.segments[len(p.segments)-1]; b.On {
		b.Free = last.from - p.start
	}
	return b
}

// Beginning is what a new run needs to come to the frame at the cursor. It is an
// error, which says what stands against it, where the run was edited on the way.
// A run that came to rest elsewhere than one from the origin does, as Relax and
// other weights at rest make it, is not told from others: compare the frames.
func (r *Run) Beginning() (Beginning, error) {
	p := r.program
	now, number := p.segments[0], func(step int) int { return step - p.origin(r.cursor) }
	b := Beginning{Settings: now.Settings, Equilibrate: p.start, Frame: r.Cursor()}
	switch {
	case now.Weights != nil:
		return b, errors.New("the weights were learnt")
	case now.Noise != 0:
		return b, errors.New("it is one of several trials on the same weights")
	case b.Frame < 0:
		return b, errors.New("it is before the nudge")
	}
	for _, next := range p.segments[1:] {
		if next.from > r.cursor {
			break
		}
		if what := turned(now.Settings, next.Settings); what != "" {
			return b, fmt.Errorf("%s at frame %d", what, number(next.from))
		}
		if next.On && !now.On {
			b.Settings = next.Settings
			b.Equilibrate = min(p.start, next.from)
			b.Free = next.from - b.Equilibrate
		}
		now = next
	}
	return b, nil
}

// turned is what an edit from one to other settings did, "" if a run from the
// beginning would do the same: a nudge that goes on is such, however it was set
// while it was off.
func turned(from, to Settings) string {
	if !from.On {
		from.On, from.Beta, from.Nudge, from.Inverted = to.On, to.Beta, to.Nudge, to.Inverted
	}
	for _, k := range Table {
		if k.Get(from.Knobs) != k.Get(to.Knobs) {
			return k.Title + " " + k.Symbol + " was turned"
		}
	}
	switch {
	case from == to:
		return ""
	case from.Weights != to.Weights:
		return "the weights were learnt"
	case from.On && !to.On:
		return "the nudge went off"
	case from.Inverted != to.Inverted:
		return "the nudge was inverted"
	case from.Sample != to.Sample || from.Target != to.Target:
		return "another input was clamped"
	}
	return "the nudge was changed"
}
