package dynamics

// Reversal is what Undo takes back, or what Redo makes again.
type Reversal struct {
	From, To Settings // where the edit was made: before Undo or Redo, and after
	Frame    int      // where that is, numbered as the frames were before
	Timed    bool     // the edit was made at that frame, not of the whole run
	Anew     bool     // the edit had begun the run anew
}

// Undoes is what Undo would take back; ok is false for nothing.
func (r *Run) Undoes() (v Reversal, ok bool) {
	if len(r.undo) == 0 {
		return v, false
	}
	last := r.undo[len(r.undo)-1]
	return r.between(r.program, last, r.program, last), true
}

// Redoes is what Redo would make again; ok is false for nothing.
func (r *Run) Redoes() (v Reversal, ok bool) {
	if len(r.redo) == 0 {
		return v, false
	}
	last := r.redo[len(r.redo)-1]
	return r.between(last, r.program, r.program, last), true
}

// between is the edit that made one program of another, as a change of from to to,
// which are the two.
func (r *Run) between(edited, other, from, to *program) Reversal {
	at := edited.segments[len(edited.segments)-1].from
	v := Reversal{Frame: at - r.program.origin(r.cursor), Timed: true}
	switch a, b := edited.segments[0], other.segments[0]; {
	case a.Chains != b.Chains || a.Window != b.Window:
		v.Timed = false
	case a.rest != b.rest && a.Gain == b.Gain && a.Asymmetry == b.Asymmetry && a.Weights == b.Weights: // no edit of the first step
		v.Timed, v.Anew = false, true
		v.From, v.To = from.last().Settings, to.last().Settings
		return v
	default: // of a few edits that were joined, the first
		for i, s := range edited.segments {
			if i >= len(other.segments) || s != other.segments[i] {
				at = s.from
				break
			}
		}
		v.Frame = at - r.program.origin(r.cursor)
	}
	v.From, v.To = from.segments[from.at(at)].Settings, to.segments[to.at(at)].Settings
	if edited == from {
		v.From = from.last().Settings
	} else {
		v.To = to.last().Settings
	}
	return v
}

// last is the segment that governs the end.
func (p *program) last() segment { return p.segments[len(p.segments)-1] }
