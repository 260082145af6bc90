package pane

import (
	"math"

	"nudge/ui/chart"
)

// bands draws the 95 % interval of the angle of layer k at each frame, as far
// as the spread over the chains tells it.
func (p *Angle) bands(m angleMeasure, plot chart.Plot, k int) {
	if m.log {
		return
	}
	trail, ink := m.frame.Trail, chart.LayerInk(m.frame.Network().Hops(k))
	for i, x := range p.xs {
		half := trail.Band(int(x), k, m.frame.Reference)
		if math.IsNaN(half) || math.IsNaN(p.ys[i]) {
			continue
		}
		column, ok := plot.Column(x)
		top, above := plot.Row(min(p.ys[i]+half, plot.MaxY))
		bottom, below := plot.Row(max(p.ys[i]-half, plot.MinY))
		if ok && above && below {
			p.VLine(column, top, bottom-top+1, '╎', ink)
		}
	}
}
