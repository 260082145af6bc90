package pane

import (
	"math"

	"nudge/ui/chart"
)

// energyCurve is a quantity by frame, as the change since the first frame drawn.
type energyCurve struct {
	name string
	ink  chart.Ink
	of   func(e, c float64) float64
}

// The least rows and columns of a curve with its labels.
const (
	curveRows  = 4
	curveWidth = 28
)

// curves draws F and C by frame: beside each other, or above each other, or F
// alone, as there is room.
func (p *Energy) curves(s Scene, t energyTerms, x, y, w, h int) {
	list := []energyCurve{
		{"F", chart.Derivative, t.total},
		{"C", chart.Gradient, func(_, c float64) float64 { return c }},
	}
	if math.IsNaN(t.e) {
		list = list[1:]
	}
	if h > curveRows+1 {
		y, h = y+1, h-1
	}
	switch {
	case h < curveRows-1 || w < curveWidth:
	case len(list) == 2 && w >= 2*curveWidth:
		p.curve(s, list[0], x, y, w/2, h)
		p.curve(s, list[1], x+w/2, y, w-w/2, h)
	case len(list) == 2 && h >= 2*curveRows:
		p.curve(s, list[0], x, y, w, h/2)
		p.curve(s, list[1], x, y+h/2, w, h-h/2)
	default:
		p.curve(s, list[0], x, y, w, h)
	}
}

// curveGutter is the width of the labels of the upright axis.
const curveGutter = 10

// curve draws one of them in w×h cells.
func (p *Energy) curve(s Scene, c energyCurve, x, y, w, h int) {
	plot := chart.Plot{X: x + curveGutter, Y: y, W: w - curveGutter - 1, H: h - 1}
	plot = spanOf(s.Frame.Number).over(plot)
	p.readCurve(s, c, plot)
	low, high, flat := curveLimits(p.ys)
	plot.MinY, plot.MaxY = low, high
	level, _ := plot.Row(0)
	p.HLine(plot.X, level, plot.W, '┄', chart.Faint)
	if now, ok := plot.Column(float64(s.Frame.Number)); ok {
		p.VLine(now, plot.Y, plot.H, '┊', chart.Faint)
	}
	p.VLine(plot.X-1, plot.Y, plot.H, '│', chart.Dim)
	if len(p.xs) > 0 {
		p.TextRight(plot.X-1, level, c.name+"("+frameLabel(int(p.xs[0]))+")", chart.Dim)
	}
	if bottom := plot.Y + plot.H - 1; bottom > level && !flat {
		p.TextRight(plot.X-1, bottom, offset(plot.MinY), chart.Dim)
	}
	if level > plot.Y && !flat {
		p.TextRight(plot.X-1, plot.Y, offset(plot.MaxY), chart.Dim)
	}
	p.Line(plot, p.xs, p.ys, c.ink)
	p.frameAxis(plot, plot.Y+plot.H)
}

// readCurve fetches what there is to draw.
func (p *Energy) readCurve(s Scene, c energyCurve, plot chart.Plot) {
	p.xs, p.ys = p.xs[:0], p.ys[:0]
	window := spanOf(s.Frame.Number)
	window.samples(s.Frame.Trail, window.every(2*plot.W), func(n int) {
		p.xs, p.ys = append(p.xs, float64(n)), append(p.ys, c.of(s.Frame.Trail.Energy(n)))
	})
	for i := len(p.ys) - 1; i >= 0; i-- {
		p.ys[i] -= p.ys[0]
	}
}

// curveLimits are round numbers around the values and 0. A side on which there
// is anything is at least a tenth of the other one. flat tells whether there is
// nothing but rounding.
func curveLimits(ys []float64) (low, high float64, flat bool) {
	const least = 1e-12
	for _, v := range ys {
		if !math.IsInf(v, 0) && !math.IsNaN(v) {
			low, high = min(low, v), max(high, v)
		}
	}
	if high < least && low > -least {
		return -least, least, true
	}
	if low < 0 {
		low = -chart.Nice(max(-low, high/10))
	}
	if high > 0 {
		high = chart.Nice(max(high, -low/10))
	}
	return low, high, false
}
