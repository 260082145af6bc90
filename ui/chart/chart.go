// Package chart is the one drawing surface of nudge and the only door to
// ntcharts. Every pane draws on a Canvas: text, frames, signed bars, sliders
// and braille lines, in cells of one rune and one Ink. The lines are drawn on
// the braille grids of ntcharts. The cells are eight bytes of this package, and
// the rows are rendered here in runs of one style: a cell of an ntcharts canvas
// is 656 bytes, for a style of its own, which is 1.3 MB for every 80×24 screen
// of a class and over a hundred times the time (BenchmarkRows, BenchmarkSlowView).
//
// It is also where values and sizes are made safe. A NaN is a gap. Infinite,
// huge, tiny and degenerate numbers, sizes from 0×0 up, and marks outside the
// canvas neither panic nor hang nor allocate beyond MaxWidth, MaxHeight and
// MaxCells, and no call can make a row wider or narrower than the canvas.
//
// Columns (x) grow to the right and rows (y) downwards from 0,0 at the top
// left. A Canvas belongs to one goroutine; a Palette may be shared.
package chart

// The largest canvas. MaxCells is an 8K screen's worth of text; past it rows
// are cut.
const (
	MaxWidth  = 1000
	MaxHeight = 400
	MaxCells  = 1 << 17
)

// far bounds coordinates and lengths, so that their sums cannot overflow.
const far = 1 << 28

// Canvas is a grid of cells, each a rune in an Ink. Marks outside it are
// ignored or clipped. It starts blank.
type Canvas struct {
	w, h  int
	cells []cell // row by row
	pal   *Palette
	lines gridStore // braille grids by plot size
	buf   []byte    // rendered rows, reused
	ends  []int     // where each row ends in buf
}

// cell is blank where its rune is 0.
type cell struct {
	rune rune
	ink  Ink
}

// shown is the rune to draw.
func (c cell) shown() rune {
	if c.rune == 0 {
		return ' '
	}
	return c.rune
}

// New returns a blank canvas of w×h cells drawn with p (nil: no colour).
// Sizes are clamped to 0 … MaxWidth, 0 … MaxHeight and MaxCells in all.
func New(w, h int, p *Palette) *Canvas {
	c := &Canvas{}
	c.SetPalette(p)
	c.Resize(w, h)
	return c
}

// Resize makes the canvas w×h cells, clamped as in New, and blank.
func (c *Canvas) Resize(w, h int) {
	w, h = clampSize(w, h)
	if w == c.w && h == c.h {
		c.Clear()
		return
	}
	c.w, c.h = w, h
	c.cells = make([]cell, w*h)
	c.lines = gridStore{}
}

func clampSize(w, h int) (int, int) {
	w = min(max(w, 0), MaxWidth)
	h = min(max(h, 0), MaxHeight)
	if w > 0 {
		h = min(h, MaxCells/w)
	}
	return w, h
}

// Clear blanks every cell and keeps the buffers.
func (c *Canvas) Clear() { clear(c.cells) }

// Width returns the width in cells.
func (c *Canvas) Width() int { return c.w }

// Height returns the height in cells.
func (c *Canvas) Height() int { return c.h }

// SetPalette changes the styles of what is and will be drawn; nil means no
// colour.
func (c *Canvas) SetPalette(p *Palette) {
	if p == nil {
		p = noColour
	}
	c.pal = p
}

// Set puts r in ink at column x of row y; outside the canvas it does nothing.
// A control character becomes a space, and a rune that is not exactly one
// cell wide, or that would join with its neighbour, a question mark.
func (c *Canvas) Set(x, y int, r rune, ink Ink) {
	c.put(x, y, oneCell(r), ink)
}

// put is Set for a rune known to be one cell wide.
func (c *Canvas) put(x, y int, r rune, ink Ink) {
	if x < 0 || y < 0 || x >= c.w || y >= c.h {
		return
	}
	c.cells[y*c.w+x] = cell{r, ink.known()}
}

// At returns the rune and ink at column x of row y: a space where nothing was
// drawn, and a Plain space outside the canvas. The cells of a Picture with
// shades are Plain.
func (c *Canvas) At(x, y int) (rune, Ink) {
	if x < 0 || y < 0 || x >= c.w || y >= c.h {
		return ' ', Plain
	}
	at := c.cells[y*c.w+x]
	return at.shown(), at.ink.known()
}

// near clamps a coordinate or length to ±far.
func near(v int) int { return min(max(v, -far), far) }

// span returns the part lo … hi−1 of n cells from start that lies in
// 0 … limit−1; it is empty where lo ≥ hi.
func span(start, n, limit int) (lo, hi int) {
	start, n = near(start), near(n)
	return max(start, 0), min(start+n, limit)
}
