package chart

import (
	"unicode/utf8"

	"github.com/NimbleMarkets/ntcharts/v2/canvas"
)

// Rows returns the canvas row by row, each exactly Width cells wide and closed
// by itself. Neighbours that look the same share one escape sequence; with an
// empty style there is none.
func (c *Canvas) Rows() []string {
	c.render(c.pal)
	all := string(c.buf)
	rows := make([]string, c.h)
	start := 0
	for y, end := range c.ends {
		rows[y] = all[start:end]
		start = end + 1
	}
	return rows
}

// String returns the rows joined by newlines.
func (c *Canvas) String() string {
	c.render(c.pal)
	return string(c.buf)
}

// Plain returns the rows joined by newlines, without colour.
func (c *Canvas) Plain() string {
	plain := noColour
	if c.pal.ascii {
		plain = noColourASCII
	}
	c.render(plain)
	return string(c.buf)
}

var noColourASCII = noColour.ASCII()

// render fills buf with the rows and the newlines between them, and ends with
// the offset after each row.
func (c *Canvas) render(p *Palette) {
	c.buf, c.ends = c.buf[:0], c.ends[:0]
	for y := range c.h {
		if y > 0 {
			c.buf = append(c.buf, '\n')
		}
		c.renderRow(y, p)
		c.ends = append(c.ends, len(c.buf))
	}
}

// noRun is the ink of a row before its first mark.
const noRun = NumInks

// renderRow appends row y. A blank whose style cannot be seen goes along with
// the run it stands in.
func (c *Canvas) renderRow(y int, p *Palette) {
	run := noRun
	for _, at := range c.cells[y*c.w : (y+1)*c.w] {
		r, ink := at.shown(), p.same[at.ink]
		if p.ascii {
			r = ASCII(r)
		}
		if ink != run && (r != ' ' || p.shows[ink] || p.shows[run]) {
			c.buf = append(c.buf, p.shut[run]...)
			c.buf = append(c.buf, p.open[ink]...)
			run = ink
		}
		c.buf = utf8.AppendRune(c.buf, r)
	}
	c.buf = append(c.buf, p.shut[run]...)
}

// SlowView renders the canvas through an ntcharts canvas and its View, which
// styles each cell by itself. It exists only so that the benchmarks can compare
// the two; ASCII and the shades of pictures are not applied.
func (c *Canvas) SlowView() string {
	styled := canvas.New(c.w, c.h)
	for i, at := range c.cells {
		styled.SetCell(canvas.Point{X: i % c.w, Y: i / c.w}, canvas.NewCellWithStyle(at.shown(), c.pal.styles[at.ink.known()]))
	}
	return styled.View()
}
