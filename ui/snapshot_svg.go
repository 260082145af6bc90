package ui

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image/color"
	"io"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
)

// A cell of the picture, in its units, and the letters in it: those of the usual
// fonts are 0.6 times as wide as they are high. A run of letters is given its width,
// so the columns stay where they are in any font.
const (
	cellWidth  = 9
	cellHeight = 18
	fontSize   = 15
	baseline   = 13.5
)

// ground are the colours of paper and ink where a cell says nothing.
type ground struct{ paper, ink string }

func (s shot) ground() ground {
	if s.light {
		return ground{"#FFFFFF", "#1E1E1E"}
	}
	return ground{"#1E1E1E", "#E6E6E6"}
}

// drawing is an SVG on its way.
type drawing struct {
	bytes.Buffer
	ground
}

// writeSVG draws the screen as the terminal does: blocks and lines as shapes, so
// that they meet whatever the font, and letters as letters.
func writeSVG(w io.Writer, s shot) error {
	cells := uv.NewScreenBuffer(s.width, s.height)
	uv.NewStyledString(strings.Join(s.rows, "\n")).Draw(cells, cells.Bounds())
	d := &drawing{ground: s.ground()}
	fmt.Fprintf(d, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" font-family="DejaVu Sans Mono,Menlo,Consolas,Liberation Mono,monospace" font-size="%[3]d">`+"\n",
		s.width*cellWidth, s.height*cellHeight, fontSize)
	fmt.Fprintf(d, `<rect width="100%%" height="100%%" fill="%s"/>`+"\n", d.paper)
	for y := range s.height {
		row := make([]uv.Cell, s.width)
		for x := range row {
			if c := cells.CellAt(x, y); c != nil {
				row[x] = *c
			}
		}
		d.row(row, y)
	}
	d.WriteString("</svg>\n")
	_, err := w.Write(d.Bytes())
	return err
}

// row draws the runs of one look, and within each what is drawn in one way.
func (d *drawing) row(row []uv.Cell, y int) {
	for from := 0; from < len(row); {
		to := from + 1
		for to < len(row) && row[to].Style.Equal(&row[from].Style) {
			to++
		}
		d.run(row[from:to], from, y)
		from = to
	}
}

func (d *drawing) run(cells []uv.Cell, x, y int) {
	look := cells[0].Style
	ink, paper := hex(look.Fg, d.ink), hex(look.Bg, "")
	if look.Attrs&uv.AttrReverse != 0 {
		ink, paper = hex(look.Bg, d.paper), hex(look.Fg, d.ink)
	}
	if paper != "" {
		fmt.Fprintf(d, `<rect x="%d" y="%d" width="%d" height="%d" fill="%s"/>`+"\n", x*cellWidth, y*cellHeight, len(cells)*cellWidth, cellHeight, paper)
	}
	attributes := fmt.Sprintf(` fill="%s"`, ink)
	if look.Attrs&uv.AttrFaint != 0 {
		attributes += ` opacity="0.6"`
	}
	d.shapes(cells, x, y, ink, attributes)
	if look.Attrs&uv.AttrBold != 0 {
		attributes += ` font-weight="bold"`
	}
	d.letters(cells, x, y, attributes)
}

// shapes draws the blocks and lines among some cells.
func (d *drawing) shapes(cells []uv.Cell, x, y int, ink, attributes string) {
	var filled, stroked, shaded strings.Builder
	for i, c := range cells {
		at := pen{float64((x + i) * cellWidth), float64(y * cellHeight)}
		switch r := first(c.Content); {
		case blocks[r] != nil:
			for _, b := range blocks[r] {
				filled.WriteString(at.block(b))
			}
		case shades[r] > 0:
			fmt.Fprintf(&shaded, `<path d="%s"%s fill-opacity="%g"/>`+"\n", at.block(block{0, 0, 8, 8}), attributes, shades[r])
		case r > 0x2800 && r < 0x2900:
			filled.WriteString(at.braille(r))
		default:
			stroked.WriteString(at.lines(r))
		}
	}
	d.WriteString(shaded.String())
	if filled.Len() > 0 {
		fmt.Fprintf(d, `<path d="%s"%s/>`+"\n", filled.String(), attributes)
	}
	if stroked.Len() > 0 {
		attributes = strings.Replace(attributes, ` fill="`+ink, ` fill="none" stroke="`+ink, 1)
		fmt.Fprintf(d, `<path d="%s"%s/>`+"\n", stroked.String(), attributes)
	}
}

// letters draws the words among some cells: where there is more than one space, or
// a shape, a new one begins.
func (d *drawing) letters(cells []uv.Cell, x, y int, attributes string) {
	for from := 0; from < len(cells); from++ {
		if !lettered(cells[from]) {
			continue
		}
		to := from + 1
		for to < len(cells) && (lettered(cells[to]) || cells[to].Content == " " && to+1 < len(cells) && lettered(cells[to+1])) {
			to++
		}
		var word strings.Builder
		for _, c := range cells[from:to] {
			word.WriteString(c.Content)
		}
		fmt.Fprintf(d, `<text x="%d" y="%g" textLength="%d" lengthAdjust="spacingAndGlyphs" xml:space="preserve"%s>`,
			(x+from)*cellWidth, float64(y*cellHeight)+baseline, (to-from)*cellWidth, attributes)
		_ = xml.EscapeText(d, []byte(word.String())) // a buffer takes everything
		d.WriteString("</text>\n")
		from = to - 1
	}
}

// lettered tells whether a cell has a letter, and no shape.
func lettered(c uv.Cell) bool {
	r := first(c.Content)
	return r > ' ' && blocks[r] == nil && shades[r] == 0 && !(r > 0x2800 && r < 0x2900) && pen{}.lines(r) == ""
}

func first(content string) rune {
	for _, r := range content {
		return r
	}
	return ' '
}

// hex is a colour as SVG writes it.
func hex(c color.Color, otherwise string) string {
	if c == nil {
		return otherwise
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02X%02X%02X", r>>8, g>>8, b>>8)
}
