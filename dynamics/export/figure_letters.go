package export

import (
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	plotfont "gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// outlined is a canvas that draws letters as shapes, so that a figure looks the same
// wherever it is opened: an SVG names fonts that the reader may not have, and the
// canvas of PDF has no letters beyond Latin-1.
type outlined struct{ vg.CanvasSizer }

// FillString fills the outlines of a text that begins at pt.
func (o outlined) FillString(f plotfont.Face, pt vg.Point, text string) {
	em := fixed.Int26_6(f.Face.UnitsPerEm())
	scale := f.Font.Size / vg.Length(em)
	var buf sfnt.Buffer
	var before sfnt.GlyphIndex
	for i, r := range text {
		glyph, err := f.Face.GlyphIndex(&buf, r)
		if err != nil {
			panic("export: " + err.Error()) // the font is part of the program
		}
		if kern, err := f.Face.Kern(&buf, before, glyph, em, font.HintingNone); i > 0 && err == nil {
			pt.X += vg.Length(kern) * scale
		}
		if path := outline(f, &buf, glyph, em, pt, scale); len(path) > 0 {
			o.Fill(path)
		}
		if wide, err := f.Face.GlyphAdvance(&buf, glyph, em, font.HintingNone); err == nil {
			pt.X += vg.Length(wide) * scale
		}
		before = glyph
	}
}

// outline is the shape of a letter at a place.
func outline(f plotfont.Face, buf *sfnt.Buffer, glyph sfnt.GlyphIndex, em fixed.Int26_6, at vg.Point, scale vg.Length) (path vg.Path) {
	segments, err := f.Face.LoadGlyph(buf, glyph, em, nil)
	if err != nil {
		return nil // a letter without a shape
	}
	point := func(p fixed.Point26_6) vg.Point {
		return vg.Point{X: at.X + vg.Length(p.X)*scale, Y: at.Y - vg.Length(p.Y)*scale}
	}
	for i, s := range segments {
		a := s.Args
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				path.Close()
			}
			path.Move(point(a[0]))
		case sfnt.SegmentOpLineTo:
			path.Line(point(a[0]))
		case sfnt.SegmentOpQuadTo:
			path.QuadTo(point(a[0]), point(a[1]))
		case sfnt.SegmentOpCubeTo:
			path.CubeTo(point(a[0]), point(a[1]), point(a[2]))
		}
	}
	if len(path) > 0 {
		path.Close()
	}
	return path
}
