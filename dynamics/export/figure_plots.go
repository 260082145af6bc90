package export

import (
	"image/color"
	"math"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nudge/dynamics"
)

// look is how a layer is drawn, by its hops: a colour, a shape and a dash, so that
// colour is never the only sign.
type look struct {
	ink   color.Color
	shape draw.GlyphDrawer
	dash  []vg.Length
}

var looks = []look{
	{black, draw.CircleGlyph{}, nil},
	{color.RGBA{0x00, 0x78, 0x5A, 0xFF}, draw.BoxGlyph{}, []vg.Length{4, 1.5}},
	{color.RGBA{0xA3, 0x48, 0x7F, 0xFF}, draw.TriangleGlyph{}, []vg.Length{1.5, 1.5}},
	{color.RGBA{0x8A, 0x6D, 0x00, 0xFF}, draw.CrossGlyph{}, []vg.Length{6, 1.5, 1.5, 1.5}},
	{color.RGBA{0x1F, 0x4F, 0xA8, 0xFF}, draw.RingGlyph{}, []vg.Length{8, 2}},
	{color.RGBA{0xB0, 0x47, 0x0F, 0xFF}, draw.SquareGlyph{}, []vg.Length{3, 1, 1, 1}},
	{color.RGBA{0x0B, 0x6E, 0x7F, 0xFF}, draw.PyramidGlyph{}, []vg.Length{1, 2}},
	{color.RGBA{0x6A, 0x3F, 0xB5, 0xFF}, draw.PlusGlyph{}, []vg.Length{6, 3}},
}

// lookOf is the look of a layer. Those beyond the first eight are lighter, and have
// other shapes and dashes with the colours.
func lookOf(hops int) look {
	n, round := len(looks), hops/len(looks)
	if round == 0 {
		return looks[hops]
	}
	r, g, b, _ := looks[hops%n].ink.RGBA()
	light := func(c uint32) uint8 { return uint8((3*c + 2*0xFFFF) / 5 >> 8) }
	return look{color.RGBA{light(r), light(g), light(b), 0xFF}, looks[(hops+3*round)%n].shape, looks[(hops+5*round)%n].dash}
}

// drawPlots puts the scatter beside the angles.
func drawPlots(c draw.Canvas, f *dynamics.Frame) {
	const part = 0.4
	middle := (c.Max.X - c.Min.X) * part
	pad := 2 * vg.Millimeter
	scatter(f).Draw(draw.Crop(c, pad, middle-(c.Max.X-c.Min.X)-pad, pad, -pad))
	p, names := angles(f)
	p.Draw(draw.Crop(c, middle+pad, -pad-namesWidth, pad, -pad))
	names.Draw(draw.Crop(c, c.Max.X-c.Min.X-namesWidth, -pad, pad, -5*vg.Millimeter))
}

// scatter has every unit of the layers whose agreement is known over what the
// gradient asks of it.
func scatter(f *dynamics.Frame) *plot.Plot {
	p := panel("units of all layers, and y = x", aim(f)+" / norm", moving(f)+" / norm")
	line := plotter.NewFunction(func(x float64) float64 { return x })
	line.LineStyle = draw.LineStyle{Color: grey, Width: vg.Points(0.7), Dashes: []vg.Length{2, 2}}
	p.Add(line)
	for k := len(f.Layers); k >= 1; k-- {
		if !f.Layers[k-1].Shown() {
			continue
		}
		derivative, gradient := sides(f, k)
		var points plotter.XYs
		for i := range gradient {
			points = append(points, plotter.XY{X: gradient[i], Y: derivative[i]})
		}
		how := lookOf(f.Layers[k-1].Hops)
		p.Add(&plotter.Scatter{XYs: points, GlyphStyle: draw.GlyphStyle{Color: how.ink, Shape: how.shape, Radius: vg.Points(2)}})
	}
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = -1.05, 1.05, -1.05, 1.05
	ticks := plot.ConstantTicks{{Value: -1, Label: "−1"}, {Value: -0.5, Label: "−0.5"}, {Value: 0, Label: "0"}, {Value: 0.5, Label: "0.5"}, {Value: 1, Label: "1"}}
	p.X.Tick.Marker, p.Y.Tick.Marker = ticks, ticks
	return p
}

// mostFrames is how many points a curve of angles has, about.
const mostFrames = 600

// namesWidth is the room for the names of the layers beside the curves.
const namesWidth = 3 * vg.Centimeter

// angles has a curve a layer, from the frame in which the nudge arrives there on.
func angles(f *dynamics.Frame) (*plot.Plot, plot.Legend) {
	p := panel("angle by frame", "frame n", "angle to "+aim(f)+" (degrees)")
	names := plot.NewLegend()
	names.TextStyle.Font = letter(letters - 1)
	names.Top, names.Left, names.ThumbnailWidth, names.Padding = true, true, 8*vg.Millimeter, 0.5*vg.Millimeter
	first, last := max(0, f.Trail.First()), f.Trail.Last()
	highest := 1.0
	for k := len(f.Layers); k >= 1; k-- {
		how := lookOf(f.Layers[k-1].Hops)
		line := draw.LineStyle{Color: how.ink, Width: vg.Points(1), Dashes: how.dash}
		glyph := draw.GlyphStyle{Color: how.ink, Shape: how.shape, Radius: vg.Points(2)}
		parts := curve(f, k, first, last)
		for i, part := range parts {
			curve := &plotter.Line{XYs: part, LineStyle: line}
			points := &plotter.Scatter{XYs: marks(part), GlyphStyle: glyph}
			p.Add(curve, points)
			if i == 0 {
				names.Add(layerName(f.Layers[k-1].Hops), curve, points)
			}
			for _, at := range part {
				highest = max(highest, at.Y)
			}
		}
	}
	p.X.Min, p.X.Max = float64(first), float64(max(last, first+1))
	p.Y.Min, p.Y.Max = 0, min(180, 1.05*highest)
	p.X.Tick.Marker, p.Y.Tick.Marker = even{1}, even{1e-3}
	return p, names
}

// curve is the angles of a layer, in parts between the frames where there is none.
func curve(f *dynamics.Frame, k, first, last int) []plotter.XYs {
	var parts []plotter.XYs
	open := false
	every := 1 + (last-first)/mostFrames
	for n := first; n <= last; n++ {
		angle := f.Trail.Angle(n, k, f.Reference)
		if math.IsNaN(angle) || n == 0 {
			open = false
			continue
		}
		if !open {
			parts, open = append(parts, nil), true
		} else if n%every != 0 && n != last {
			continue
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], plotter.XY{X: float64(n), Y: angle})
	}
	return parts
}

// marks are the points of a curve that have a shape: not so many that they run
// together.
func marks(part plotter.XYs) plotter.XYs {
	every := 1 + len(part)/12
	var some plotter.XYs
	for i := 0; i < len(part); i += every {
		some = append(some, part[i])
	}
	return some
}

// even are ticks 1, 2 or 5 times a power of ten apart, and not closer than least.
type even struct{ least float64 }

func (e even) Ticks(low, high float64) (ticks []plot.Tick) {
	rough := max((high-low)/6, e.least)
	step := math.Pow(10, math.Floor(math.Log10(rough)))
	for _, times := range []float64{2, 2.5, 2} {
		if step < rough {
			step *= times
		}
	}
	for i := math.Ceil(low / step); i*step <= high; i++ {
		ticks = append(ticks, plot.Tick{Value: i * step, Label: strconv.FormatFloat(i*step, 'g', 6, 64)})
	}
	return ticks
}
