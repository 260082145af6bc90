package pane

import (
	"math"

	"nudge/ui/chart"
)

// slope draws a line with this slope a frame from frame from to frame to, in
// whole and half cells, thicker than any curve. At now−1, where the step of the
// frame started, it is at level.
func (p *Inspect) slope(plot chart.Plot, from, to, level, slope float64, fill rune, ink chart.Ink) {
	at := p.trace.now - 1
	height := plot.MaxY - plot.MinY
	halves := func(frame float64) float64 { // from the top of the plot
		return (plot.MaxY - level - slope*(frame-at)) / height * float64(2*plot.H)
	}
	perColumn := (plot.MaxX - plot.MinX) / float64(plot.W)
	for c := range plot.W {
		left := plot.MinX + float64(c)*perColumn
		if left+perColumn <= from || left > to {
			continue
		}
		a, b := halves(max(left, from)), halves(min(left+perColumn, to))
		p.stroke(plot, plot.X+c, min(a, b), max(a, b), fill, ink)
	}
}

// stroke fills column x from half row a to half row b, at least one half.
func (p *Inspect) stroke(plot chart.Plot, x int, a, b float64, fill rune, ink chart.Ink) {
	limit := float64(2 * plot.H)
	if math.IsNaN(a) || math.IsNaN(b) || b < 0 || a > limit {
		return
	}
	first, last := int(max(a, 0)), int(min(math.Ceil(b)-1, limit-1))
	first = min(first, 2*plot.H-1)
	last = max(last, first)
	if last == first+1 && b-a < 1 { // a shallow line stays one half thick
		first = min(int((a+b)/2), 2*plot.H-1)
		last = first
	}
	for row := first / 2; row <= last/2; row++ {
		top, bottom := row > first/2 || first%2 == 0, row < last/2 || last%2 == 1
		r := fill
		if fill == '█' {
			r = halfBlock(top, bottom)
		}
		p.Set(x, plot.Y+row, r, ink)
	}
}

func halfBlock(top, bottom bool) rune {
	switch {
	case top && bottom:
		return '█'
	case top:
		return '▀'
	}
	return '▄'
}
