package pane

import (
	"fmt"
	"math"

	"nudge/ui/chart"
)

// leastTrace is the rows of a trace under which it says nothing, and
// traceGutter the width of its labels.
const (
	leastTrace  = 3
	traceGutter = 9
)

// traceLine is one line of a chart, with the mark that tells it from others
// without colour.
type traceLine struct {
	trace *Trace
	name  string
	mark  rune
	ink   chart.Ink
	scale float64
}

// traceChart is lines on one axis, whose upper end is one of limits or, without
// any, a round number.
type traceChart struct {
	lines  []traceLine
	limits []float64
	label  func(float64) string
}

// traces draws cost, errors and angles above each other over one axis of
// passes, as many as there is room for.
func (p *LearningView) traces(l *Learning, a area) {
	charts := traceCharts(l)
	axis := min(1, a.h/(leastTrace+1))
	n := min(len(charts), (a.h-axis)/leastTrace)
	if n < 1 || a.w < 4 {
		return
	}
	plot := chart.Plot{X: a.x, W: a.w, MaxX: passesShown(l)}
	if a.w >= 2*traceGutter {
		plot.X, plot.W = a.x+traceGutter, a.w-traceGutter
	}
	y, rows := a.y, a.h-axis
	for i, c := range charts[:n] {
		plot.Y, plot.H = y, rows/(n-i)
		rows -= plot.H
		y += plot.H
		if n > 1 && plot.H >= 2*leastTrace {
			plot.H-- // a blank row between charts
		}
		p.traceChart(c, plot, a.x)
	}
	if axis > 0 {
		p.passAxis(plot, y)
	}
}

func traceCharts(l *Learning) []traceChart {
	list := []traceChart{
		{[]traceLine{{&l.Costs, "cost", '●', chart.Derivative, 1}}, nil, axisNumber},
		{[]traceLine{
			{&l.TrainErrors, "● train", '●', chart.Derivative, 100}, {&l.TestErrors, "○ test", '○', chart.GradientText, 100},
		}, []float64{1, 2, 5, 10, 20, 50, 100}, func(v float64) string { return axisNumber(v) + " %" }},
	}
	if len(l.AngleTraces) == 0 {
		return list
	}
	angles := traceChart{limits: []float64{1, 2, 5, 10, 20, 45, 90, 180}, label: func(v float64) string { return axisNumber(v) + "°" }}
	for i := range l.AngleTraces {
		mark := hopsRune(i + 1)
		angles.lines = append(angles.lines, traceLine{
			&l.AngleTraces[i], string(mark) + " " + matrixName(l, i), mark, chart.LayerInk(i + 1), 1,
		})
	}
	return append(list, angles)
}

// passesShown is the end of the axis: the next round number of passes.
func passesShown(l *Learning) float64 {
	end := roundUp(int(min(math.Ceil(max(l.Position(), 1)), 1e9)))
	if l.Epochs >= 1 && l.Epoch <= l.Epochs {
		end = min(end, l.Epochs)
	}
	return float64(end)
}

// traceChart draws one chart, its labels from column x on.
func (p *LearningView) traceChart(c traceChart, plot chart.Plot, x int) {
	plot.MaxY = c.top()
	bottom := plot.Y + plot.H - 1
	p.HLine(plot.X, bottom, plot.W, '─', chart.Faint)
	if plot.X > x {
		p.VLine(plot.X-1, plot.Y, plot.H, '│', chart.Dim)
		p.TextRight(plot.X-1, plot.Y, c.label(plot.MaxY), chart.Dim)
		if plot.H-2 >= len(c.lines)+1 || len(c.lines) < 2 {
			p.TextRight(plot.X-1, bottom, c.label(0), chart.Dim)
		}
		for i, line := range c.lines {
			if y := plot.Y + 1 + i; y <= bottom {
				p.HLine(x, y, traceGutter-1, ' ', chart.Plain)
				p.Text(x+1, y, chart.Fit(line.name, traceGutter-2), line.ink)
			}
		}
	}
	for _, line := range c.lines {
		p.traceLine(line, plot)
	}
}

// top is the upper end of the axis: what the finite values need.
func (c traceChart) top() float64 {
	high := 0.0
	for _, line := range c.lines {
		for _, v := range line.trace.Y {
			if v = v * line.scale; !math.IsNaN(v) && !math.IsInf(v, 0) {
				high = max(high, v)
			}
		}
	}
	if c.limits == nil {
		return chart.Nice(high)
	}
	for _, limit := range c.limits {
		if limit >= high {
			return limit
		}
	}
	return c.limits[len(c.limits)-1]
}

// traceMarks is how far apart the marks on a line are, in columns.
const traceMarks = 8

// traceLine draws a line with marks along it and at its end.
func (p *LearningView) traceLine(line traceLine, plot chart.Plot) {
	n := min(len(line.trace.X), len(line.trace.Y))
	p.xs, p.ys = append(p.xs[:0], line.trace.X[:n]...), p.ys[:0]
	for _, v := range line.trace.Y[:n] {
		p.ys = append(p.ys, v*line.scale)
	}
	p.Line(plot, p.xs, p.ys, line.ink)
	from := plot.X + traceMarks/2
	if line.mark == '○' {
		from += traceMarks / 2
	}
	for i := range n {
		if column, ok := plot.Column(p.xs[i]); !ok || column < from && i < n-1 || math.IsNaN(p.ys[i]) {
			continue
		}
		p.Points(plot, p.xs[i:i+1], p.ys[i:i+1], line.mark, line.ink)
		if column, _ := plot.Column(p.xs[i]); column >= from {
			from = column + traceMarks
		}
	}
}

// passAxis labels the passes under a plot in row y.
func (p *LearningView) passAxis(plot chart.Plot, y int) {
	end := plot.X + plot.W
	const name = "pass"
	if plot.W >= 6*len(name) {
		p.TextRight(end, y, name, chart.Dim)
		end -= len(name) + 1
	}
	widest := len(fmt.Sprint(int(plot.MaxX))) + 2
	step := roundUp((int(plot.MaxX)*widest + plot.W - 1) / max(1, plot.W))
	for n := 0; n <= int(plot.MaxX); n += step {
		text := fmt.Sprint(n)
		if x, ok := plot.Column(float64(n)); ok && x+len(text) <= end {
			p.Text(x, y, text, chart.Dim)
		}
	}
}

// axisNumber writes the end of an axis in at most five cells.
func axisNumber(v float64) string {
	if v != 0 && (v < 1e-3 || v >= 1e4) {
		return fmt.Sprintf("%.0e", v)
	}
	return fmt.Sprintf("%g", v)
}
