package pane

import (
	"nudge/model"
	"nudge/ui/chart"
)

// netGrid is where the nodes of the graph stand.
type netGrid struct {
	x          int
	y, rows    int  // the first row of nodes, and how many fit
	step       int  // rows from node to node
	node       int  // cells of a node: 3, or 1 where there is no room
	pitch      int  // cells from column to column
	head, foot bool // there is room for labels above and below
	right      int  // where what pushes is drawn; 0 for no room
	answer     int  // where the answers are written; 0 for no room
}

const (
	netSource = 10 // the width of the nudge beside the visible layer
	netPitch  = 20 // the most cells from column to column
	netStep   = 4  // the most rows from node to node
	netKey    = 2  // the rows of the key, with one above it
)

// plan puts the columns into w×h cells. What does not fit is left out from the
// input on.
func (p *Network) plan(net *model.Network, x, y, w, h int) netGrid {
	p.list(net)
	g := netGrid{x: x, y: y, step: 1, node: 3, head: h >= 4, foot: h >= 6}
	room := w - 2
	if w >= 5*len(p.columns)+netSource+2 {
		room -= netSource
	}
	answers := w >= 8*len(p.columns)+netSource+netAnswer+2
	if answers {
		room -= netAnswer
	}
	if room < 4*len(p.columns) {
		g.node = 1
	}
	n := min(len(p.columns), max(0, (room+1)/(g.node+1)))
	p.columns = p.columns[len(p.columns)-n:]
	if n > 0 {
		g.pitch = min(netPitch, max(g.node+1, (room+g.node)/n))
	}
	if g.head {
		g.y++
		h--
	}
	if g.foot {
		h--
	}
	p.stand(&g, max(0, h))
	if answers && g.right+netSource+netAnswer <= x+w {
		g.answer = g.right + netSource
	}
	if g.right+netSource > x+w {
		g.right = 0
	}
	return g
}

// stand puts the units of the columns into h rows.
func (p *Network) stand(g *netGrid, h int) {
	widest := 1
	for _, c := range p.columns {
		widest = max(widest, c.units)
	}
	if room := h - netKey; room > 0 && widest > 1 {
		g.step = min(netStep, max(g.step, (room-1)/(widest-1)))
	}
	if 2*widest-1 <= h {
		g.step = max(g.step, 2)
	}
	g.rows = min(widest, (h+g.step-1)/g.step)
	for i := range p.columns {
		c := &p.columns[i]
		c.x = g.x + 1 + i*g.pitch
		c.shown = min(c.units, g.rows)
		c.top = (g.rows - c.shown) / 2
		g.right = c.x + g.node
	}
}

// list lists the layers from the input, which may be empty, to the visible one.
func (p *Network) list(net *model.Network) {
	p.columns = p.columns[:0]
	first := 0
	for k := 0; k <= net.Depth(); k++ {
		c := netColumn{layer: k, hops: net.Hops(k), name: LayerName(net.Hops(k)), units: net.Size(k), first: first}
		if k == 0 {
			c.name = "x"
		} else {
			first += c.units
		}
		if c.units > 0 {
			p.columns = append(p.columns, c)
		}
	}
}

// edges joins two columns where both have a node: dotted before the news has
// passed, with an arrow in the frame in which it does.
func (p *Network) edges(s Scene, g netGrid, left, right *netColumn) {
	from, to := left.x+g.node+1, right.x-1
	line, ink := '┄', chart.Faint
	arrow := false
	if left.layer > 0 && arrives(s) && reached(s.Frame, left.hops) {
		line, ink = '─', chart.Dim
		if arrow = s.Frame.Number == left.hops+1; arrow {
			ink = chart.Active
		}
	}
	for row := max(left.top, right.top); row < min(left.end(), right.end()); row++ {
		y, from := g.y+row*g.step, from
		if left.layer == 0 {
			if text := g.clamped(s, row-left.top); text != "" {
				from += chart.TextWidth(text) + 1
			}
		}
		p.HLine(from, y, to-from, line, ink)
		if arrow && from < to {
			p.Set(from, y, '◂', ink)
		}
	}
}

// end is the grid row after the last unit.
func (c *netColumn) end() int {
	if c.cut() {
		return c.top + c.shown - 1
	}
	return c.top + c.shown
}

// key says in the last row what the marks are, if there is room under the
// graph.
func (p *Network) key(s Scene, g netGrid, y, w int) {
	if y < g.y+(g.rows-1)*g.step+2 || !g.foot {
		return
	}
	text := "+ up  - down  · near 0  ( ) not reached  ■ clamped"
	p.Text(g.x+1, y, fitting(w-2, text+"  ✗ against "+seriesOf(s.Frame).asks, text, "+ up  - down  · near 0"), chart.Dim)
}

// source draws what pushes on the visible layer.
func (p *Network) source(s Scene, g netGrid) {
	if g.right == 0 || g.rows == 0 {
		return
	}
	f := s.Frame
	text, ink := "", chart.Active
	switch push := f.Push(); {
	case push == 0:
		text, ink = "  free", chart.Dim
	case push > 0:
		text = "◂── nudge"
	default:
		text = "──▸ nudge"
	}
	p.Text(g.right+1, g.y+(g.rows-1)/2*g.step, text, ink)
}
