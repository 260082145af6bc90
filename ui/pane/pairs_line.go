package pane

import (
	"fmt"
	"math"

	"nudge/ui/chart"
)

// lines draws one line a layer, for places too small for bars: its name, and
// its cosine in digits and as a bar, or why there is none. Layers that do not
// fit scroll so that the inspected unit's is seen.
func (p *Pairs) lines(s Scene, x, y, w, h int) {
	if h < 1 || w < 1 {
		return
	}
	count, first := len(p.layers), 0
	if count > h {
		for i := range p.layers {
			if p.layers[i].selected(s.Unit) >= 0 {
				first = min(max(0, i-h/2), count-h)
			}
		}
	}
	for i := range min(h, count) {
		p.line(s, &p.layers[first+i], x, y+i, w)
	}
	if more := count - first - h; more > 0 {
		p.HLine(x, y+h-1, w, ' ', chart.Plain)
		p.Text(x+1, y+h-1, chart.Fit(fmt.Sprintf("and %d more", more+1), w-1), chart.Dim)
	}
}

func (p *Pairs) line(s Scene, l *pairsLayer, x, y, w int) {
	if l.selected(s.Unit) >= 0 {
		p.Set(x, y, '▸', chart.Active)
	}
	p.Text(x+1, y, chart.Fit(LayerName(l.Hops), w-1), chart.LayerInk(l.Hops))
	at := x + 5
	if state := pairsState(s.Frame, l); state != "" {
		p.Text(at, y, chart.Fit(state, x+w-at), chart.Dim)
		return
	}
	if x+w-at >= 10 {
		at = p.Text(at, y, "cos ", chart.Dim)
	}
	at = p.Text(at, y, chart.Fit(cosine(l.Cosine), x+w-at), chart.Plain)
	bar := min(20, (x+w-at-4)/2)
	if bar < 3 {
		return
	}
	at += 1 + bar
	p.Bar(at, y, bar, l.Cosine, '█', chart.Derivative)
	at += bar + 2
	rate := seriesOf(s.Frame).size + " " + sci(l.Derivative)
	if !math.IsNaN(l.Band) {
		rate = degrees(l.Angle) + " ±" + degrees(min(l.Band, 180))
	}
	if at+chart.TextWidth(rate) <= x+w {
		p.Text(at, y, rate, chart.Dim)
	}
}
