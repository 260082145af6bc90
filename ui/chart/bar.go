package chart

import "math"

// Bar draws the signed value v of [−1, 1] along row y: its zero axis │ (in
// Dim) at column x and a bar of up to half columns to the right of it for
// v > 0, to the left for v < 0. The bar never covers the axis. With the fill █
// it is rounded to half cells (▌ ends it on the right, ▐ on the left), with
// any other to whole ones. v is clamped; NaN draws the axis alone.
func (c *Canvas) Bar(x, y, half int, v float64, fill rune, ink Ink) {
	x, half = near(x), near(half)
	c.put(x, y, '│', Dim)
	cells, more := barCells(v, half, fill)
	start, end, tip := x+1, x+cells+1, '▌'
	if v < 0 {
		start, end, tip = x-cells, x-cells-1, '▐'
	}
	c.HLine(start, y, cells, fill, ink)
	if more {
		c.put(end, y, tip, ink)
	}
}

// Column is Bar upright: its zero axis ─ at column x of row y, up to half rows
// above it for v > 0 (ended by ▄) and below it for v < 0 (by ▀).
func (c *Canvas) Column(x, y, half int, v float64, fill rune, ink Ink) {
	y, half = near(y), near(half)
	c.put(x, y, '─', Dim)
	cells, more := barCells(v, half, fill)
	start, end, tip := y-cells, y-cells-1, '▄'
	if v < 0 {
		start, end, tip = y+1, y+cells+1, '▀'
	}
	c.VLine(x, start, cells, fill, ink)
	if more {
		c.put(x, end, tip, ink)
	}
}

// barCells returns the length of a bar in whole cells and whether half a cell
// more belongs to it.
func barCells(v float64, half int, fill rune) (cells int, more bool) {
	length := math.Abs(unit(v)) * float64(max(half, 0))
	if fill != '█' {
		return int(math.Round(length)), false
	}
	halves := int(math.Round(2 * length))
	return halves / 2, halves%2 != 0
}

// Tick puts the mark r at value v of the scale that Bar draws on: in the last
// cell of a whole-cell bar of v, and on the axis where v rounds to nothing.
// NaN draws nothing, nor does half < 0. A Ghost over a derivative bar, or the half cell
// at its end, is drawn in GhostOver, so that the bar goes on behind it: one that ends
// where it should reaches its tick.
func (c *Canvas) Tick(x, y, half int, v float64, r rune, ink Ink) {
	x, half = near(x), near(half)
	if math.IsNaN(v) || half < 0 {
		return
	}
	x += int(math.Round(unit(v) * float64(half)))
	if under, of := c.At(x, y); ink == Ghost && of == Derivative && (under == '█' || under == '▌' || under == '▐') {
		ink = GhostOver
	}
	c.Set(x, y, r, ink)
}

// Slider draws the track ├────●────┤ of w cells from column x of row y in ink
// with its knob at frac of the way, in [0, 1] and clamped; NaN has no knob.
// A slider that is not on has a hollow knob ○. Under 3 cells there is only
// room for the knob.
func (c *Canvas) Slider(x, y, w int, frac float64, on bool, ink, knobInk Ink) {
	x, w = near(x), near(w)
	if w < 1 {
		return
	}
	at := x
	if w >= 3 {
		c.put(x, y, '├', ink)
		c.HLine(x+1, y, w-2, '─', ink)
		c.put(x+w-1, y, '┤', ink)
		at = x + 1 + int(math.Round(max(unit(frac), 0)*float64(w-3)))
	}
	knob := '●'
	if !on {
		knob = '○'
	}
	if !math.IsNaN(frac) {
		c.put(at, y, knob, knobInk)
	}
}

// unit clamps v to [−1, 1]; NaN becomes 0.
func unit(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return min(max(v, -1), 1)
}
