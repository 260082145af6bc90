package dynamics

// program is what a run does: settings from step 0 on, and the edits after.
// A program is never changed once it is in force, so the undo history is a
// list of programs.
type program struct {
	start    int // the step of frame 0 while no nudge has gone on
	segments []segment
	played   int  // how far it has been computed
	taught   bool // the last edit was of the weights
}

// segment is the settings from one step to the next edit.
type segment struct {
	from int
	Settings
	rest *Rest
}

// at is the index of the segment that governs the step from t to t+1.
func (p *program) at(t int) int {
	i := len(p.segments) - 1
	for i > 0 && p.segments[i].from > t {
		i--
	}
	return i
}

// origin is the step that is frame 0 for step t: where the nudge last went on,
// or will go on first, or the start.
func (p *program) origin(t int) int {
	origin, on := -1, false
	for _, s := range p.segments {
		if s.On && !on {
			if s.from > t && origin < 0 {
				return s.from
			}
			if s.from <= t {
				origin = s.from
			}
		}
		on = s.On
	}
	if origin < 0 {
		return p.start
	}
	return origin
}

// firstNudge is the step at which a nudge first goes on, or that of frame 0 where
// none does.
func (p *program) firstNudge() int {
	for _, s := range p.segments {
		if s.On {
			return s.from
		}
	}
	return p.start
}

// nudged tells whether a nudge has gone on by step t.
func (p *program) nudged(t int) bool {
	for _, s := range p.segments {
		if s.On && s.from <= t {
			return true
		}
	}
	return false
}

// edited returns the program with other settings from step t on, without what
// came after. rest is the network at rest under them.
func (p *program) edited(t int, set Settings, rest *Rest) *program {
	q := &program{start: p.start, played: t}
	for _, s := range p.segments {
		if s.from < t || s.from == 0 && t > 0 {
			q.segments = append(q.segments, s)
		}
	}
	q.segments = append(q.segments, segment{from: t, Settings: set, rest: rest})
	return q
}

// averaged returns the program with another number of chains, and another
// window, from the start: how an average is taken is no event in time.
func (p *program) averaged(chains, window float64) *program {
	q := &program{start: p.start, played: p.played, segments: append([]segment(nil), p.segments...)}
	for i := range q.segments {
		q.segments[i].Chains, q.segments[i].Window = chains, window
	}
	return q
}

// shared is the last step up to which two programs give the same states, −1
// if they differ from the start.
func shared(a, b *program) int {
	if x, y := a.segments[0], b.segments[0]; x.Chains != y.Chains || x.Window != y.Window {
		return -1
	}
	if a.same(b) {
		return max(a.played, b.played)
	}
	for i := 0; ; i++ {
		switch {
		case i == len(a.segments) && i == len(b.segments):
			return max(a.played, b.played)
		case i == len(a.segments):
			return b.segments[i].from
		case i == len(b.segments):
			return a.segments[i].from
		case a.segments[i] != b.segments[i]:
			if i == 0 && a.segments[0].rest != b.segments[0].rest {
				return -1
			}
			return min(a.segments[i].from, b.segments[i].from)
		}
	}
}

// time is the time that has passed from step a to step b ≥ a.
func (p *program) time(a, b int) float64 {
	var sum float64
	for i := p.at(a); i < len(p.segments) && a < b; i++ {
		end := b
		if i+1 < len(p.segments) {
			end = min(end, p.segments[i+1].from)
		}
		sum += float64(max(0, end-a)) * p.segments[i].Step
		a = max(a, end)
	}
	return sum
}
