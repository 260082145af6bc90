package pane

import (
	"fmt"
	"math"
	"strconv"

	"nudge/ui/chart"
)

// uprightSlot is the least width of an upright pair: a gap, the derivative and
// the gradient.
const uprightSlot = 3

// widestSlot is the most it is given where nothing else is asked for.
const widestSlot = 9

// window is the part of a layer that upright bars show.
type window struct{ first, count, size, slot int }

// String says which units are shown, if not all are.
func (w window) String() string {
	if w.count == w.size {
		return ""
	}
	return fmt.Sprintf("units %d–%d of %d", w.first+1, w.first+w.count, w.size)
}

// window scrolls a layer so that the inspected unit is in it.
func (p *Pairs) window(s Scene, at pairsColumns, l *pairsLayer) window {
	room := at.right - at.left - 4
	w := window{size: l.size(), count: min(l.size(), max(1, room/uprightSlot))}
	w.slot = min(max(uprightSlot, room/max(1, w.count)), max(widestSlot, at.slot))
	if i := l.selected(s.Unit); i >= 0 {
		w.first = min(max(0, i-w.count/2), w.size-w.count)
	}
	return w
}

// upright draws a layer in few rows: a unit is a pair of upright bars about one
// axis, which carries the numbers of the units.
func (p *Pairs) upright(s Scene, at pairsColumns, l *pairsLayer, y int) {
	w := p.window(s, at, l)
	half := (l.rows - 1) / 2
	axis := y + half
	left := at.left + 3
	p.HLine(left, axis, w.count*w.slot+1, '─', chart.Dim)
	bar := (w.slot - 1) / 2
	louder := l.louder(s.Scale)
	for n := range w.count {
		i, x := w.first+n, left+n*w.slot+1
		v, g := louder*l.v.of(l.derivative[i]), 0.0
		if l.gradient != nil && half > 0 {
			g = snap(-louder*l.g.of(l.gradient[i]), half)
		}
		band, ink := l.band(i).louder(louder), chart.Derivative
		if band.meansNothing() {
			ink = chart.Dim
		}
		for b := range bar {
			p.Column(x+b, axis, half, v, '█', ink)
			p.Column(x+bar+b, axis, half, g, '▒', chart.Gradient)
		}
		p.pillar(x+(bar-1)/2, axis, half, v, band, bar > 1, ink)
		if l.marked != nil {
			p.diamond(x+(bar-1)/2, axis, half, louder*l.m.of(l.marked[i]))
		}
		p.number(s, l, i, x, axis, w.slot-1)
		p.hits = append(p.hits, pairsHit{x - 1, y, w.slot, l.rows, l.first + i})
	}
}

// diamond is where a mark's bar ends, nothing where that is the axis.
func (p *Pairs) diamond(x, axis, half int, v float64) {
	if cell := endCell(min(max(v, -1), 1), 0, half); cell != 0 {
		p.Set(x, axis-cell, '◇', chart.Cursor)
	}
}

// louder is by how much bars scaled by the layer's own norm are drawn larger so
// that the largest, derivative or gradient, is full: in few rows small ones
// would vanish.
func (l *pairsLayer) louder(s Scale) float64 {
	if s != OwnNorm {
		return 1
	}
	var most float64
	for i, v := range l.derivative {
		most = max(most, math.Abs(l.v.of(v)))
		if l.gradient != nil {
			most = max(most, math.Abs(l.g.of(l.gradient[i])))
		}
	}
	if !(most > 0) {
		return 1
	}
	return 1 / most
}

// number writes the number of a unit on the axis, if it fits.
func (p *Pairs) number(s Scene, l *pairsLayer, i, x, y, room int) {
	ink := chart.Dim
	if i == l.selected(s.Unit) {
		p.Set(x-1, y, '▸', chart.Active)
		ink = chart.Active
	}
	if text := strconv.Itoa(i + 1); len(text) <= room {
		p.Text(x, y, text, ink)
	}
}
