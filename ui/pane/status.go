package pane

import (
	"fmt"

	"nudge/ui/chart"
)

// Status is the top line: what is shown, whether it is nudged, and when.
type Status struct{ sheet }

// NewStatus returns an empty status line.
func NewStatus() *Status { return &Status{newSheet()} }

// Show draws the line. What matters most is furthest right and is kept longest.
func (p *Status) Show(s Scene) {
	p.SetPalette(s.Palette)
	p.Clear()
	f, c := s.Frame, s.Control
	state, ink := "‖ PAUSED ", chart.Dim
	if c.Playing {
		state, ink = "▶ PLAYING", chart.Good
	}
	class := 0
	if c.Class.Text != "" {
		class = chart.TextWidth(c.Class.Text) + 2
	}
	when := fmt.Sprintf("  frame %s t=%s%5s ", frameNumber(f.Number), clock(f.Time), speed(c.Speed))
	if p.Width() < chart.TextWidth(state)+chart.TextWidth(when)+class { // so narrow, the frame is what matters
		when = fmt.Sprintf(" frame %s", frameNumber(f.Number))
	}
	right := p.Width() - chart.TextWidth(state) - chart.TextWidth(when)
	p.TextRight(p.Width(), 0, when, chart.Plain)
	p.TextRight(p.Width()-chart.TextWidth(when), 0, state, ink)
	nudge, ink := p.nudge(s)
	if room := right - chart.TextWidth(nudge) - 2; room >= class {
		right = room
		p.TextRight(right+chart.TextWidth(nudge), 0, nudge, ink)
	}
	x := -1
	if p.Width() >= statusBrand {
		x = p.Text(1, 0, "nudge", chart.Title)
	}
	if class > 0 && x+1+class <= right {
		x = p.Text(x+2, 0, c.Class.Text, c.Class.Ink)
	}
	for i, part := range p.facts(s) {
		if i == 0 {
			part = chart.Fit(part, max(0, right-1-(x+2)))
		}
		if x+2+chart.TextWidth(part) > right-1 {
			break
		}
		x = p.Text(x+2, 0, part, chart.Plain)
	}
	p.end()
}

// statusBrand is the width from which there is room for the program's name.
const statusBrand = 100

// facts is what the left side says, most important first.
func (p *Status) facts(s Scene) []string {
	f, c := s.Frame, s.Control
	facts := []string{c.Title}
	if c.Sample != "" {
		facts = append(facts, c.Sample)
	}
	if c.Drawn || f.Noisy() {
		facts = append(facts, fmt.Sprintf("seed %d", f.Seed))
	}
	return append(facts, "reference: "+f.Reference.String()+" (G)")
}

func (p *Status) nudge(s Scene) (string, chart.Ink) {
	f := s.Frame
	kind := fmt.Sprintf("nudge: %-6s ", f.Nudge)
	switch {
	case !f.On:
		return kind + "off ", chart.Dim
	case f.Push() == 0:
		return kind + "0   ", chart.Warn
	case f.Inverted:
		return kind + "ON −", chart.Active
	}
	return kind + "ON +", chart.Active
}

// frameNumber writes a frame in five cells, with its sign unless it is 0.
func frameNumber(n int) string {
	if n == 0 {
		return "0    "
	}
	return fmt.Sprintf("%-+5d", n)
}

// clock writes a time in six cells.
func clock(t float64) string {
	if t >= 1000 || t <= -100 {
		return fmt.Sprintf("%-6.0f", t)
	}
	return fmt.Sprintf("%-6.2f", t)
}
