package pane

import (
	"fmt"
	"math"

	"nudge/ui/chart"
)

// right tells whether the network takes the example for what it is.
func (e *Example) right() bool { return e.Class >= 0 && e.Class == e.Says }

// class is the name of a class, its number where it has none, – for none.
func (e *Example) class(i int) string {
	switch {
	case i >= 0 && i < len(e.Classes):
		return e.Classes[i]
	case i >= 0:
		return fmt.Sprint(i)
	}
	return none
}

// verdict writes what the example is and what the network says, in one row.
func (p *LearningView) verdict(l *Learning, a area) {
	e := l.Example
	if a.h < 1 || e == nil {
		return
	}
	name := "example"
	if e.Held {
		name = "test example"
	}
	widest := 1
	for _, c := range e.Classes {
		widest = max(widest, chart.TextWidth(c))
	}
	widest = min(widest, 12)
	is, says := chart.Fit(e.class(e.Class), widest), fmt.Sprintf("%-*s", widest, chart.Fit(e.class(e.Says), widest))
	mark, ink := "✗", chart.Bad
	if e.right() {
		mark, ink = "✓", chart.Good
	} else if e.Says < 0 || e.Class < 0 {
		mark, ink = " ", chart.Plain
	}
	long := fmt.Sprintf("%s %d is %-*s  says %s ", name, e.Sample, widest, is, says)
	text := fitting(a.w-3, long, fmt.Sprintf("%d is %s says %s ", e.Sample, is, says), fmt.Sprintf("%s says %s ", is, says))
	if text == "" {
		text = chart.Fit(is, max(0, a.w-3)) + " "
	}
	if a.w >= 4 {
		p.Text(p.Text(a.x+1, a.y, text, chart.Plain), a.y, mark, ink)
	}
}

// example draws the verdict, under it the input as a map, a picture or bars,
// and the visible units beside it. It returns the area that is left.
func (p *LearningView) example(l *Learning, a area) area {
	if l.Example == nil && l.Map == nil || a.h < 1 {
		return a
	}
	if l.Example != nil {
		p.verdict(l, area{a.x, a.y, a.w, 1})
		a = a.under(1)
	}
	if a.h < 2 {
		return area{}
	}
	e := l.Example
	switch {
	case l.Map != nil:
		return p.besideInput(l, a, p.decisionMap(l, a.half()))
	case e.Width > 0 && e.Height > 0 && e.Width <= len(e.Input)/e.Height:
		half := a.half()
		w, h := chart.PictureSize(e.Width, e.Height, half.w-1, half.h)
		p.Picture(a.x+1, a.y, w, h, grey(e.Input[:e.Width*e.Height]), e.Width, chart.Plain)
		return p.besideInput(l, a, area{a.x, a.y, w + 1, h})
	}
	units := p.bars(visibleBars(e), area{a.x, a.y, a.w / 2, a.h})
	inputs := p.bars(inputBars(e), a.beside(a.w/2))
	return a.under(max(units, inputs) + 1)
}

// The least cells in which bars and weights are worth drawing.
const (
	leastBars  = 14
	widestHalf = 34 // from here on the input leaves room beside it
	highestMap = 16
)

// half is where the input is drawn: all of the area, or as much as leaves room
// beside it.
func (a area) half() area {
	if a.w >= widestHalf {
		a.w = a.w/2 + 2
	}
	a.h = min(a.h, highestMap)
	return a
}

// besideInput draws the visible units beside the input, or under it, and
// returns what is left.
func (p *LearningView) besideInput(l *Learning, a, input area) area {
	under, beside := a.under(input.h), a.beside(input.w+1)
	if l.Example == nil {
		return larger(under, beside)
	}
	if bars := visibleBars(l.Example); beside.w >= leastBars {
		rows := p.bars(bars, beside)
		if rows <= 2 {
			return larger(under, beside.under(rows+1))
		}
		return a.under(max(input.h, rows) + 1)
	} else if under.h > 1 {
		return under.under(p.bars(bars, under) + 1)
	}
	return under
}

func larger(a, b area) area {
	if b.w*b.h > a.w*a.h {
		return b
	}
	return a
}

// grey spreads pixels over 0 … 1; what is not finite is 0.
func grey(pixels []float64) []float64 {
	low, high := 0.0, 0.0
	for _, v := range pixels {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			low, high = min(low, v), max(high, v)
		}
	}
	span := high/2 - low/2 // halves do not overflow
	levels := make([]float64, len(pixels))
	for i, v := range pixels {
		if span > 0 && !math.IsNaN(v) && !math.IsInf(v, 0) {
			levels[i] = (v/2 - low/2) / span
		}
	}
	return levels
}

// learningBar is a value with a name, and a tick where it should be.
type learningBar struct {
	name   string
	v      float64
	target float64 // NaN for none
}

// visibleBars is what the visible units say, and what they should.
func visibleBars(e *Example) []learningBar {
	var bars []learningBar
	for i, v := range e.Visible {
		b := learningBar{"y", v, math.NaN()}
		if len(e.Visible) > 1 {
			b.name = e.class(i)
		}
		if i < len(e.Target) {
			b.target = e.Target[i]
		}
		bars = append(bars, b)
	}
	return bars
}

// inputBars is what the input units are clamped to.
func inputBars(e *Example) []learningBar {
	bars := make([]learningBar, len(e.Input))
	for i, v := range e.Input {
		bars[i] = learningBar{fmt.Sprintf("x%d", i+1), v, math.NaN()}
	}
	return bars
}

// bars draws a row a value and returns how many rows it took. Those that have
// no room are counted in the last row.
func (p *LearningView) bars(bars []learningBar, a area) int {
	if len(bars) == 0 || a.h < 1 || a.w < leastBars {
		return 0
	}
	full, signed, names := barScale(bars)
	names = min(names, a.w/3)
	room := a.w - names - 4
	axis, half := a.x+names+2, room
	if signed {
		half = room / 2
		axis += half
	}
	rows := min(len(bars), a.h)
	for i, b := range bars[:rows] {
		y := a.y + i
		if i == rows-1 && rows < len(bars) {
			p.Text(a.x+1, y, chart.Fit(fmt.Sprintf("… +%d", len(bars)-i), a.w-1), chart.Dim)
			break
		}
		ink, fill := chart.Derivative, '█'
		if math.IsNaN(b.target) {
			ink, fill = chart.Dim, '▒'
		}
		p.Text(a.x+1, y, chart.Fit(b.name, names), chart.Dim)
		p.Bar(axis, y, half, b.v/full, fill, ink)
		p.Tick(axis, y, half, b.target/full, '┃', chart.Ghost)
	}
	return rows
}

// barScale is what a full bar is worth, whether any bar goes to the left, and
// the widest name.
func barScale(bars []learningBar) (full float64, signed bool, names int) {
	full = 1
	for _, b := range bars {
		names = max(names, chart.TextWidth(b.name))
		for _, v := range [2]float64{b.v, b.target} {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				continue
			}
			full, signed = max(full, math.Abs(v)), signed || v < -0.02
		}
	}
	return full, signed, names
}
