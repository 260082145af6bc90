package pane

import (
	"nudge/dynamics"
	"nudge/ui/chart"
)

// Pairs draws every unit twice: how fast it moves, and where the gradient would
// move it. It is the picture of the claim.
type Pairs struct {
	sheet
	layers []pairsLayer // from visible down, reused
	hits   []pairsHit   // where the units were drawn, reused
}

// NewPairs returns an empty view.
func NewPairs() *Pairs { return &Pairs{sheet: newSheet()} }

// pairsLayer is a layer as Pairs draws it.
type pairsLayer struct {
	dynamics.Agreement
	name       string
	derivative []float64
	gradient   []float64 // nil where it is not defined
	spread     []float64 // the standard error of the derivative; nil where it is not known
	still      bool      // it does not move, but for rounding
	v, g       measure   // what the bars of derivative and gradient are drawn by
	marked     []float64 // the derivative of a mark; nil for none
	m          measure   // what its diamonds are drawn by
	first      int       // its first unit, counted over the whole state
	rows       int       // rows below its header
}

// size is the number of units.
func (l *pairsLayer) size() int { return len(l.derivative) }

// descent is −∂C/∂h of unit i as a bar of up to half cells, 0 where it is not
// defined. It ends in the cell in which a derivative of that length would, which
// is rounded to half cells.
func (l *pairsLayer) descent(i, half int) float64 {
	if l.gradient == nil || half < 1 {
		return 0
	}
	return snap(-l.g.of(l.gradient[i]), half)
}

// selected is the place of the inspected unit in the layer, or −1.
func (l *pairsLayer) selected(unit int) int {
	if i := unit - l.first; unit >= 0 && i >= 0 && i < l.size() {
		return i
	}
	return -1
}

// pairsWidth is the width under which a layer has one line.
const pairsWidth = 38

// Show draws the layers from visible down to the farthest hidden one.
func (p *Pairs) Show(s Scene) {
	x, y, w, h := p.begin(s, pairsTitle(s, p.Width()-6))
	p.read(s)
	p.edge(s)
	if w < pairsWidth || h < p.least() {
		p.lines(s, x, y, w, h)
		p.end()
		return
	}
	at := p.columns(x, w)
	p.heading(s, at, y)
	gap := p.plan(s, h-1)
	row := y + 1
	for i := range p.layers {
		l := &p.layers[i]
		if row >= y+h {
			break
		}
		p.header(s, at, l, row)
		switch {
		case l.rows == 0:
		case l.rows == l.size():
			for i := range l.size() {
				p.unit(s, at, l, i, row+1+i)
			}
		default:
			p.upright(s, at, l, row+1)
		}
		row += 1 + l.rows + gap
	}
	if row-gap < y+h && !s.Framed {
		p.Text(x+1, y+h-1, chart.Fit(averages(s.Frame), w-1), chart.Dim)
	}
	p.end()
}

// least is the height under which a layer has one line: that of the heading, of the
// header of every layer, and of bars of one of them.
func (p *Pairs) least() int {
	bars := uprightRows
	for i := range p.layers {
		bars = min(bars, p.layers[i].size())
	}
	return 1 + len(p.layers) + bars
}

// read takes from the frame what there is to draw of each layer.
func (p *Pairs) read(s Scene) {
	f := s.Frame
	net := f.Network()
	p.layers, p.hits = p.layers[:0], p.hits[:0]
	first := net.Units()
	for k := net.Depth(); k >= 1; k-- {
		first -= net.Size(k)
		l := pairsLayer{Agreement: f.Layers[k-1], first: first, derivative: net.Layer(f.Derivative, k)}
		l.name = pairsName(f, l.Hops)
		l.still = l.Held || still(f, l.Agreement)
		if f.Gradient != nil {
			l.gradient = net.Layer(f.Gradient, k)
		}
		if banded(f) && len(f.Spread) == len(f.Derivative) && !l.still {
			l.spread = net.Layer(f.Spread, k)
		}
		if s.Ghost != nil {
			l.marked = net.Layer(s.Ghost.Derivative, k)
		}
		p.layers = append(p.layers, l)
	}
	rate, slope := loudest(f)
	for i := range p.layers {
		l := &p.layers[i]
		l.v, l.g = measures(s.Scale, l.Agreement, l.size(), rate, slope)
		if l.still {
			l.v = measure{}
		}
		l.m = l.v
		if s.Scale == OwnNorm && l.marked != nil {
			l.m = measure{full: length(l.marked) * reach(l.size())}
		}
	}
}
