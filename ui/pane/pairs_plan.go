package pane

import "slices"

// upright layers have at least this many rows: an axis with bars above and
// below.
const uprightRows = 3

// plan shares out rows among the layers and returns the blank rows after each.
// It depends on sizes and the inspected unit alone, so nothing jumps while
// numbers change. A layer has a row a unit, or a few rows of upright bars, or
// its header alone.
func (p *Pairs) plan(s Scene, rows int) (gap int) {
	left := rows - len(p.layers)
	for i := range p.layers {
		p.layers[i].rows = 0
	}
	for _, i := range p.byNeed(s.Unit) {
		l := &p.layers[i]
		if need := min(l.size(), uprightRows); need <= left {
			l.rows, left = need, left-need
		}
	}
	for _, i := range p.bySize() {
		l := &p.layers[i]
		if more := l.size() - l.rows; l.rows > 0 && more <= left {
			l.rows, left = l.size(), left-more
		}
	}
	left = p.heighten(left)
	if left >= len(p.layers)-1 {
		return 1
	}
	return 0
}

// heighten gives upright layers two rows in turn, one above and one below the
// axis, and returns what is left.
func (p *Pairs) heighten(left int) int {
	const highest = 11
	for given := true; given; {
		given = false
		for i := range p.layers {
			l := &p.layers[i]
			if l.rows > 0 && l.rows+2 < l.size() && l.rows < highest && left >= 2 {
				l.rows, left, given = l.rows+2, left-2, true
			}
		}
	}
	return left
}

// byNeed is the layers in the order in which they get their first rows: the one
// of the inspected unit, then by distance from the nudge.
func (p *Pairs) byNeed(unit int) []int {
	order := make([]int, 0, len(p.layers))
	for i := range p.layers {
		if p.layers[i].selected(unit) >= 0 {
			order = append(order, i)
		}
	}
	for i := range p.layers {
		if p.layers[i].selected(unit) < 0 {
			order = append(order, i)
		}
	}
	return order
}

// bySize is the layers, the smallest first.
func (p *Pairs) bySize() []int {
	order := make([]int, len(p.layers))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return p.layers[a].size() - p.layers[b].size() })
	return order
}
