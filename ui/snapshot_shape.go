package ui

import "fmt"

// pen draws in the cell whose upper left corner it is at.
type pen struct{ x, y float64 }

// block is a part of a cell, in eighths of it.
type block struct{ x, y, w, h float64 }

// blocks are the characters that fill parts of a cell.
var blocks = blockElements()

func blockElements() map[rune][]block {
	all := map[rune][]block{
		'▀': {{0, 0, 8, 4}}, '▔': {{0, 0, 8, 1}}, '▐': {{4, 0, 4, 8}}, '▕': {{7, 0, 1, 8}}, '■': {{1, 2.5, 6, 3}}, '▪': {{2, 3, 4, 2}},
	}
	for i := range rune(8) {
		n := float64(i + 1)
		all['▁'+i] = []block{{0, 8 - n, 8, n}} // to █
		all['▏'-i] = []block{{0, 0, n, 8}}     // from █ on
	}
	quarters := [4]block{{0, 0, 4, 4}, {4, 0, 4, 4}, {0, 4, 4, 4}, {4, 4, 4, 4}} // ▘ ▝ ▖ ▗
	for r, parts := range map[rune][]int{
		'▖': {2}, '▗': {3}, '▘': {0}, '▙': {0, 2, 3}, '▚': {0, 3}, '▛': {0, 1, 2}, '▜': {0, 1, 3}, '▝': {1}, '▞': {1, 2}, '▟': {1, 2, 3},
	} {
		for _, i := range parts {
			all[r] = append(all[r], quarters[i])
		}
	}
	return all
}

// shades are the characters that fill a cell in part, and how much.
var shades = map[rune]float64{'░': 0.25, '▒': 0.5, '▓': 0.75}

func (p pen) block(b block) string {
	return fmt.Sprintf("M%g %gh%gv%gh%gz", p.x+b.x*cellWidth/8, p.y+b.y*cellHeight/8, b.w*cellWidth/8, b.h*cellHeight/8, -b.w*cellWidth/8)
}

// braille draws the dots of a braille character, which are the bits of its number.
func (p pen) braille(r rune) (path string) {
	places := [8][2]float64{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}, {0, 3}, {1, 3}}
	for i, at := range places {
		if (r-0x2800)>>i&1 == 1 {
			path += fmt.Sprintf("M%g %gh2v2h-2z", p.x+1.25+4.5*at[0], p.y+1.25+4.5*at[1])
		}
	}
	return path
}

// arms are the lines of a box character from the middle of its cell: up, right,
// down, left.
var arms = map[rune]string{
	'─': "rl", '│': "ud", '┌': "rd", '┐': "ld", '└': "ur", '┘': "ul", '├': "urd", '┤': "uld", '┬': "rld", '┴': "url", '┼': "urld",
	'╴': "l", '╵': "u", '╶': "r", '╷': "d",
}

// curves are the rounded corners, and dashes the broken lines, both from an edge.
var (
	curves = map[rune][4]float64{'╭': {4.5, 18, 9, 9}, '╮': {4.5, 18, 0, 9}, '╰': {4.5, 0, 9, 9}, '╯': {4.5, 0, 0, 9}}
	across = map[rune]int{'┄': 3, '┈': 4, '╌': 2}
	down   = map[rune]int{'┆': 3, '┊': 4, '╎': 2}
)

// lines draws a box character as a path to be stroked, "" for any other.
func (p pen) lines(r rune) (path string) {
	const midX, midY = cellWidth / 2., cellHeight / 2.
	for _, arm := range arms[r] {
		to := map[rune]string{'u': "v-9", 'd': "v9", 'l': "h-4.5", 'r': "h4.5"}[arm]
		path += fmt.Sprintf("M%g %g%s", p.x+midX, p.y+midY, to)
	}
	if c, ok := curves[r]; ok {
		path += fmt.Sprintf("M%g %gQ%g %g %g %g", p.x+c[0], p.y+c[1], p.x+midX, p.y+midY, p.x+c[2], p.y+c[3])
	}
	for i := range across[r] {
		step := float64(cellWidth) / float64(across[r])
		path += fmt.Sprintf("M%.4g %gh%.3g", p.x+(float64(i)+0.2)*step, p.y+midY, step*0.6)
	}
	for i := range down[r] {
		step := float64(cellHeight) / float64(down[r])
		path += fmt.Sprintf("M%g %.5gv%.3g", p.x+midX, p.y+(float64(i)+0.2)*step, step*0.6)
	}
	if r == '━' || r == '┃' {
		return p.heavy(r)
	}
	return path
}

// heavy draws a thick line as three thin ones, side by side.
func (p pen) heavy(r rune) (path string) {
	for _, off := range []float64{-0.8, 0, 0.8} {
		if r == '━' {
			path += fmt.Sprintf("M%g %gh%d", p.x, p.y+cellHeight/2+off, cellWidth)
		} else {
			path += fmt.Sprintf("M%g %gv%d", p.x+cellWidth/2.+off, p.y, cellHeight)
		}
	}
	return path
}
