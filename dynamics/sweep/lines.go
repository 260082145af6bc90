package sweep

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// inks are the colours of M. Okabe and K. Ito that everyone tells apart.
func inks() []color.Color {
	return []color.Color{
		color.RGBA{0x00, 0x72, 0xB2, 0xFF},
		color.RGBA{0xD5, 0x5E, 0x00, 0xFF},
		color.RGBA{0x00, 0x9E, 0x73, 0xFF},
		color.RGBA{0xCC, 0x79, 0xA7, 0xFF},
		color.RGBA{0xE6, 0x9F, 0x00, 0xFF},
		color.RGBA{0x56, 0xB4, 0xE9, 0xFF},
		color.Black,
	}
}

const legendWidth = 4 * vg.Centimeter

// lines draws every series over the one axis.
func (g Grid) lines(cells []Cell, format string) (vg.CanvasWriterTo, error) {
	file, canvas, err := blank(18*vg.Centimeter, 12*vg.Centimeter, format)
	if err != nil {
		return nil, err
	}
	p := plot.New()
	p.Title.Text = g.title()
	p.Title.TextStyle.Font.Size = 9
	across := g.Axes[0].scaled()
	across.put(&p.X, g.Axes[0].Knob.Name)
	p.Y.Label.Text = g.measured()
	floor := math.Inf(-1)
	if g.logarithmic(cells) {
		floor = 0
		p.Y.Scale, p.Y.Tick.Marker = plot.LogScale{}, plot.LogTicks{Prec: 2}
	}
	legend := plot.NewLegend()
	legend.Top = true
	for i, s := range g.Series() {
		if err := g.line(p, &legend, across, cells, i, s, floor); err != nil {
			return nil, err
		}
	}
	g.frame(p, across, cells)
	p.Draw(draw.Crop(canvas, 0, -legendWidth, 0, 0))
	legend.Draw(draw.Crop(canvas, canvas.Max.X-legendWidth, -2*vg.Millimeter, 0, -titleHeight))
	return file, nil
}

// logarithmic tells whether errors are drawn by their powers of ten.
func (g Grid) logarithmic(cells []Cell) bool {
	low, high, known := bounds(cells, 0)
	return g.Measure >= RelativeError && known && high/low >= decade
}

// line adds a series, with gaps where there is no number above the floor.
func (g Grid) line(p *plot.Plot, legend *plot.Legend, across place, cells []Cell, i int, s Series, floor float64) error {
	ink, shape := inks()[i%len(inks())], plotter.DefaultGlyphStyle.Shape
	if i%2 == 1 {
		shape = draw.BoxGlyph{}
	}
	named := false
	for _, part := range parts(across, cells, i, floor) {
		line, points, err := plotter.NewLinePoints(part)
		if err != nil {
			return err
		}
		bars, err := plotter.NewYErrorBars(part)
		if err != nil {
			return err
		}
		line.Color, points.Color, bars.Color = ink, ink, ink
		line.Width, points.Shape, points.Radius = vg.Points(1.2), shape, vg.Points(2.5)
		p.Add(line, points, bars)
		if !named {
			legend.Add(s.label(), line, points)
			named = true
		}
	}
	return nil
}

// stretch is points without a gap, with the standard deviation either side.
type stretch struct {
	plotter.XYs
	plotter.YErrors
}

// lowest is the least part of a mean that a bar on a logarithmic scale reaches
// down to.
const lowest = 0.1

func parts(across place, cells []Cell, series int, floor float64) []stretch {
	var all []stretch
	open := false
	for j, c := range cells {
		s := c.Stats[series]
		if !(s.Mean > floor) {
			open = false
			continue
		}
		if !open {
			all, open = append(all, stretch{}), true
		}
		down, up := s.SD, s.SD
		switch {
		case math.IsNaN(s.SD):
			down, up = 0, 0
		case floor == 0:
			down = min(down, (1-lowest)*s.Mean)
		}
		last := &all[len(all)-1]
		last.XYs = append(last.XYs, plotter.XY{X: across.at[j], Y: s.Mean})
		last.YErrors = append(last.YErrors, struct{ Low, High float64 }{down, up})
	}
	return all
}

// frame makes room where little or nothing is drawn, and keeps a cosine within
// its bounds.
func (g Grid) frame(p *plot.Plot, across place, cells []Cell) {
	p.X.Min, p.X.Max = across.at[0], across.at[len(across.at)-1]
	if p.X.Min == p.X.Max {
		p.X.Min, p.X.Max = p.X.Min-1, p.X.Max+1
	}
	if _, _, known := bounds(cells, math.Inf(-1)); !known {
		p.Y.Min, p.Y.Max = 0, 1
	}
	if g.Measure == Cosine {
		p.Y.Min, p.Y.Max = min(0, max(-1, p.Y.Min)), 1.02
	}
	if p.Y.Min == p.Y.Max {
		p.Y.Max = p.Y.Min + 1
	}
}
