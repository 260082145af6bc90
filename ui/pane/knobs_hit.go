package pane

// knobHit is where a knob was drawn, and its slider in that row.
type knobHit struct {
	knob, x, y, w int
	track, length int // of the slider, 0 for none
}

// KnobAt is the knob drawn at column x of row y of the pane, an index of
// dynamics.Table, and whether there is one. slides tells whether its slider is
// there.
func (p *Knobs) KnobAt(x, y int) (knob int, slides, ok bool) {
	for _, hit := range p.hits {
		if y == hit.y && x >= hit.x && x < hit.x+hit.w {
			return hit.knob, x >= hit.track && x < hit.track+hit.length, true
		}
	}
	return -1, false, false
}

// FractionAt is how far along the slider of a knob column x is, from 0 to 1
// wherever x is, and whether that slider is drawn.
func (p *Knobs) FractionAt(knob, x int) (fraction float64, ok bool) {
	for _, hit := range p.hits {
		if hit.knob == knob && hit.length > 3 {
			return min(1, max(0, float64(x-hit.track-1)/float64(hit.length-3))), true
		}
	}
	return 0, false
}
