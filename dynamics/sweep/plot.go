package sweep

import (
	"fmt"
	"io"
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Pictures lists the formats that Plot draws.
func Pictures() []string { return []string{"png", "svg", "pdf"} }

// Plot draws the cells of a whole sweep in a format of Pictures: a heat map for
// each layer over two axes; over one axis a line for each layer, with the
// standard deviation as bars.
func (g Grid) Plot(w io.Writer, cells []Cell, format string) error {
	if len(cells) != g.Cells() {
		return fmt.Errorf("the sweep has %d cells and %d are there: a picture needs them all", g.Cells(), len(cells))
	}
	draws := g.lines
	if len(g.Axes) == 2 {
		draws = g.heat
	}
	canvas, err := draws(cells, format)
	if err != nil {
		return err
	}
	_, err = canvas.WriteTo(w)
	return err
}

// title names the sweep above its picture.
func (g Grid) title() string {
	if g.Measure == WeightGradient {
		return g.Source.Name() + ": weight gradient by equilibrium propagation against the exact one"
	}
	return fmt.Sprintf("%s: %s against %s at frame %d, %s, %d trials", g.Source.Name(), g.measured(), g.Reference, g.Frame, g.Estimator, g.Trials)
}

// measured is the measure as one says it.
func (g Grid) measured() string {
	switch g.Measure {
	case Angle:
		return "angle (degrees)"
	case WeightGradient:
		return "relative error"
	}
	return strings.ReplaceAll(g.Measure.String(), "_", " ")
}

// label names a series in a picture.
func (s Series) label() string {
	switch {
	case s.Layer == 0:
		return strings.ReplaceAll(s.Name, "_", "-")
	case s.Hops == 0:
		return s.Name + ", visible"
	case s.Hops == 1:
		return s.Name + ", 1 hop"
	}
	return fmt.Sprintf("%s, %d hops", s.Name, s.Hops)
}

// place is where the values of an axis are drawn.
type place struct {
	at    []float64
	ticks plot.Ticker
	scale plot.Normalizer
}

// evenly puts the values side by side, whatever they are.
func (a Axis) evenly() place {
	const most = 4
	p := place{scale: plot.LinearScale{}}
	n := len(a.Values)
	every := (n + most - 1) / most
	var ticks []plot.Tick
	for i, v := range a.Values {
		p.at = append(p.at, float64(i))
		if i%every == 0 {
			ticks = append(ticks, plot.Tick{Value: float64(i), Label: fmt.Sprintf("%.2g", v)})
		}
	}
	p.ticks = plot.ConstantTicks(ticks)
	return p
}

// decade is the factor from which on a logarithmic scale says more.
const decade = 10

// scaled puts the values to scale: a logarithmic one for wide ranges above 0. A
// wide range with a 0 before it has no scale and is drawn evenly.
func (a Axis) scaled() place {
	n := len(a.Values)
	low, high := a.Values[0], a.Values[n-1]
	switch {
	case low > 0 && high/low >= decade:
		return place{at: a.Values, ticks: plot.LogTicks{Prec: 2}, scale: plot.LogScale{}}
	case low == 0 && n > 2 && high/a.Values[1] >= decade:
		return a.evenly()
	}
	return place{at: a.Values, ticks: plot.DefaultTicks{}, scale: plot.LinearScale{}}
}

func (p place) put(axis *plot.Axis, name string) {
	axis.Label.Text = name
	axis.Tick.Marker = p.ticks
	axis.Scale = p.scale
}

// bounds are the least and the largest number that the cells have, among those
// above a limit; known is false if there is none.
func bounds(cells []Cell, above float64) (low, high float64, known bool) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, c := range cells {
		for _, s := range c.Stats {
			if s.Mean > above {
				low, high = min(low, s.Mean), max(high, s.Mean)
			}
		}
	}
	return low, high, low <= high
}

// blank is a picture with nothing on it yet.
func blank(width, height vg.Length, format string) (vg.CanvasWriterTo, draw.Canvas, error) {
	file, err := draw.NewFormattedCanvas(width, height, format)
	if err != nil {
		return nil, draw.Canvas{}, err
	}
	return file, draw.New(file), nil
}
