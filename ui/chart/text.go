package chart

import (
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Text writes s in ink from column x of row y, one cell a rune, and returns
// the column after it. What falls outside the canvas is clipped but counted.
// Runes are made safe as in Set, so a tab or newline is one space and no
// escape sequence passes.
func (c *Canvas) Text(x, y int, s string, ink Ink) int {
	x = near(x)
	if y < 0 || y >= c.h {
		return x + utf8.RuneCountInString(s)
	}
	for i, r := range s {
		if x >= c.w {
			return x + utf8.RuneCountInString(s[i:])
		}
		c.Set(x, y, r, ink)
		x++
	}
	return x
}

// TextRight writes s as Text does, ending just before column x.
func (c *Canvas) TextRight(x, y int, s string, ink Ink) {
	c.Text(near(x)-utf8.RuneCountInString(s), y, s, ink)
}

// TextWidth returns how many cells Text gives s: one a rune.
func TextWidth(s string) int { return utf8.RuneCountInString(s) }

// Fit returns s cut to at most w cells of Text, the last an ellipsis where
// something was cut.
func Fit(s string, w int) string {
	if TextWidth(s) <= w {
		return s
	}
	if w <= 0 {
		return ""
	}
	for i := range s {
		if w--; w == 0 {
			return s[:i] + "…"
		}
	}
	return s
}

// oneCell returns r if it fills exactly one cell whatever stands beside it,
// else a stand-in that does.
func oneCell(r rune) rune {
	switch {
	case r >= ' ' && r < 0x7f, r >= 0x2500 && r <= 0x25fc, r >= 0x2800 && r <= 0x28ff:
		return r
	case r == 0 || unicode.IsControl(r):
		return ' '
	case !utf8.ValidRune(r) || !standsAlone(r):
		return '?'
	}
	return r
}

// standsAlone tells whether r is one cell wide and joins no neighbour into a
// grapheme, as combining marks, jamo and regional indicators do.
func standsAlone(r rune) bool {
	s := string(r)
	return ansi.StringWidth(s) == 1 && ansi.StringWidth(s+s) == 2 &&
		ansi.StringWidth("a"+s+"a") == 3
}
