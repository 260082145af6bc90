package sweep

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/palette"
	"gonum.org/v1/plot/palette/moreland"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

const (
	panelWidth  = 7 * vg.Centimeter
	panelHeight = 6.5 * vg.Centimeter
	barWidth    = 2.2 * vg.Centimeter
	titleHeight = 0.9 * vg.Centimeter
)

// heat draws a map for each series, and the scale of the colours beside them.
func (g Grid) heat(cells []Cell, format string) (vg.CanvasWriterTo, error) {
	series := g.Series()
	tiles := draw.Tiles{Cols: min(4, len(series)), PadX: vg.Millimeter, PadY: 2 * vg.Millimeter, PadTop: titleHeight, PadRight: 2 * vg.Millimeter}
	tiles.Rows = (len(series) + tiles.Cols - 1) / tiles.Cols
	width := vg.Length(tiles.Cols)*panelWidth + barWidth
	height := vg.Length(tiles.Rows)*panelHeight + titleHeight
	file, canvas, err := blank(width, height, format)
	if err != nil {
		return nil, err
	}
	white := plot.New()
	white.Title.Text = g.title()
	white.Title.TextStyle.Font.Size = 10
	white.HideAxes()
	white.Draw(canvas)
	shades := g.shades(cells)
	panels := make([][]*plot.Plot, tiles.Rows)
	for i := range panels {
		panels[i] = make([]*plot.Plot, tiles.Cols)
	}
	for i, s := range series {
		panels[i/tiles.Cols][i%tiles.Cols] = g.panel(cells, i, s, shades)
	}
	within := draw.Crop(canvas, 0, -barWidth, 0, 0)
	for j, row := range plot.Align(panels, tiles, within) {
		for i, part := range row {
			if panels[j][i] != nil {
				panels[j][i].Draw(part)
			}
		}
	}
	g.scale(shades).Draw(draw.Crop(canvas, width-barWidth, -2*vg.Millimeter, 2*vg.Millimeter, -titleHeight))
	return file, nil
}

// missing is the colour of a cell without a number.
func missing() color.Color { return color.Gray{0xC8} }

// colours is how many the maps have.
const colours = 255

func (g Grid) panel(cells []Cell, i int, s Series, shades palette.ColorMap) *plot.Plot {
	p := plot.New()
	p.Title.Text = s.label()
	p.Title.TextStyle.Font.Size = 10
	across, up := g.Axes[0].evenly(), g.Axes[1].evenly()
	across.put(&p.X, g.Axes[0].Knob.Name)
	up.put(&p.Y, g.Axes[1].Knob.Name)
	m := plotter.NewHeatMap(heatGrid{g: g, cells: cells, series: i}, shades.Palette(colours))
	m.Min, m.Max, m.NaN = shades.Min(), shades.Max(), missing()
	m.Underflow, m.Overflow = m.Palette.Colors()[0], m.Palette.Colors()[colours-1]
	p.Add(m)
	p.X.Min, p.X.Max = -0.5, float64(len(across.at))-0.5
	p.Y.Min, p.Y.Max = -0.5, float64(len(up.at))-0.5
	return p
}

// scale is the colours with the numbers that they stand for.
func (g Grid) scale(shades palette.ColorMap) *plot.Plot {
	p := plot.New()
	p.Add(&plotter.ColorBar{ColorMap: shades, Vertical: true, Colors: colours})
	p.HideX()
	p.Y.Padding = 0
	p.Y.Label.Text = g.measured()
	if g.Measure == RelativeError {
		p.Y.Label.Text = "log10 of the relative error, at most 0"
	}
	return p
}

// shades are the colours: the same for every cosine and every angle, so that
// pictures can be compared, and over the powers of ten of the relative errors
// that there are, up to 1, beyond which they are all the same.
func (g Grid) shades(cells []Cell) palette.ColorMap {
	switch g.Measure {
	case Cosine:
		return ranged(moreland.SmoothBlueRed(), -1, 1)
	case Angle:
		return ranged(moreland.SmoothBlueRed(), 0, 180)
	}
	low, high, known := bounds(cells, 0)
	if !known {
		low, high = 1, decade
	}
	low, high = math.Log10(low), math.Log10(min(high, 1))
	if high-low < 1e-9 {
		low = high - 1
	}
	return ranged(moreland.Kindlmann(), low, high)
}

func ranged(m palette.ColorMap, low, high float64) palette.ColorMap {
	m.SetMin(low)
	m.SetMax(high)
	return m
}

// heatGrid is one series of the cells as gonum/plot wants it.
type heatGrid struct {
	g      Grid
	cells  []Cell
	series int
}

func (h heatGrid) Dims() (c, r int) { return len(h.g.Axes[0].Values), len(h.g.Axes[1].Values) }

func (h heatGrid) X(c int) float64 { return float64(c) }

func (h heatGrid) Y(r int) float64 { return float64(r) }

func (h heatGrid) Z(c, r int) float64 {
	v := h.cells[r*len(h.g.Axes[0].Values)+c].Stats[h.series].Mean
	if h.g.Measure == RelativeError {
		v = math.Log10(v)
	}
	if math.IsInf(v, 0) {
		return math.NaN()
	}
	return v
}
