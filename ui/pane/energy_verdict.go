package pane

import (
	"fmt"
	"math"

	"nudge/ui/chart"
)

// judge says what became of F in the last step, and returns the row under it.
func (p *Energy) judge(s Scene, t energyTerms, x, y, w, end int) int {
	if y >= end {
		return y
	}
	text, ink := "– no step yet", chart.Dim
	switch t.verdict() {
	case fell:
		text, ink = "✓ F fell", chart.Good
	case rose:
		text, ink = "✗ F rose"+whyRose(s), chart.Warn
	case steady:
		text = "= F is level"
	case unknownChange:
		switch {
		case t.jumped:
			text = "– the nudge moved y in one jump"
		case t.edited:
			text = "– the network was another one"
		}
	}
	p.Text(x+1, y, fitting(w-1, text, text[:min(len(text), len("✗ F rose"))]), ink)
	return y + 1
}

// whyRose is what lifts F: without noise a step that is too large, and nothing
// else.
func whyRose(s Scene) string {
	switch led := s.Frame.Led; {
	case led.Temperature > 0:
		return ": noise lifts it"
	case led.Spikes > 0:
		return ": spikes are noise"
	}
	return ": the step ε is too large"
}

// saturationItem is the width of the ρ' of one layer.
const saturationItem = 9

// saturation draws the mean ρ' of each layer at rest, in one line or two, and
// returns the row under them.
func (p *Energy) saturation(s Scene, x, y, w, end int) int {
	depth := s.Frame.Network().Depth()
	item := saturationItem
	if depth > 10 {
		item++ // h10 and on
	}
	name := "ρ'"
	if w >= 9+4*item {
		name = "mean ρ'"
	}
	from := x + 2 + chart.TextWidth(name)
	each := (x + w - from) / item
	if y >= end || each < 1 {
		return y
	}
	rows := min(2, (depth+each-1)/each, end-y)
	p.Text(x+1, y, name, chart.Title)
	at := from
	for i := range min(depth, rows*each) {
		at = from + i%each*item
		p.Text(at, y+i/each, LayerName(i), chart.LayerInk(i))
		p.Text(at+item-6, y+i/each, slope(s.Frame.Rest.Point.Saturation(depth-i)), chart.Plain)
	}
	at += item
	p.Text(at, y+rows-1, fitting(x+w-at, "at rest: 1 passes the gradient on, 0 blocks it"), chart.Dim)
	return y + rows
}

// slope writes a mean ρ' in four cells.
func slope(v float64) string {
	if math.IsNaN(v) {
		return fmt.Sprintf("%4s", none)
	}
	return fmt.Sprintf("%4.2f", v)
}
