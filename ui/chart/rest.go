package chart

import (
	"sync"

	"github.com/NimbleMarkets/ntcharts/v2/canvas"
)

// resting are cells that no canvas uses. A cell takes 656 bytes, and a canvas needs
// them only from its first mark until its rows are rendered, so that a few serve
// any number of canvases.
var resting sync.Pool

// Rest blanks the canvas and gives its cells to whichever draws next. The next
// mark takes others.
func (c *Canvas) Rest() {
	if c.cells == nil {
		clear(c.inks)
		return
	}
	c.Clear()
	resting.Put(c.cells)
	c.cells = nil
}

// take gets blank cells for the whole canvas.
func (c *Canvas) take() {
	m, _ := resting.Get().(*canvas.Model)
	w, h := c.w, c.h
	if m != nil && m.Width() >= w && m.Height() >= h {
		c.cells = m
		return
	}
	if m != nil && m.Width()*m.Height() <= MaxCells/4 { // one for both sizes
		w, h = max(w, m.Width()), max(h, m.Height())
	}
	grown := canvas.New(w, h)
	c.cells = &grown
}
