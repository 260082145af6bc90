package pane

import (
	"strconv"

	"nudge/ui/chart"
)

const (
	netAnswer = 17 // the width of what the visible units say and should say
	netInput  = 14 // the least cells from column to column with room for what is clamped
)

// answers writes beside each visible unit its value and the one it is nudged to.
func (p *Network) answers(s Scene, g netGrid) {
	if g.answer == 0 || len(p.columns) == 0 {
		return
	}
	f, c := s.Frame, &p.columns[len(p.columns)-1]
	value, target := g.answer+7, g.answer+15
	if g.head {
		p.TextRight(value, g.y-1, "value", chart.Dim)
		p.TextRight(target, g.y-1, "target", chart.Dim)
	}
	says, should := f.Network().Layer(f.State, c.layer), f.Network().Target()
	for i := range min(c.end()-c.top, len(says), len(should)) {
		y := g.y + (c.top+i)*g.step
		p.TextRight(value, y, chart.Fit(signed(says[i], 2), 7), chart.Title)
		p.TextRight(target, y, chart.Fit(signed(should[i], 2), 7), chart.Plain)
	}
}

// clamped is what unit i of the input is clamped to, "" where there is no room for it
// beside the unit.
func (g netGrid) clamped(s Scene, i int) string {
	if g.pitch < netInput || g.node == 1 {
		return ""
	}
	return chart.Fit(strconv.FormatFloat(s.Frame.Network().Input()[i], 'g', 2, 64), 7)
}
