package chart

import (
	"image/color"
	"math"

	"charm.land/lipgloss/v2"
)

// Shades is how many grey levels a Picture has in a palette that WithShades
// made, the background among them.
const Shades = 8

// The inks of a Picture, one for each two levels that can share a cell. They
// are no roles: a palette without shades draws them as Plain.
const (
	firstShade = NumInks + 1 // after noRun
	allInks    = firstShade + Shades*Shades
)

func shadeInk(front, back int) Ink { return firstShade + Ink(front*Shades+back) }

// WithShades returns the same palette with the grey levels of pictures, from
// the one next to the background to the strongest.
func (p *Palette) WithShades(ramp [Shades - 1]color.Color) *Palette {
	q := *p
	q.shaded = true
	for front := 1; front < Shades; front++ {
		for back := range front {
			s := lipgloss.NewStyle().Foreground(ramp[front-1])
			if back > 0 {
				s = s.Background(ramp[back-1])
			}
			q.set(shadeInk(front, back), s)
		}
	}
	return &q
}

// PictureSize is the largest w×h cells of at most maxW×maxH in which a picture
// of cols×rows pixels keeps its proportions, a cell being twice as high as wide:
// a whole number of cells a pixel where there is room, else less than one. It
// is 0×0 where there is no pixel or no cell.
func PictureSize(cols, rows, maxW, maxH int) (w, h int) {
	maxW, maxH = min(maxW, MaxWidth), min(maxH, MaxHeight)
	if cols < 1 || rows < 1 || maxW < 1 || maxH < 1 {
		return 0, 0
	}
	if scale := min(maxW/cols, 2*maxH/rows); scale >= 1 {
		return scale * cols, (scale*rows + 1) / 2
	}
	scale := min(float64(maxW)/float64(cols), 2*float64(maxH)/float64(rows))
	w, h = int(scale*float64(cols)+1e-9), int(scale*float64(rows)/2+1e-9)
	return min(max(w, 1), maxW), min(max(h, 1), maxH)
}

// Picture draws pixels, row by row from the top left with cols in a row, in the
// w×h cells from column x of row y. A pixel is 0 (background) to 1, clamped;
// NaN is 0. A cell that covers many shows their mean. With shades a cell has
// two levels, one above the other (▀ ▄ █); else it has one, as ░▒▓█ or, in
// ASCII, .:-=+*#%@, in ink.
func (c *Canvas) Picture(x, y, w, h int, pixels []float64, cols int, ink Ink) {
	if cols < 1 || len(pixels) < cols || w < 1 || h < 1 {
		return
	}
	x, y, w, h = near(x), near(y), near(w), near(h)
	p, two := picture{pixels, cols, len(pixels) / cols, w, h}, c.pal.shaded && !c.pal.ascii
	if two {
		p.h = 2 * h
	}
	left, right := span(x, w, c.w)
	top, bottom := span(y, h, c.h)
	for cy := top; cy < bottom; cy++ {
		for cx := left; cx < right; cx++ {
			if !two {
				c.put(cx, cy, p.rune(cx-x, cy-y, c.pal.ascii), ink)
				continue
			}
			r, shade := halves(p.level(cx-x, 2*(cy-y), Shades), p.level(cx-x, 2*(cy-y)+1, Shades))
			c.cells[cy*c.w+cx] = cell{r, shade}
		}
	}
}

// halves is the rune and ink of a cell with a level above and one below: the
// stronger one is in front, so that a terminal without colour shows it.
func halves(upper, lower int) (rune, Ink) {
	switch {
	case upper == 0 && lower == 0:
		return ' ', Plain
	case upper == lower:
		return '█', shadeInk(upper, 0)
	case upper > lower:
		return '▀', shadeInk(upper, lower)
	}
	return '▄', shadeInk(lower, upper)
}

// picture is pixels stretched over w×h places.
type picture struct {
	pixels     []float64
	cols, rows int
	w, h       int
}

var (
	pictureRamp      = []rune(" ░▒▓█")
	pictureRampASCII = []rune(" .:-=+*#%@")
)

func (p picture) rune(x, y int, ascii bool) rune {
	ramp := pictureRamp
	if ascii {
		ramp = pictureRampASCII
	}
	return ramp[p.level(x, y, len(ramp))]
}

// level is the mean of the pixels at a place as one of so many levels.
func (p picture) level(x, y, levels int) int {
	left, right := part(x, p.w, p.cols)
	top, bottom := part(y, p.h, p.rows)
	sum := 0.0
	for row := top; row < bottom; row++ {
		for _, v := range p.pixels[row*p.cols+left : row*p.cols+right] {
			sum += max(unit(v), 0)
		}
	}
	mean := sum / float64((right-left)*(bottom-top))
	return int(math.Round(mean * float64(levels-1)))
}

// part is which of n things the i-th of places covers: at least one.
func part(i, places, n int) (from, to int) {
	from = i * n / places
	return from, max(from+1, (i+1)*n/places)
}
