package export

import (
	"cmp"
	"fmt"
	"image/color"
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nudge/dynamics"
)

// The colours of the light theme, which everyone tells apart, and in grey print
// one is dark and full and the other light and hatched.
var (
	black = color.Black
	white = color.White
	grey  = color.Gray{0x8C}
	blue  = color.RGBA{0x00, 0x72, 0xB2, 0xFF}
	red   = color.RGBA{0xD5, 0x5E, 0x00, 0xFF}
	pale  = color.RGBA{0xFC, 0xE4, 0xD2, 0xFF}
)

// fills draw a bar of the derivative, and one of the gradient.
var fills = []func(draw.Canvas, vg.Rectangle){full, hatched}

func full(c draw.Canvas, r vg.Rectangle) {
	c.SetColor(blue)
	c.Fill(r.Path())
}

func hatched(c draw.Canvas, r vg.Rectangle) {
	c.SetColor(pale)
	c.Fill(r.Path())
	line := draw.LineStyle{Color: red, Width: vg.Points(0.5)}
	const apart = 2.2 // points, along x
	w, h := r.Max.X-r.Min.X, r.Max.Y-r.Min.Y
	for d := vg.Length(apart); d < w+h; d += apart { // x + y = d from the lower left corner
		from := vg.Point{X: r.Min.X + max(0, d-h), Y: r.Min.Y + min(d, h)}
		to := vg.Point{X: r.Min.X + min(d, w), Y: r.Min.Y + max(0, d-w)}
		c.StrokeLine2(line, from.X, from.Y, to.X, to.Y)
	}
	c.StrokeLines(line, append([]vg.Point{}, r.Min, vg.Point{X: r.Max.X, Y: r.Min.Y}, r.Max, vg.Point{X: r.Min.X, Y: r.Max.Y}, r.Min))
}

// pairs draws two bars a unit, side by side, at 1, 2, ….
type pairs struct{ sides [2][]float64 }

func (b pairs) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for side, values := range b.sides {
		for i, v := range values {
			left := float64(i) + 1 + [2]float64{-0.38, 0.02}[side]
			low, high := min(0, v), max(0, v)
			if low != high {
				fills[side](c, vg.Rectangle{Min: vg.Point{X: x(left), Y: y(low)}, Max: vg.Point{X: x(left + 0.36), Y: y(high)}})
			}
		}
	}
	c.StrokeLine2(draw.LineStyle{Color: black, Width: vg.Points(0.5)}, c.Min.X, y(0), c.Max.X, y(0))
}

// drawBars puts the layers side by side, the visible one first.
func drawBars(c draw.Canvas, f *dynamics.Frame, rows int) {
	layers := len(f.Layers)
	tiles := draw.Tiles{Rows: rows, Cols: min(columns, layers), PadX: 2 * vg.Millimeter, PadY: 2 * vg.Millimeter, PadTop: vg.Millimeter, PadRight: 2 * vg.Millimeter, PadLeft: 2 * vg.Millimeter}
	all := make([][]*plot.Plot, rows)
	for i := range all {
		all[i] = make([]*plot.Plot, tiles.Cols)
	}
	for i := range layers {
		label := ""
		if i%tiles.Cols == 0 {
			label = "component / norm"
		}
		all[i/tiles.Cols][i%tiles.Cols] = barPanel(f, layers-i, label)
	}
	for j, row := range plot.Align(all, tiles, c) {
		for i, part := range row {
			if all[j][i] != nil {
				all[j][i].Draw(part)
			}
		}
	}
}

// mostUnits is how many units a panel has room for.
const mostUnits = 20

func barPanel(f *dynamics.Frame, k int, label string) *plot.Plot {
	derivative, gradient := sides(f, k)
	units := shown(derivative, gradient)
	pick := func(v []float64) (picked []float64) {
		for _, i := range units {
			if v != nil {
				picked = append(picked, v[i])
			}
		}
		return picked
	}
	across := "unit"
	if len(units) < len(derivative) {
		across = fmt.Sprintf("the %d largest of %d units", len(units), len(derivative))
	}
	p := panel(layerName(f.Layers[k-1].Hops)+": "+verdict(f.Layers[k-1], len(f.Layers) < columns), across, label)
	p.Add(pairs{[2][]float64{pick(derivative), pick(gradient)}})
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = 0.4, float64(len(units))+0.6, -1.05, 1.05
	p.Y.Tick.Marker = plot.ConstantTicks{{Value: -1, Label: "−1"}, {Value: -0.5}, {Value: 0, Label: "0"}, {Value: 0.5}, {Value: 1, Label: "1"}}
	var ticks plot.ConstantTicks
	every := (len(units) + 9) / 10
	for at, i := range units {
		if at%every == 0 {
			ticks = append(ticks, plot.Tick{Value: float64(at + 1), Label: strconv.Itoa(i + 1)})
		}
	}
	p.X.Tick.Marker, p.X.Tick.Length, p.X.LineStyle.Width = ticks, 0, 0
	return p
}

// verdict is how well a layer agrees, in a word or, where there is room, two.
func verdict(a dynamics.Agreement, room bool) string {
	switch {
	case a.Shown() && !room:
		return degrees(a.Angle)
	case a.Shown():
		return fmt.Sprintf("%s, cos %.4f", degrees(a.Angle), a.Cosine)
	case a.Held:
		return "held in place"
	case a.BelowRounding:
		return "below rounding"
	case !a.Reached:
		return "not reached yet"
	}
	return "nothing to compare"
}

// degrees writes an angle, with more digits where it is small.
func degrees(v float64) string {
	if v < 9.995 {
		return fmt.Sprintf("%.2f°", v)
	}
	return fmt.Sprintf("%.1f°", v)
}

// shown are the units that are drawn, in order: all, or those with the longest bars.
func shown(derivative, gradient []float64) []int {
	units := make([]int, len(derivative))
	for i := range units {
		units[i] = i
	}
	if len(units) <= mostUnits {
		return units
	}
	size := func(i int) float64 {
		if gradient == nil {
			return math.Abs(derivative[i])
		}
		return math.Abs(gradient[i])
	}
	slices.SortStableFunc(units, func(i, j int) int { return cmp.Compare(size(j), size(i)) })
	units = units[:mostUnits]
	slices.Sort(units)
	return units
}
