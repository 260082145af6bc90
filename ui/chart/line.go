package chart

import (
	"math"

	"github.com/NimbleMarkets/ntcharts/v2/canvas"
	"github.com/NimbleMarkets/ntcharts/v2/canvas/graph"
	"github.com/NimbleMarkets/ntcharts/v2/canvas/runes"
)

// gridStore keeps the braille grid of the last plot size.
type gridStore struct {
	w, h int
	grid *graph.BrailleGrid
}

// blank returns an empty grid of w×h cells whose axes both run from 0 to 1.
func (g *gridStore) blank(w, h int) *graph.BrailleGrid {
	if g.grid == nil || g.w != w || g.h != h {
		g.w, g.h, g.grid = w, h, graph.NewBrailleGrid(w, h, 0, 1, 0, 1)
		return g.grid
	}
	g.grid.Clear()
	return g.grid
}

// Line draws the points (xs[i], ys[i]) of plot p joined in braille, as far as
// the shorter slice goes. A value that is not finite breaks the line; a point
// alone is a dot. Segments are clipped at the limits. Dots join those already
// in a cell, and the cells touched take the ink.
func (c *Canvas) Line(p Plot, xs, ys []float64, ink Ink) {
	p = p.safe()
	n := min(len(xs), len(ys))
	if p.W < 1 || p.H < 1 || n == 0 || !c.meets(p) {
		return
	}
	grid := c.lines.blank(p.W, p.H)
	last := canvas.Float64Point{X: math.NaN()}
	for i := range n {
		at := canvas.Float64Point{
			X: fraction(xs[i], p.MinX, p.MaxX),
			Y: fraction(ys[i], p.MinY, p.MaxY),
		}
		if math.IsNaN(at.Y) {
			at.X = math.NaN()
		}
		segment(grid, last, at)
		last = at
	}
	c.stamp(p.X, p.Y, grid.BraillePatterns(), ink)
}

// Points draws r at each point (xs[i], ys[i]) of plot p that is finite and
// inside the limits, as far as the shorter slice goes.
func (c *Canvas) Points(p Plot, xs, ys []float64, r rune, ink Ink) {
	p, r = p.safe(), oneCell(r)
	for i := range min(len(xs), len(ys)) {
		cx, okX := p.column(xs[i])
		cy, okY := p.row(ys[i])
		if okX && okY {
			c.put(cx, cy, r, ink)
		}
	}
}

// meets tells whether any cell of p is on the canvas.
func (c *Canvas) meets(p Plot) bool {
	return p.X < c.w && p.Y < c.h && p.X+p.W > 0 && p.Y+p.H > 0
}

// segment sets the dots from a to b, in fractions of the grid; where a is NaN,
// those of b alone.
func segment(g *graph.BrailleGrid, a, b canvas.Float64Point) {
	if math.IsNaN(b.X) {
		return
	}
	if math.IsNaN(a.X) {
		a = b
	}
	a, b, ok := clip(a, b)
	if !ok {
		return
	}
	for _, dot := range graph.GetLinePoints(g.GridPoint(a), g.GridPoint(b)) {
		g.Set(dot)
	}
}

// clip returns the part of the segment inside the unit square, and whether
// there is any. It cuts at one edge after another and puts the cut exactly on
// it, so that an end at ±1e18 costs no precision along the other axis.
func clip(a, b canvas.Float64Point) (canvas.Float64Point, canvas.Float64Point, bool) {
	for e := left; e <= top; e++ {
		switch da, db := e.depth(a), e.depth(b); {
		case da >= 0 && db >= 0:
		case da < 0 && db < 0:
			return a, b, false
		case da < 0:
			a = e.cut(b, a, db/(db-da))
		default:
			b = e.cut(a, b, da/(da-db))
		}
	}
	return a, b, true
}

// edge is a side of the unit square.
type edge int

const (
	left edge = iota
	right
	bottom
	top
)

// depth returns how far inside of the edge p is, negative outside.
func (e edge) depth(p canvas.Float64Point) float64 {
	return [...]float64{left: p.X, right: 1 - p.X, bottom: p.Y, top: 1 - p.Y}[e]
}

// cut returns the point on the edge, t of the way from in to out.
func (e edge) cut(in, out canvas.Float64Point, t float64) canvas.Float64Point {
	p := canvas.Float64Point{X: in.X + t*(out.X-in.X), Y: in.Y + t*(out.Y-in.Y)}
	switch e {
	case left:
		p.X = 0
	case right:
		p.X = 1
	case bottom:
		p.Y = 0
	case top:
		p.Y = 1
	}
	return p
}

// stamp joins braille runes into the canvas from column x of row y.
func (c *Canvas) stamp(x, y int, patterns [][]rune, ink Ink) {
	for dy, row := range patterns {
		for dx, r := range row {
			if r == runes.BrailleBlockOffset {
				continue
			}
			old, _ := c.At(x+dx, y+dy)
			c.put(x+dx, y+dy, runes.CombineBraillePatterns(old, r), ink)
		}
	}
}
