package pane

import "nudge/ui/chart"

// waveGrid is where the frames of a raster stand: so many cells a frame, or so
// many frames a column.
type waveGrid struct {
	span  span
	x     int // the first column
	w     int // columns in all
	cells int // a frame
	every int // frames
}

// waveCells is the most cells a frame is drawn with.
const waveCells = 3

// gridOf puts a span into w columns from x on.
func gridOf(s span, x, w int) waveGrid {
	g := waveGrid{span: s, x: x, every: s.every(w)}
	g.cells = max(1, min(waveCells, w/s.frames()))
	g.w = min(w, (s.frames()+g.every-1)/g.every*g.cells)
	return g
}

// column is the first column of a frame.
func (g waveGrid) column(n int) int { return g.x + (n-g.span.from)/g.every*g.cells }

// plot is the axis under the raster: its columns are those of the frames.
func (g waveGrid) plot() chart.Plot {
	frames := float64(g.every) / float64(g.cells)
	from := float64(g.span.from)
	return chart.Plot{X: g.x, W: g.w, MinX: from, MaxX: from + (float64(g.w)-0.5)*frames}
}

// UnitAt is the unit drawn at column x of row y of the pane, as in Pairs.
func (p *Wave) UnitAt(x, y int) (unit int, ok bool) {
	for _, hit := range p.hits {
		if y >= hit.y && y < hit.y+hit.h && x >= hit.x && x < hit.x+hit.w {
			return hit.unit, true
		}
	}
	return -1, false
}
