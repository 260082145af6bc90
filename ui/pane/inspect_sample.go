package pane

import (
	"fmt"
	"math"

	"nudge/dynamics"
	"nudge/ui/chart"
)

// histogram is how often a unit had which value while it ran free, beside the
// Gaussian of the Hessian at rest.
type histogram struct {
	dynamics.Sampling
	known  bool
	bins   []float64 // densities, reused
	xs, ys []float64 // the Gaussian, reused
	sigmas float64   // how many deviations from s* are in sight, either side
	wing   float64   // and how far that is
	peak   float64   // the largest density
}

// inspectAside is the width from which the histogram stands beside the curve,
// and inspectBelow the height from which it stands below it.
const (
	inspectAside = 60
	inspectBelow = 9
)

// sampledRows is how many of the lines there are rows for beside the histogram.
func sampledRows(lines, w, h int) int {
	rows := min(lines, h/2)
	if w < inspectAside {
		rows = min(rows, max(5, h-inspectBelow))
	}
	return rows
}

// divide shares w×h cells out between the curve and, where there is room, the
// histogram.
func divide(x, y, w, h int) (curve, sampled chart.Plot) {
	curve = chart.Plot{X: x, Y: y, W: w, H: h}
	switch {
	case w >= inspectAside && h >= 4:
		curve.W = w * 3 / 5
		sampled = chart.Plot{X: x + curve.W + 2, Y: y, W: w - curve.W - 3, H: h}
	case w >= inspectWide && h >= inspectBelow:
		curve.H = (h + 1) / 2
		sampled = chart.Plot{X: x + 1, Y: y + curve.H, W: w - 2, H: h - curve.H}
	}
	return curve, sampled
}

// empty tells whether there is nothing to draw.
func (g *histogram) empty() bool {
	return !g.known || !(g.Deviation > 0) || math.IsInf(g.Deviation, 0)
}

// lines is what the numbers say of the histogram.
func (g *histogram) lines() []inspectLine {
	if g.empty() {
		return []inspectLine{{"σ", none, "no free frames to sample from yet", "no samples yet", chart.Derivative}}
	}
	of := ""
	if g.Chains > 1 {
		of = fmt.Sprintf(" of the mean of %.0f chains", g.Chains)
	}
	off := fmt.Sprintf("± %.0f %%", 100*g.Error/g.Deviation)
	sampled := inspectLine{
		"σ", size(g.Deviation), fmt.Sprintf("█ %d free frames%s, %s", len(g.Values), of, off), "█ sampled " + off, chart.Derivative,
	}
	theory := inspectLine{"theory", size(g.Theory), g.Why, "no Gaussian", chart.GradientText}
	if g.Why == "" {
		theory.says, theory.brief = "the Gaussian of the Hessian: σ² = T (H − ½εH²)⁻¹", "of the Hessian"
		if g.Chains > 1 {
			theory.says += " / N"
		}
	}
	return []inspectLine{sampled, theory}
}

// size writes a positive number.
func size(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return none
	}
	return fmt.Sprintf("%.2e", v)
}

// count sorts the values into bins for w columns.
func (g *histogram) count(w int) {
	sigma := g.Deviation
	if g.Theory > 0 {
		sigma = g.Theory
	}
	g.sigmas = min(max(4, math.Ceil((math.Abs(g.Mean-g.Center)+2.5*g.Deviation)/sigma)), 999)
	g.wing = g.sigmas * sigma
	each := max(1, w/max(9, int(2*math.Sqrt(float64(len(g.Values))))))
	g.bins = append(g.bins[:0], make([]float64, (w+each-1)/each)...)
	width := 2 * g.wing * float64(each) / float64(w)
	for _, v := range g.Values {
		if i := math.Floor((v - g.Center + g.wing) / width); i >= 0 && i < float64(len(g.bins)) {
			g.bins[int(i)] += 1 / (width * float64(len(g.Values)))
		}
	}
	g.peak = 0
	for _, density := range g.bins {
		g.peak = max(g.peak, density)
	}
	if g.Theory > 0 {
		g.peak = max(g.peak, 1/(g.Theory*math.Sqrt(2*math.Pi)))
	}
}

// gaussian computes the curve with two points a column.
func (g *histogram) gaussian(w int) {
	g.xs, g.ys = g.xs[:0], g.ys[:0]
	if !(g.Theory > 0) {
		return
	}
	for i := range 2*w + 1 {
		x := g.wing * (float64(i)/float64(w) - 1)
		z := x / g.Theory
		g.xs, g.ys = append(g.xs, x), append(g.ys, math.Exp(-z*z/2)/(g.Theory*math.Sqrt(2*math.Pi)))
	}
}

// histogram draws bars and Gaussian in the cells of plot, the last row being
// the axis.
func (p *Inspect) histogram(plot chart.Plot) {
	g := &p.sampled
	plot.H--
	if plot.W < 9 || plot.H < 2 {
		return
	}
	axis := plot.Y + plot.H
	if g.empty() {
		p.Text(plot.X, plot.Y, chart.Fit("no free frames yet", plot.W), chart.Dim)
		return
	}
	g.count(plot.W)
	each := (plot.W + len(g.bins) - 1) / len(g.bins)
	for column := range plot.W {
		p.Column(plot.X+column, axis, plot.H, g.bins[column/each]/g.peak, '█', chart.Derivative)
	}
	g.gaussian(plot.W)
	plot.MinX, plot.MaxX, plot.MinY, plot.MaxY = -g.wing, g.wing, 0, g.peak
	p.Line(plot, g.xs, g.ys, chart.Gradient)
	p.Text(plot.X, axis, fmt.Sprintf("−%.0fσ ", g.sigmas), chart.Dim)
	p.TextRight(plot.X+plot.W, axis, fmt.Sprintf(" +%.0fσ", g.sigmas), chart.Dim)
	p.Text(plot.X+plot.W/2-1, axis, "s*", chart.Plain)
}
