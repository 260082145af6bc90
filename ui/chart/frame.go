package chart

// HLine draws w cells of r to the right from column x of row y.
func (c *Canvas) HLine(x, y, w int, r rune, ink Ink) {
	r = oneCell(r)
	lo, hi := span(x, w, c.w)
	for ; lo < hi; lo++ {
		c.put(lo, y, r, ink)
	}
}

// VLine draws h cells of r downwards from row y of column x.
func (c *Canvas) VLine(x, y, h int, r rune, ink Ink) {
	r = oneCell(r)
	lo, hi := span(y, h, c.h)
	for ; lo < hi; lo++ {
		c.put(x, lo, r, ink)
	}
}

// Box draws a rounded frame of w×h cells whose top left corner is at x, y,
// with title in its upper edge, cut to fit. The inside is left as it is. A
// box under 2×2 is not drawn.
func (c *Canvas) Box(x, y, w, h int, title string, border, titleInk Ink) {
	x, y, w, h = near(x), near(y), near(w), near(h)
	if w < 2 || h < 2 {
		return
	}
	right, bottom := x+w-1, y+h-1
	for _, row := range [2]int{y, bottom} {
		c.HLine(x+1, row, w-2, '─', border)
	}
	for _, col := range [2]int{x, right} {
		c.VLine(col, y+1, h-2, '│', border)
	}
	c.put(x, y, '╭', border)
	c.put(right, y, '╮', border)
	c.put(x, bottom, '╰', border)
	c.put(right, bottom, '╯', border)
	if title = Fit(title, w-6); title != "" { // ╭─ title ─╮
		c.put(x+2, y, ' ', border)
		c.put(c.Text(x+3, y, title, titleInk), y, ' ', border)
	}
}
