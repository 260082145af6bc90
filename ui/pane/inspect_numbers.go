package pane

import (
	"fmt"
	"math"
	"strings"

	"nudge/dynamics"
	"nudge/ui/chart"
)

// inspectLine is a number of the unit and what it means, at length and in
// brief.
type inspectLine struct {
	name, value, says, brief string
	ink                      chart.Ink
}

// inspectNumbers lists the numbers of a unit, the most telling first.
func inspectNumbers(f *dynamics.Frame, t *trace, name string) []inspectLine {
	i := t.unit
	slope, origin := f.Rest.Point.Slope[i], "where frame 0 found it"
	if f.Number < 0 {
		origin = "s*, where it would rest"
	}
	lines := []inspectLine{
		{"ds/dt", perTime(t.moves, t.slope/f.Led.Step), t.rate(), "█ slope now", chart.Derivative},
		t.request(),
		{"ratio", t.ratio(), "ds/dt over what is asked: 1 is agreement", "ds/dt over asked", chart.Plain},
		{"s", signed(f.State[i], 6), "the state of " + name + "; ┄ is " + origin, "state", chart.Plain},
		{"ρ'(s)", fmt.Sprintf("%.3f", slope), opening(slope), "passes error", chart.Plain},
		{"∂C/∂s", gradientOf(f, i), "the gradient: how the cost grows with s", "the gradient", chart.GradientText},
	}
	switch {
	case f.Reference == dynamics.Equilibrium:
		lines[2].says, lines[2].brief = "the way gone over the way to go: 1 is there", "gone over to go"
		lines[5].name, lines[5].says = "H⁻¹∂C", "H⁻¹∂C/∂s: the gradient through the curvature H"
	case t.gone():
		lines[2].says, lines[2].brief = "the way gone over what is asked: 1 is agreement", "gone over asked"
	}
	if t.gone() && f.Reference == dynamics.BPTT {
		lines[5].name, lines[5].says = "εΣ∂C", "ε Σ ∂C/∂s: the gradient summed over the frames"
	}
	return lines
}

// rate says what the slope is.
func (t *trace) rate() string {
	switch {
	case t.gone() || t.frame.Number <= 0 && t.frame.Estimator != dynamics.WindowRate:
	case t.frame.Estimator == dynamics.WindowRate:
		return "█ how fast it moves, on average over the window"
	case t.frame.Estimator == dynamics.TwinRate:
		return "█ how fast it moves away from its twin"
	}
	return "█ how fast it moves now: the slope of the curve"
}

func perTime(known bool, v float64) string {
	if !known {
		v = 0
	}
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return none
	}
	return fmt.Sprintf("%+.2e", v)
}

// request is what the gradient asks for, and how.
func (t *trace) request() inspectLine {
	f, away := t.frame, t.layer.Hops
	l := inspectLine{name: "asked", value: none, ink: chart.GradientText}
	switch {
	case t.asks && t.target:
		l.value = signed(t.asked, 6)
		l.says, l.brief = t.place()
	case t.asks:
		l.value = perTime(true, t.asked/f.Led.Step)
		l.says, l.brief = t.formula()
	case t.layer.Held:
		l.says, l.brief = "nothing: it is held in place", "held in place"
	case f.Gradient == nil:
		l.says, l.brief = "not defined: there is no energy", "no energy"
	case t.layer.BelowRounding:
		l.says, l.brief = "its motion is below rounding: no direction", "below rounding"
	case pushed(f) == 0:
		l.says, l.brief = "nothing: there is no nudge", "no nudge"
	case !t.layer.Reached:
		l.says, l.brief = fmt.Sprintf("nothing yet: the wave is here at frame %d", away+1), fmt.Sprintf("from frame %d", away+1)
	default:
		l.says, l.brief = "nothing: the gradient is 0", "gradient 0"
	}
	return l
}

// formula says where the slope that is asked for comes from.
func (t *trace) formula() (says, brief string) {
	push := symbol(t.frame)
	switch {
	case t.frame.Reference == dynamics.BPTT:
		return "▒ −" + push + " ∂C/∂s through time: exact at every frame", "▒ −" + push + " ∂C/∂s"
	case t.exact:
		brief = "▒ −" + push + " " + t.factor() + "∂C/∂s"
		return brief + ": exact at this first frame", brief
	}
	size := sci(t.layer.Derivative / t.layer.Gradient)
	return "▒ −∂C/∂s × " + size + ", which fits the whole layer", "▒ along −∂C/∂s"
}

// place says where the state that is asked for comes from.
func (t *trace) place() (says, brief string) {
	push := symbol(t.frame)
	switch {
	case t.frame.Reference == dynamics.Equilibrium:
		return "▒ the state it ends in: s(0) − " + push + " H⁻¹∂C/∂s", "▒ its end"
	case t.frame.Reference == dynamics.BPTT:
		return "▒ s(0) − " + push + " ε Σ ∂C/∂s: exact at every frame", "▒ s(0) − " + push + " εΣ∂C/∂s"
	case t.exact:
		return "▒ s(0) − " + push + " " + t.factor() + "∂C/∂s: exact at this first frame", "▒ exact now"
	}
	return "▒ s(0) − ∂C/∂s × " + sci(t.layer.Derivative/t.layer.Gradient) + ", which fits the layer", "▒ along −∂C/∂s"
}

// factor is what the gradient is multiplied with on arrival, Agreement.Factor in
// symbols.
func (t *trace) factor() string {
	f, power := t.frame, t.layer.Hops
	if f.Led.Held() {
		power--
	}
	over := ""
	switch {
	case t.gone():
		power++
	case f.Estimator == dynamics.WindowRate:
		over = fmt.Sprintf("/%.0f", min(f.Led.Window, float64(f.Number)))
	}
	switch {
	case power == 0 && over == "":
		return ""
	case power == 0:
		return "1" + over + " "
	case power == 1:
		return "ε" + over + " "
	}
	return fmt.Sprintf("ε^%d%s ", power, over)
}

// ratio is the slope over what is asked for; with a target, the way gone over
// the way to go.
func (t *trace) ratio() string {
	over, under := t.slope, t.asked
	if t.target {
		over, under = t.frame.Derivative[t.unit], t.asked-t.base
	}
	r := over / under
	if !t.asks || math.IsNaN(r) || math.IsInf(r, 0) {
		return none
	}
	if math.Abs(r) >= 1e4 {
		return fmt.Sprintf("%+.1e", r)
	}
	return fmt.Sprintf("%.3f", r)
}

func opening(slope float64) string {
	switch {
	case slope == 0:
		return "slope of ρ at rest: 0, no error passes"
	case slope < 0.1:
		return "slope of ρ at rest: saturated, little error passes"
	}
	return "slope of ρ at rest: the part of the error that passes"
}

func gradientOf(f *dynamics.Frame, i int) string {
	if f.Gradient == nil {
		return none
	}
	return perTime(true, f.Gradient[i])
}

// number writes one line: name, value and meaning, as far as there is room.
func (p *Inspect) number(l inspectLine, x, y, w int) {
	if w < 1 {
		return
	}
	p.Text(x+1, y, chart.Fit(l.name, w-1), l.ink)
	width := max(7, chart.TextWidth(l.name)+1)
	if w < width+2 {
		return
	}
	value := chart.Fit(l.value, w-1-width)
	p.Text(x+1+width, y, value, chart.Plain)
	at := 1 + width + 11
	if room := w - at; room >= 12 {
		says := l.says
		if chart.TextWidth(says) > room {
			says = l.brief
		}
		p.Text(x+at, y, chart.Fit(says, room), chart.Dim)
		p.key(x+at, y, chart.Fit(says, room))
	}
}

// key draws the two fills in a text at x, y in the inks they have in the picture.
func (p *Inspect) key(x, y int, text string) {
	p.swatch(x, y, text, "█", chart.Derivative)
	p.swatch(x, y, text, "▒", chart.Gradient)
}

// Inspected is the inspector in a sentence: the unit, and each of its numbers with
// what it is; where there is none, why.
func Inspected(f *dynamics.Frame, unit int) string {
	var t trace
	name, ok := t.find(Scene{Frame: f, Unit: unit})
	if !ok {
		return "no unit is chosen"
	}
	var parts []string
	for _, l := range inspectNumbers(f, &t, name) {
		if l.value == none {
			l.value = l.brief
		}
		parts = append(parts, l.name+" "+l.value)
	}
	return "unit " + name + ": " + strings.Join(parts, ", ")
}
