package pane

import (
	"math"

	"nudge/dynamics"
	"nudge/ui/chart"
)

// Scatter puts the derivative of every unit over what the gradient asks of it:
// where they agree, the units lie on the line y = x. An inverted nudge drives them
// uphill, and they agree on the line y = −x: what is drawn is how they move, and
// only the cosine divides by β.
type Scatter struct{ sheet }

// NewScatter returns an empty view.
func NewScatter() *Scatter { return &Scatter{newSheet()} }

// Show draws the layers that the nudge has reached, and their cosines beneath.
func (p *Scatter) Show(s Scene) {
	words := seriesOf(s.Frame)
	title := "2 SCATTER  " + words.moves + " vs " + words.asks
	inverted := pushed(s.Frame) < 0
	if line := agreement(inverted, p.Width()-8-chart.TextWidth(title)); line != "" {
		title += "  " + line
	}
	x, y, w, h := p.begin(s, title)
	legend := p.legendRows(s, w, h)
	plot := chart.Plot{X: x, Y: y, W: w, H: h - legend, MinX: -1, MaxX: 1, MinY: -1, MaxY: 1}
	p.axes(plot, inverted)
	some := p.units(s, plot)
	p.names(plot, words)
	if !some && plot.H > 2 {
		hint := "nothing has moved yet"
		if s.Frame.Nudged && !s.Frame.On {
			hint = "free: no nudge"
		}
		p.hint(plot, hint, inverted)
	}
	p.legend(s, x, y+plot.H, w, legend)
	if at := 4 + len(s.Frame.Layers)*scatterItem; !s.Framed && legend == 1 { // no title says it
		p.TextRight(x+w-1, y+plot.H, agreement(inverted, w-1-at), chart.Dim)
	}
	p.end()
}

// agreement names the line on which the units agree in at most w cells, "" where
// there is no room.
func agreement(inverted bool, w int) string {
	if inverted {
		return fitting(w, "inverted: they agree on y=−x ···", "inverted: y=−x ···", "y=−x ···")
	}
	return fitting(w, "y=x ···")
}

// hint says why there are no units, where it fits in the upper quarter that the
// line of agreement does not cross: the left one, or the right one if inverted.
func (p *Scatter) hint(plot chart.Plot, hint string, inverted bool) {
	column, _ := plot.Column(0)
	row, _ := plot.Row(0)
	x, room := plot.X, column-plot.X
	if inverted {
		x, room = column+1, plot.X+plot.W-column-1
	}
	if short := fitting(room, hint, "nothing moved yet"); short != "" {
		hint = short
	} else {
		x, room, hint = plot.X, plot.W, chart.Fit(hint, plot.W)
	}
	p.Text(x+(room-chart.TextWidth(hint))/2, max(plot.Y, row-1), hint, chart.Dim)
}

// axes draws the cross, and the line on which the units agree: y = x, or y = −x
// if the nudge is inverted.
func (p *Scatter) axes(plot chart.Plot, inverted bool) {
	for x := range max(0, plot.W) {
		at := -1 + 2*(float64(x)+0.5)/float64(plot.W)
		if inverted {
			at = -at
		}
		if row, ok := plot.Row(at); ok {
			p.Set(plot.X+x, row, '·', chart.Faint)
		}
	}
	column, _ := plot.Column(0)
	row, _ := plot.Row(0)
	if plot.W < 1 || plot.H < 1 {
		return
	}
	p.HLine(plot.X, row, plot.W, '┄', chart.Dim)
	p.VLine(column, plot.Y, plot.H, '┊', chart.Dim)
}

// names says what the axes are. It is drawn last, so that no unit falls into
// a word.
func (p *Scatter) names(plot chart.Plot, words *series) {
	if plot.W < 30 || plot.H < 6 {
		return
	}
	column, _ := plot.Column(0)
	row, _ := plot.Row(0)
	p.TextRight(column-1, plot.Y, words.moves+" ↑", chart.Derivative)
	p.TextRight(plot.X+plot.W, row+1, words.asks+" →", chart.GradientText)
}

// units draws the units of the layers whose agreement is known, and tells
// whether there were any. The farthest come last: they are the news.
func (p *Scatter) units(s Scene, plot chart.Plot) bool {
	f := s.Frame
	net := f.Network()
	rate, slope := loudest(f)
	some := false
	for k := net.Depth(); k >= 1; k-- {
		a := f.Layers[k-1]
		if !a.Shown() || f.Gradient == nil {
			continue
		}
		some = true
		v, g := measures(s.Scale, a, net.Size(k), rate, slope)
		derivative, gradient := net.Layer(f.Derivative, k), net.Layer(f.Gradient, k)
		for i := range derivative {
			x, y := -g.of(gradient[i]), v.of(derivative[i])
			if cx, cy, ok := plot.Cell(x, y); ok {
				p.Set(cx, cy, hopsRune(a.Hops), chart.LayerInk(a.Hops))
			}
		}
	}
	return some
}

// hopsRune is the mark of a layer: its digit, then a letter; y for visible.
func hopsRune(hops int) rune {
	switch {
	case hops <= 0:
		return 'y'
	case hops < 10:
		return rune('0' + hops)
	case hops < 33:
		return rune('A' + hops - 10)
	}
	return '+'
}

// scatterItem is the width of one cosine in the legend.
const scatterItem = 12

// legendRows is how many rows the cosines take: at most a third of the height.
func (p *Scatter) legendRows(s Scene, w, h int) int {
	if h < 4 || w < scatterItem {
		return 0
	}
	a := max(1, (w-4)/scatterItem)
	return min((s.Frame.Network().Depth()+a-1)/a, h/3)
}

// legend lists the cosine of each layer under its mark.
func (p *Scatter) legend(s Scene, x, y, w, rows int) {
	if rows < 1 {
		return
	}
	p.Text(x, y, "cos", chart.Dim)
	a := max(1, (w-4)/scatterItem)
	for i := range s.Frame.Layers {
		row := i / a
		if row >= rows {
			return
		}
		l := s.Frame.Layers[len(s.Frame.Layers)-1-i]
		at := x + 4 + i%a*scatterItem
		p.Text(at, y+row, LayerName(l.Hops), chart.LayerInk(l.Hops))
		p.Text(at+3, y+row, cosine(l.Cosine), scatterInk(l))
	}
}

func scatterInk(a dynamics.Agreement) chart.Ink {
	if math.IsNaN(a.Cosine) {
		return chart.Dim
	}
	return chart.Plain
}
