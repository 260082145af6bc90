package pane

import (
	"math"

	"nudge/ui/chart"
)

// Energy says what the network descends: the energy E, the cost C, and F = E +
// βC, which no noiseless step raises.
type Energy struct {
	sheet
	xs, ys []float64 // a curve, reused
}

// NewEnergy returns an empty view.
func NewEnergy() *Energy { return &Energy{sheet: newSheet()} }

// Show draws the numbers, and under them the curves where there is room.
func (p *Energy) Show(s Scene) {
	title := fitting(p.Width()-6, "5 ENERGY  F = E + βC: without noise no step raises it", "5 ENERGY  F = E + βC")
	x, y, w, h := p.begin(s, title)
	y, h = p.heading(s, title, x, y, w, h)
	end := y + h
	t := energyOf(s)
	if math.IsNaN(t.e) {
		y = p.lines(x, y, w, end, "no energy: the weights are not symmetric")
		y = p.term("C", "|y−target|²/2", t.c, t.dc, x, y, w, end)
	} else {
		y = p.term("E", "of the network", t.e, t.de, x, y, w, end)
		y = p.term("C", "|y−target|²/2", t.c, t.dc, x, y, w, end)
		y = p.term("F", t.name(), t.f, t.df, x, y, w, end)
		y = p.judge(s, t, x, y, w, end)
	}
	y = p.saturation(s, x, y, w, end)
	p.curves(s, t, x, y, w, end-y)
	p.end()
}

// The columns of a line of numbers: name, value, change, what it is.
const (
	energyChange = 18
	energyWords  = 31
)

// term draws one line of numbers if there is room above end, and returns the
// row under it.
func (p *Energy) term(name, words string, v, by float64, x, y, w, end int) int {
	if y >= end {
		return y
	}
	p.Text(x+1, y, name, chart.Title)
	p.Text(x+3, y, fixed(v), chart.Plain)
	if w >= energyChange+12 {
		p.Text(x+energyChange, y, "Δ "+change(by), chart.Plain)
	}
	p.Text(x+energyWords, y, fitting(w-energyWords, words), chart.Dim)
	return y + 1
}

// lines draws a sentence, and returns the row under it.
func (p *Energy) lines(x, y, w, end int, text string) int {
	for _, line := range wrap(text, max(0, w-2), max(0, min(2, end-y))) {
		p.Text(x+1, y, line, chart.Warn)
		y++
	}
	return y
}
