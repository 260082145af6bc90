package pane

import (
	"math"
	"strconv"

	"nudge/ui/chart"
)

// pairsColumns is where things stand in every row of Pairs.
type pairsColumns struct {
	left, right int // the first column and the one after the last
	digits      int // of the largest unit number
	name        int // the widest name of a layer
	half        int // of a bar
	moves, asks int // the zero axes of derivative and gradient
	shares      int // the numbers v/|v| and g/|g|, 0 without
	cos         int
	slot        int // the widest upright pair, 0 for the usual
}

// pairsShares is the width from which there is room for v/|v| and g/|g|.
const pairsShares = 70

// columns lays the rows out in w cells from column x.
func (p *Pairs) columns(x, w int) pairsColumns {
	at := pairsColumns{left: x, right: x + w, digits: 2, name: 12, cos: x + w - 7}
	for i := range p.layers {
		at.digits = max(at.digits, len(strconv.Itoa(p.layers[i].size())))
		at.name = max(at.name, chart.TextWidth(p.layers[i].name))
	}
	bars := at.cos - 1
	if w >= pairsShares {
		at.shares = at.cos - 12
		bars = at.shares - 1
	}
	gutter := x + at.digits + 3
	at.half = max(0, (bars-gutter-3)/4)
	at.moves = gutter + at.half
	at.asks = at.moves + 2*at.half + 2
	return at
}

// heading names the columns.
func (p *Pairs) heading(s Scene, at pairsColumns, y int) {
	l := pairsLegend(s, at.asks-2-at.left-1)
	x := min(max(at.left+1, at.moves-l.width()/2), at.asks-2-l.width())
	x = p.Text(x, y, l.moves, chart.Derivative)
	x = p.Text(x, y, l.ghost, chart.Ghost)
	x = p.Text(x, y, l.band, chart.Dim)
	p.Text(x, y, l.mark, chart.Cursor)
	x = p.Text(at.asks, y, seriesOf(s.Frame).asks, chart.GradientText)
	p.Text(x, y, " ▒", chart.Gradient)
	if at.shares > 0 {
		p.Text(at.shares, y, "v/|v| g/|g|", chart.Dim)
	}
	p.TextRight(at.cos+6, y, "cos", chart.Dim)
}

// header says how a layer as a whole agrees, or why that means nothing.
func (p *Pairs) header(s Scene, at pairsColumns, l *pairsLayer, y int) {
	p.Text(at.left+1, y, l.name, chart.LayerInk(l.Hops))
	if l.rows == 0 && l.selected(s.Unit) >= 0 {
		p.Set(at.left, y, '▸', chart.Active)
	}
	p.Text(at.cos, y, cosine(l.Cosine), pairsInk(l))
	end := at.cos
	if signs := pairsSigns(l); at.shares > 0 {
		end = at.shares + 11 - chart.TextWidth(signs)
		p.Text(end, y, signs, chart.Dim)
	}
	x := at.left + at.name + 3
	room := end - 1 - x
	if some := p.shown(s, at, l); some != "" && chart.TextWidth(some) < room-18 {
		end -= chart.TextWidth(some) + 1
		p.Text(end, y, some, chart.Dim)
		room = end - 1 - x
	}
	x = p.Text(x, y, pairsWords(s.Frame, l, room), pairsInk(l))
	p.HLine(x+1, y, end-2-x, '┄', chart.Faint)
}

// shown says which units of an upright layer are drawn, if not all are.
func (p *Pairs) shown(s Scene, at pairsColumns, l *pairsLayer) string {
	if l.rows == 0 || l.rows == l.size() {
		return ""
	}
	return p.window(s, at, l).String()
}

// unit is the row of one unit: two bars, and a tick on the first where the
// second says that it should end.
func (p *Pairs) unit(s Scene, at pairsColumns, l *pairsLayer, i, y int) {
	p.hits = append(p.hits, pairsHit{at.left, y, at.right - at.left, 1, l.first + i})
	ink := chart.Dim
	if i == l.selected(s.Unit) {
		p.Set(at.left, y, '▸', chart.Active)
		ink = chart.Active
	}
	p.TextRight(at.left+1+at.digits, y, strconv.Itoa(i+1), ink)
	band, bar := l.band(i), chart.Derivative
	if band.meansNothing() {
		bar = chart.Dim
	}
	v := l.v.of(l.derivative[i])
	p.Bar(at.moves, y, at.half, v, '█', bar)
	p.whisker(at.moves, y, at.half, v, band, bar)
	descent := l.descent(i, at.half)
	p.Bar(at.asks, y, at.half, descent, '▒', chart.Gradient)
	if l.gradient != nil {
		p.Tick(at.moves, y, at.half, descent, '┃', chart.Ghost)
	}
	if l.marked != nil {
		p.Tick(at.moves, y, at.half, l.m.of(l.marked[i]), '◇', chart.Cursor)
	}
	if at.shares == 0 {
		return
	}
	if s.Frame.Rest.Point.Stuck(l.first + i) {
		p.Text(at.shares+6, y, "stuck", chart.Warn)
		return
	}
	p.shares(at, l, i, y, bar)
}

// shares writes what part of the norms of its layer a unit has.
func (p *Pairs) shares(at pairsColumns, l *pairsLayer, i, y int, ink chart.Ink) {
	v, g := 0.0, math.NaN()
	if !l.still {
		v = l.derivative[i] / l.Derivative
	}
	if l.gradient != nil {
		g = -l.gradient[i] / l.Gradient
	}
	p.share(at.shares, y, v, ink)
	p.share(at.shares+6, y, g, chart.GradientText)
}

// share writes a part of a norm in five cells.
func (p *Pairs) share(x, y int, v float64, ink chart.Ink) {
	var text [24]byte
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		p.Text(x+4, y, none, chart.Dim)
		return
	case v == 0:
		p.Text(x+4, y, "0", ink)
		return
	case v > 0:
		x = p.Text(x, y, "+", ink)
	}
	p.Text(x, y, string(strconv.AppendFloat(text[:0], v, 'f', 2, 64)), ink)
}
