package pane

import (
	"math"
	"slices"

	"nudge/ui/chart"
)

// Angle draws how far the derivative of each layer points from the gradient,
// frame by frame. On the log scale it draws how large the derivative is.
type Angle struct {
	sheet
	xs, ys []float64 // one layer, reused
}

// NewAngle returns an empty view.
func NewAngle() *Angle { return &Angle{sheet: newSheet()} }

// angleGutter is the width of the labels of the upright axis, and angleWide the
// width from which there is room for them.
const (
	angleGutter = 7
	angleWide   = 24
)

// Show draws one series a layer.
func (p *Angle) Show(s Scene) {
	title := angleTitle(s, p.Width()-6)
	x, y, w, h := p.begin(s, title)
	y, h = p.heading(s, title, x, y, w, h)
	rows := angleLegendRows(s, w, h)
	h -= rows
	p.legend(s, x, y+h, w, rows)
	plot := chart.Plot{X: x, Y: y, W: w, H: h}
	labels := w >= angleWide && h >= 3
	if labels {
		plot.X, plot.W, plot.H = x+angleGutter, w-angleGutter, h-1
	}
	if plot.W > 0 && plot.H > 0 {
		plot = spanOf(s.Frame.Number).over(plot)
		m := p.measure(s, plot)
		plot.MinY, plot.MaxY = m.low, m.high
		p.axes(s, m, plot, labels, x)
		p.series(s, m, plot)
	}
	p.end()
}

// angleTitle says what is drawn, in at most w cells if it can.
func angleTitle(s Scene, w int) string {
	if s.Scale == Log {
		return "4 ANGLE  log |dh/dt|, by frame (s: angle)"
	}
	words := seriesOf(s.Frame)
	title := "4 ANGLE  " + words.moves + " to " + words.asks + ", by frame"
	for _, more := range []string{"   0° same direction", "   90° unrelated", "   (s: log |dh/dt|)"} {
		if chart.TextWidth(title+more) <= w {
			title += more
		}
	}
	return title
}

// axes draws the axes, and a line at the frame shown.
func (p *Angle) axes(s Scene, m angleMeasure, plot chart.Plot, labels bool, x int) {
	bottom := plot.Y + plot.H - 1
	p.HLine(plot.X, bottom, plot.W, '─', chart.Faint)
	if now, ok := plot.Column(float64(s.Frame.Number)); ok {
		p.VLine(now, plot.Y, plot.H, '┊', chart.Faint)
	}
	if !labels {
		return
	}
	p.VLine(plot.X-1, plot.Y, plot.H, '│', chart.Dim)
	for _, v := range m.ticks {
		if row, ok := plot.Row(v); ok && (row == bottom || row == plot.Y || plot.H >= 5) {
			p.TextRight(x+angleGutter-2, row, m.label(v), chart.Dim)
		}
	}
	p.frameAxis(plot, bottom+1)
}

// series draws the layers: a digit a frame, or a line where there are more
// frames than columns, with the digit at its end. The farther layers come
// last: where they meet, the one that has just been reached is seen.
func (p *Angle) series(s Scene, m angleMeasure, plot chart.Plot) {
	window := spanOf(s.Frame.Number)
	lines := window.frames() > plot.W
	some := false
	for k := s.Frame.Network().Depth(); k >= 1; k-- {
		hops := s.Frame.Network().Hops(k)
		p.xs, p.ys = p.xs[:0], p.ys[:0]
		window.samples(s.Frame.Trail, window.every(2*plot.W), func(n int) {
			p.xs, p.ys = append(p.xs, float64(n)), append(p.ys, m.at(n, k))
		})
		if !slices.ContainsFunc(p.ys, func(v float64) bool { return !math.IsNaN(v) }) {
			continue
		}
		some = true
		p.bands(m, plot, k)
		if lines {
			p.Line(plot, p.xs, p.ys, chart.LayerInk(hops))
			last := len(p.xs) - 1
			p.xs, p.ys = p.xs[last:], p.ys[last:]
		}
		p.Points(plot, p.xs, p.ys, hopsRune(hops), chart.LayerInk(hops))
	}
	if !some {
		text := fitting(plot.W-4, "no layer has a direction to compare", "nothing to compare", "–")
		p.Text(plot.X+2, plot.Y+(plot.H-1)/2, text, chart.Dim)
	}
}
