package pane

import "nudge/ui/chart"

// OptionAt is the option of a question drawn in row y of the pane, and whether
// there is one: what a click there answers. A row without a letter goes on with
// the option above it.
func (p *Card) OptionAt(x, y int) (option int, ok bool) {
	if x < 0 || x >= p.Width() || y >= p.Height() {
		return 0, false
	}
	for ; y >= 0; y-- {
		letter, ink := p.At(p.left, y)
		gap, same := p.At(p.left+2, y)
		if ink != chart.Key || gap != ' ' || same != ink {
			return 0, false
		}
		if letter != ' ' {
			return int(letter - 'a'), true
		}
	}
	return 0, false
}
