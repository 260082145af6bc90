package pane

import (
	"fmt"

	"nudge/dynamics"
	"nudge/ui/chart"
)

// Knobs is the panel of sliders, one a row; with a height of 1 it is one line
// with the slider of the active knob.
type Knobs struct {
	sheet
	hits []knobHit // reused
}

// NewKnobs returns an empty panel.
func NewKnobs() *Knobs { return &Knobs{sheet: newSheet()} }

// Show draws the knobs of the settings that govern the next step.
func (p *Knobs) Show(s Scene) {
	x, y, w, h := p.begin(s, "KNOBS  ↑↓ turn  = type  0 off")
	p.hits = p.hits[:0]
	if h == 1 || w < 24 {
		p.line(s, x, y, w)
		p.end()
		return
	}
	first := 0
	if n := len(dynamics.Table); h < n {
		first = min(max(0, s.Control.Active-h+1), n-h)
	}
	gap := 1
	if h >= 2*len(dynamics.Table)+1 {
		gap = 2
	}
	for i, knob := range dynamics.Table[first:] {
		if i*gap >= h {
			break
		}
		p.row(s, knob, first+i, x, y+i*gap, w)
	}
	if at := len(dynamics.Table)*gap + 1; at < h {
		p.Text(x+1, y+at, chart.Fit("reference "+s.Frame.Reference.String()+" (G)   bars by "+s.Scale.String()+" (s)", w-2), chart.Dim)
	}
	p.end()
}

func (p *Knobs) row(s Scene, knob dynamics.Knob, index, x, y, w int) {
	knob, value := asNudge(knob, s.Frame)
	ink := chart.Plain
	if index == s.Control.Active {
		p.Set(x+1, y, '▸', chart.Active)
		ink = chart.Active
	}
	at := p.Text(x+2, y, knob.Symbol+" ", ink)
	if w >= 38 {
		at = p.Text(at, y, fmt.Sprintf("%-15s", knob.Title), ink)
	}
	at = p.Text(at, y, fmt.Sprintf("%7s ", knob.Format(value)), ink)
	hit := knobHit{knob: index, x: x, y: y, w: w}
	if room := x + w - 1 - at; room >= 4 {
		p.Slider(at, y, room, knob.Fraction(value), !knob.Off || value != 0, chart.Dim, ink)
		hit.track, hit.length = at, room
	}
	p.hits = append(p.hits, hit)
}

// line is the active knob with its slider, then the others' values, then the
// signs.
func (p *Knobs) line(s Scene, x, y, w int) {
	active, value := asNudge(dynamics.Table[s.Control.Active], s.Frame)
	at := p.Text(x+1, y, fmt.Sprintf("▸%s %-7s ", active.Symbol, active.Format(value)), chart.Active)
	hit := knobHit{knob: s.Control.Active, x: x, y: y, w: at - x}
	if room := w/3 - 1; room > 4 && at < x+w {
		p.Slider(at, y, room, active.Fraction(value), !active.Off || value != 0, chart.Dim, chart.Active)
		hit.track, hit.length, hit.w = at, room, hit.w+room
		at += room
	}
	p.hits = append(p.hits, hit)
	for i, knob := range dynamics.Table {
		knob, value := asNudge(knob, s.Frame)
		if i == s.Control.Active || i >= alwaysShown && (value == knob.Default || knob.Name == "window" && s.Frame.Estimator != dynamics.WindowRate) {
			continue
		}
		text := fmt.Sprintf("  %s %s", knob.Symbol, knob.Format(value))
		if at+chart.TextWidth(text) > x+w {
			return
		}
		p.hits = append(p.hits, knobHit{knob: i, x: at + 1, y: y, w: chart.TextWidth(text) - 1})
		at = p.Text(at, y, text, chart.Plain)
	}
	agree, counted, near := s.Frame.Signs()
	short := fmt.Sprintf("signs %d/%d ", agree, counted)
	for _, text := range []string{fmt.Sprintf("signs %d/%d (%d near zero) ", agree, counted, near), short} {
		if near == 0 {
			text = short
		}
		if counted > 0 && at+2+chart.TextWidth(text) <= x+w {
			p.TextRight(x+w, y, text, chart.Dim)
			return
		}
	}
}

// alwaysShown is how many knobs the line shows at any value; of the others it
// shows those that are not at their default.
const alwaysShown = 4

// asNudge is the knob as the kind of nudge reads it, and its value: a kick turns
// β into the length η of a jump, which a clamp sets to 1.
func asNudge(knob dynamics.Knob, f *dynamics.Frame) (dynamics.Knob, float64) {
	value := knob.Get(f.Knobs)
	if knob.Name != "beta" || !f.Nudge.Holds() {
		return knob, value
	}
	knob.Symbol, knob.Title = "η", "jump"
	if f.Nudge == dynamics.Clamp {
		knob.Title, value = "jump (clamp)", 1
	}
	return knob, value
}
