package pane

// pairsHit is where a unit was drawn.
type pairsHit struct{ x, y, w, h, unit int }

// UnitAt is the unit drawn at column x of row y of the pane, counted over the
// whole state, and whether there is one: what a click there inspects.
func (p *Pairs) UnitAt(x, y int) (unit int, ok bool) {
	for _, hit := range p.hits {
		if x >= hit.x && x < hit.x+hit.w && y >= hit.y && y < hit.y+hit.h {
			return hit.unit, true
		}
	}
	return -1, false
}
