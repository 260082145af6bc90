package pane

import (
	"fmt"
	"slices"
	"strings"

	"nudge/ui/chart"
)

// Inspect shows one unit in time: its state as a curve, its derivative as the
// slope of that curve now, and beside it the slope that the gradient asks for.
type Inspect struct {
	sheet
	trace   trace     // reused
	sampled histogram // kept as long as it holds
}

// NewInspect returns an empty view.
func NewInspect() *Inspect { return &Inspect{sheet: newSheet()} }

// The columns of the value labels, and the size from which there is room for
// them.
const (
	inspectGutter = 9
	inspectWide   = 30
)

// Show draws the unit of the scene, if there is one.
func (p *Inspect) Show(s Scene) {
	name, chosen := p.trace.find(s)
	if !chosen {
		x, y, w, h := p.begin(s, "INSPECT")
		for i, line := range wrap("No unit is chosen: click one, or choose one with Enter.", max(0, w-2), h) {
			p.Text(x+1, y+i, line, chart.Dim)
		}
		p.end()
		return
	}
	title := "INSPECT  " + name
	if more := "  its slope now █ and the slope that is asked ▒"; chart.TextWidth(title+more) <= p.Width()-6 {
		title += more
	}
	x, y, w, h := p.begin(s, title)
	if s.Framed {
		p.key(3, 0, title)
	}
	lines := inspectNumbers(s.Frame, &p.trace, name)
	low := min(len(lines), h/2)
	curve, sampled := chart.Plot{X: x, Y: y, W: w, H: h - low}, chart.Plot{}
	if s.Frame.Led.Noisy() {
		p.sampled.known = p.sampled.Look(s.Frame.Trail, s.Unit)
		lines = slices.Insert(lines, 3, p.sampled.lines()...)
		low = sampledRows(len(lines), w, h)
		curve, sampled = divide(x, y, w, h-low)
	}
	p.chart(&p.trace, curve)
	p.histogram(sampled)
	if !s.Framed && h-low > 3 {
		p.TextRight(x+curve.W-1, y, "unit "+name, chart.Title)
	}
	for i, l := range lines[:low] {
		p.number(l, x, y+h-low+i, w)
	}
	p.end()
}

// chart draws the curve and its tangents with labels in the cells of plot.
func (p *Inspect) chart(t *trace, plot chart.Plot) {
	x, w, h := plot.X, plot.W, plot.H
	labels := w >= inspectWide && h >= 4
	if labels {
		plot.X, plot.W, plot.H = x+inspectGutter, w-inspectGutter, h-1
	}
	if plot.W < 2 || plot.H < 1 {
		return
	}
	t.read(plot.W)
	plot.MinX, plot.MaxX, plot.MinY, plot.MaxY = t.from, t.to, t.low, t.high
	if row, ok := plot.Row(t.base); ok {
		p.HLine(plot.X, row, plot.W, '┄', chart.Faint)
	}
	if column, ok := plot.Column(t.now); ok {
		p.VLine(column, plot.Y, plot.H, '┊', chart.Cursor)
	}
	if labels {
		p.values(t, plot, x)
		p.frames(t, plot)
	}
	if t.target {
		p.slope(plot, t.from, t.to, t.asked, 0, '▒', chart.Gradient)
	} else if t.asks {
		p.slope(plot, t.now-1-t.span, t.now-1+1.6*t.span, t.before, t.asked, '▒', chart.Gradient)
	}
	p.Line(plot, t.xs, t.ys, chart.Derivative)
	if t.moves {
		p.slope(plot, t.now-1-t.span/2, t.now-1+t.span, t.before, t.slope, '█', chart.Derivative)
	}
	if cx, cy, ok := plot.Cell(t.now, t.ys[len(t.ys)-1]); ok {
		p.Set(cx, cy, '●', chart.Cursor)
	}
}

// values labels the value axis: the level of rest, and how far up and down
// the picture reaches from it.
func (p *Inspect) values(t *trace, plot chart.Plot, x int) {
	row, _ := plot.Row(t.base)
	if row > plot.Y && !t.flat {
		p.Text(x, plot.Y, offset(t.high-t.base), chart.Dim)
	}
	if last := plot.Y + plot.H - 1; row < last && !t.flat {
		p.Text(x, last, offset(t.low-t.base), chart.Dim)
	}
	p.Text(x, row, signed(t.base, 5), chart.Plain)
	p.VLine(plot.X-1, plot.Y, plot.H, '│', chart.Dim)
}

// offset writes a difference from the level of rest in at most eight cells.
func offset(v float64) string { return fmt.Sprintf("%+.0e", v) }

// frames labels the frames under the chart.
func (p *Inspect) frames(t *trace, plot chart.Plot) {
	y := plot.Y + plot.H
	end := plot.X - 1
	for f := t.from; f <= t.to; f++ {
		text := frameLabel(int(f))
		column, ok := plot.Column(f)
		if f == t.now {
			continue
		}
		if int(f)%5 == 0 && ok && column > end && column+len(text) <= plot.X+plot.W {
			end = p.Text(column, y, text, chart.Dim)
		}
	}
	text := " " + strings.TrimSpace(frameNumber(int(t.now))) + " "
	if column, ok := plot.Column(t.now); ok {
		p.Text(min(column-1, plot.X+plot.W-len(text)), y, text, chart.Cursor)
	}
}
