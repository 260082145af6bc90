package pane

import (
	"fmt"

	"nudge/dynamics"
	"nudge/ui/chart"
)

// pairsTitle says what the bars are, in at most w cells if it can.
func pairsTitle(s Scene, w int) string {
	e := estimateOf(s.Frame)
	title := "1 PAIRS  " + e.name + " " + seriesOf(s.Frame).moves + " = "
	if chart.TextWidth(title)+chart.TextWidth(e.formula) > w {
		e.formula = e.compact
	}
	title += e.formula
	for _, scale := range pairsScales[min(s.Scale, Log)] {
		if chart.TextWidth(title)+chart.TextWidth(scale) <= w {
			return title + scale
		}
	}
	return title
}

var pairsScales = [...][2]string{
	OwnNorm: {"   each layer by its own norm (s)", "   own norm (s)"},
	Raw:     {"   one scale for all layers (s)", "   one scale (s)"},
	Log:     {"   six decades, sign kept (s)", "   log (s)"},
}

// pairsKey is what the heading says of the left bars, of the tick on them, of
// their band and of a mark laid over them.
type pairsKey struct{ moves, ghost, band, mark string }

func (k pairsKey) width() int {
	return chart.TextWidth(k.moves) + chart.TextWidth(k.ghost) + chart.TextWidth(k.band) + chart.TextWidth(k.mark)
}

// pairsLegend is the fullest heading of the left bars that fits in room cells.
// A frame has the formula in its title; without one the heading says it, unless
// there is a mark to explain.
func pairsLegend(s Scene, room int) pairsKey {
	words := seriesOf(s.Frame)
	moves := [4]string{words.moves, words.moves, words.moves, words.moves}
	if !s.Framed && s.Ghost == nil {
		e := estimateOf(s.Frame)
		formula := words.moves + "=" + e.compact
		moves = [4]string{e.name + " " + formula, formula, e.name + " " + words.moves, words.moves}
	}
	fill := " █"
	if !s.Framed && s.Scale == Log {
		fill = " █ log"
	} else if !s.Framed && s.Scale == Raw {
		fill = " █ one scale"
	}
	ghosts := [...]string{"   ┃ = " + words.asks, "   ┃ = " + words.asks, "  ┃"}
	bands := [...]string{"   ├┤ 95 % of the mean of N", "   ├┤ 95 %", "  ├┤ 95 %"}
	marks := pairsMarks(s)
	for _, m := range moves {
		for i, ghost := range ghosts {
			k := pairsKey{m + fill, ghost, bands[i], marks[i]}
			if !banded(s.Frame) {
				k.band = ""
			}
			if k.width() <= room {
				return k
			}
		}
	}
	return pairsKey{moves: chart.Fit(words.moves+" █", room)}
}

// pairsMarks says what the diamonds are, from the longest on; nothing without a mark.
func pairsMarks(s Scene) (marks [3]string) {
	if g := s.Ghost; g != nil {
		short := fmt.Sprintf("  ◇ frame %d", g.Frame)
		marks = [3]string{" " + short + g.Differs, " " + short, short}
	}
	return marks
}

// edge writes which averages are on in the lower edge of the frame.
func (p *Pairs) edge(s Scene) {
	if !s.Framed || p.Height() < 3 {
		return
	}
	if text := chart.Fit(averages(s.Frame), p.Width()-6); text != "" {
		p.Text(3, p.Height()-1, text, chart.Dim)
		p.Set(2, p.Height()-1, ' ', chart.Border)
		p.Set(3+chart.TextWidth(text), p.Height()-1, ' ', chart.Border)
	}
}

// pushed is the nudge that led to the frame, or before that the one to come.
func pushed(f *dynamics.Frame) float64 {
	if f.Nudged {
		return f.Led.Push()
	}
	return f.Push()
}

// symbol is what the nudge strength is called.
func symbol(f *dynamics.Frame) string {
	if f.Led.Nudge.Holds() {
		return "η"
	}
	return "β"
}

// strength is the symbol of the size of the nudge.
func strength(f *dynamics.Frame) string {
	if f.Led.Push() < 0 {
		return "|" + symbol(f) + "|"
	}
	return symbol(f)
}

var nudgedNames = [dynamics.Nudges]string{dynamics.Spring: "y (nudged)", dynamics.Kick: "y (kicked)", dynamics.Clamp: "y (clamped)"}

// pairsName is what the header of a layer calls it.
func pairsName(f *dynamics.Frame, away int) string {
	switch push := pushed(f); {
	case away > 0:
		return LayerName(away) + " (" + hops(away) + ")"
	case push < 0:
		return "y (inverted)"
	case f.Nudged:
		return nudgedNames[f.Led.Nudge]
	case push > 0:
		return nudgedNames[f.Nudge]
	}
	return "y (visible)"
}

// pairsState says in words why a layer has no numbers; "" where it has.
func pairsState(f *dynamics.Frame, l *pairsLayer) string {
	waits := "wave not here yet"
	if l.Hops == 0 {
		waits = "nudged from the next frame on"
	}
	switch {
	case l.Shown():
		return ""
	case !f.Nudged && f.Push() == 0:
		return "free: no nudge"
	case l.Held:
		return "held in place"
	case !l.Reached && l.still:
		return "at rest: " + waits
	case !l.Reached:
		return "noise only: " + waits
	case l.gradient == nil:
		return "not defined: no energy"
	case l.BelowRounding || l.still:
		return "below rounding"
	}
	return "no direction: the gradient is 0"
}

// pairsWords is the longest thing to say of a layer that fits in room cells.
func pairsWords(f *dynamics.Frame, l *pairsLayer, room int) string {
	words := seriesOf(f)
	short := words.size + " " + sci(l.Derivative)
	if state := pairsState(f, l); state != "" {
		if !l.still {
			return fitting(room, short+"  "+state, chart.Fit(state, room))
		}
		return chart.Fit(state, room)
	}
	long := short + " = " + strength(f) + " × " + sci(l.Scale) + " × " + words.length
	if chart.TextWidth(long) > room {
		return chart.Fit(short, room)
	}
	return fitting(room, long+fmt.Sprintf(" (on arrival %s)", sci(l.Factor)), long)
}

// pairsSigns is in how many units the sign agrees.
func pairsSigns(l *pairsLayer) string {
	if !l.Shown() {
		return ""
	}
	return fmt.Sprintf("signs %2d/%-2d", l.SignsAgree, l.SignsCounted)
}

// pairsInk is dim for what is not a number yet.
func pairsInk(l *pairsLayer) chart.Ink {
	if l.Shown() {
		return chart.Plain
	}
	return chart.Dim
}
