package pane

import (
	"fmt"
	"math"

	"nudge/ui/chart"
)

// Network is the graph: a column a layer, from the clamped input on the left to
// the visible layer and the nudge on the right. A unit shows the sign of its
// derivative once the wave is there, in the ink of the derivative where it is
// positive and of the gradient where it is negative, and a cross where it goes
// against the gradient.
type Network struct {
	sheet
	columns []netColumn // from the input, reused
	hits    []pairsHit  // reused
}

// NewNetwork returns an empty view.
func NewNetwork() *Network { return &Network{sheet: newSheet()} }

// netColumn is a layer of the graph.
type netColumn struct {
	layer, hops int
	name        string
	units       int
	first       int // its first unit, counted over the whole state
	x           int // of its first node
	top, shown  int // where the first node is, on the grid of nodes, and how many
}

// cut tells whether the last row says how many more units there are.
func (c *netColumn) cut() bool { return c.units > c.shown }

// Show draws the columns from right to left, as many as there is room for.
func (p *Network) Show(s Scene) {
	title := "6 NETWORK  sign of " + seriesOf(s.Frame).moves
	if more := "   ✗ against " + seriesOf(s.Frame).asks; chart.TextWidth(title+more) <= p.Width()-6 {
		title += more
	}
	x, y, w, h := p.begin(s, title)
	y, h = p.heading(s, title, x, y, w, h)
	g := p.plan(s.Frame.Network(), x, y, w, h)
	p.hits = p.hits[:0]
	for i := range p.columns {
		p.labels(s, g, &p.columns[i])
		p.nodes(s, g, &p.columns[i])
		if i > 0 {
			p.edges(s, g, &p.columns[i-1], &p.columns[i])
		}
	}
	p.source(s, g)
	p.answers(s, g)
	p.key(s, g, y+h-1, w)
	p.end()
}

// UnitAt is the unit drawn at column x of row y of the pane, as in Pairs.
func (p *Network) UnitAt(x, y int) (unit int, ok bool) {
	for _, hit := range p.hits {
		if x >= hit.x && x < hit.x+hit.w && y == hit.y {
			return hit.unit, true
		}
	}
	return -1, false
}

// labels names a column above it, and under it says when the nudge arrives.
func (p *Network) labels(s Scene, g netGrid, c *netColumn) {
	ink := chart.Dim
	here := c.layer > 0 && reached(s.Frame, c.hops) && arrives(s)
	if here {
		ink = chart.LayerInk(c.hops)
	}
	if g.head {
		p.centre(g, c, g.y-1, c.name, ink)
	}
	if !g.foot {
		return
	}
	text := "clamped"
	switch {
	case c.layer > 0 && arrives(s):
		text = frameLabel(c.hops + 1)
	case c.layer > 0:
		return
	case g.pitch <= len(text):
		text = "in"
	}
	p.centre(g, c, g.y+(g.rows-1)*g.step+1, text, ink)
}

// centre writes a word over or under a node: without its first letter where it
// does not fit in the column, or not at all.
func (p *Network) centre(g netGrid, c *netColumn, y int, text string, ink chart.Ink) {
	text = fitting(max(g.pitch-1, g.node), text, text[1:])
	p.Text(max(g.x, c.x+g.node/2-len(text)/2), y, text, ink)
}

// nodes draws the units of a column, and how many more there are.
func (p *Network) nodes(s Scene, g netGrid, c *netColumn) {
	for i := range c.shown {
		y := g.y + (c.top+i)*g.step
		if c.cut() && i == c.shown-1 {
			p.Text(c.x, y, fitting(max(g.pitch-1, g.node), fmt.Sprintf("… +%d", c.units-i), fmt.Sprintf("+%d", c.units-i), "…"), chart.Dim)
			return
		}
		if c.layer == 0 {
			p.node(g, c.x, y, '■', '[', ']', chart.Dim)
			p.Text(c.x+g.node+1, y, g.clamped(s, i), chart.Plain)
			continue
		}
		unit := c.first + i
		r, ink, against := nodeMark(s, c.layer, unit)
		open, shut := '(', ')'
		if unit == s.Unit {
			open, shut = '[', ']'
		}
		p.node(g, c.x, y, r, open, shut, ink)
		if against && g.node > 1 && g.pitch > 4 {
			p.Set(c.x+3, y, '✗', chart.Bad)
		}
		p.hits = append(p.hits, pairsHit{c.x, y, g.node, 1, unit})
	}
}

func (p *Network) node(g netGrid, x, y int, r, open, shut rune, ink chart.Ink) {
	if g.node == 1 {
		if r == ' ' {
			r = '·'
		}
		p.Set(x, y, r, ink)
		return
	}
	p.Set(x, y, open, ink)
	p.Set(x+1, y, r, ink)
	p.Set(x+2, y, shut, ink)
}

// nodeMark is the sign of a unit's derivative: blank before the wave arrives,
// and · where it is near zero or only rounds. against tells whether the
// gradient, of the units that signs are counted of, points the other way.
func nodeMark(s Scene, k, unit int) (r rune, ink chart.Ink, against bool) {
	f := s.Frame
	a, v := f.Layers[k-1], f.Derivative[unit]
	switch {
	case !arrives(s) || !reached(f, a.Hops) || math.IsNaN(v):
		return ' ', chart.Faint, false
	case still(f, a):
		return '·', chart.Dim, false
	}
	if a.Shown() && f.Gradient != nil && math.Abs(f.Gradient[unit]) > nearZero*a.Gradient {
		against = v*f.Gradient[unit]*f.Led.Push() > 0
	}
	switch {
	case !(math.Abs(v) > nearZero*a.Derivative):
		return '·', chart.Dim, against
	case v < 0:
		return '-', chart.GradientText, against
	}
	return '+', chart.Derivative, against
}
