package chart

import "strings"

// BigRows is how many rows of pixels a big character has.
const BigRows = 5

// bigFont holds the big characters, row by row; a pixel is drawn where there is
// no blank.
var bigFont = map[rune][BigRows]string{
	'0': {"███", "█ █", "█ █", "█ █", "███"},
	'1': {" █ ", "██ ", " █ ", " █ ", "███"},
	'2': {"███", "  █", "███", "█  ", "███"},
	'3': {"███", "  █", "███", "  █", "███"},
	'4': {"█ █", "█ █", "███", "  █", "  █"},
	'5': {"███", "█  ", "███", "  █", "███"},
	'6': {"███", "█  ", "███", "█ █", "███"},
	'7': {"███", "  █", "  █", "  █", "  █"},
	'8': {"███", "█ █", "███", "█ █", "███"},
	'9': {"███", "█ █", "███", "  █", "███"},
	'+': {"   ", " █ ", "███", " █ ", "   "},
	'-': {"   ", "   ", "███", "   ", "   "},
	'.': {" ", " ", " ", " ", "█"},
	'<': {"  █", " █ ", "█  ", " █ ", "  █"},
	' ': {" ", " ", " ", " ", " "},
}

// bigGlyph is the picture of a character; dashes are '-', and of what has no
// picture there is a blank.
func bigGlyph(r rune) [BigRows]string {
	if strings.ContainsRune("−–—", r) {
		r = '-'
	}
	if glyph, ok := bigFont[r]; ok {
		return glyph
	}
	return bigFont[' ']
}

// Big writes digits, signs and points in block characters of five rows, from
// column x of row y, and returns the column after them. A pixel is sx×sy cells,
// at least one, and there is one between characters. What falls outside the
// canvas is clipped.
func (c *Canvas) Big(x, y int, s string, sx, sy int, ink Ink) int {
	x, sx, sy = near(x), bigScale(sx), bigScale(sy)
	y = near(y)
	for i, r := range s {
		if i > 0 {
			x = near(x + sx)
		}
		glyph := bigGlyph(r)
		for row, line := range glyph {
			c.bigRow(x, y+row*sy, line, sx, sy, ink)
		}
		x = near(x + sx*TextWidth(glyph[0]))
	}
	return x
}

// bigRow draws one row of pixels of a character.
func (c *Canvas) bigRow(x, y int, line string, sx, sy int, ink Ink) {
	for _, r := range line {
		for dy := range sy {
			if r != ' ' {
				c.HLine(x, y+dy, sx, '█', ink)
			}
		}
		x += sx
	}
}

// BigWidth is how many cells Big gives s with pixels of sx cells.
func BigWidth(s string, sx int) int {
	sx = bigScale(sx)
	w := 0
	for i, r := range s {
		if i > 0 {
			w += sx
		}
		w = near(w + sx*TextWidth(bigGlyph(r)[0]))
	}
	return w
}

// bigScale bounds the size of a pixel.
func bigScale(s int) int { return min(max(s, 1), MaxWidth) }
