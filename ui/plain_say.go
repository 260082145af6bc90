package ui

import (
	"fmt"
	"math"
	"strings"

	"nudge/dynamics"
	"nudge/ui/lesson"
	"nudge/ui/pane"
)

// gradientNames are what the references are called in a sentence.
var gradientNames = [dynamics.References]string{"back-propagation", "back-propagation through time", "the equilibrium gradient"}

// frameSentence says what a frame shows.
func frameSentence(f *dynamics.Frame) string {
	depth := f.Network().Depth()
	head := fmt.Sprintf("frame %d, ", f.Number)
	switch {
	case f.Number < 0:
		return fmt.Sprintf("%sfree phase, frame 0 is in %d frames.", head, -f.Number)
	case !f.Nudged && f.On && f.Push() == 0:
		return head + "the nudge is on but has no strength: set beta to more than 0."
	case !f.Nudged && f.On:
		return head + "the nudge is on, and nothing has moved yet."
	case !f.Nudged && f.Noisy():
		return head + "free phase: noise moves every unit around its resting place."
	case !f.Nudged:
		return head + "at rest: no unit feels a force. nudge on pulls the visible layer y towards its target."
	case !f.On:
		head += "released"
	case f.Number == 1:
		head += "the nudge moves the visible layer y, and nothing else"
	case f.Number <= depth:
		head += "the error has reached " + pane.LayerName(f.Number-1)
	default:
		head += "all layers are reached"
	}
	return head + layersSentence(f)
}

// layersSentence says how well each layer that is reached agrees, the farthest
// first.
func layersSentence(f *dynamics.Frame) string {
	var parts []string
	for _, a := range f.Layers {
		name := pane.LayerName(a.Hops)
		switch {
		case !a.Reached:
		case a.Shown():
			to := ""
			if len(parts) == 0 {
				to = " to " + gradientNames[f.Reference]
			}
			parts = append(parts, fmt.Sprintf("%s: angle%s %s degrees, cosine %.3f", name, to, degrees(a.Angle), a.Cosine))
		case a.BelowRounding:
			parts = append(parts, name+": smaller than rounding can show")
		default:
			parts = append(parts, name+": does not move")
		}
	}
	if len(parts) == 0 {
		return "."
	}
	return ": " + strings.Join(parts, "; ") + "."
}

// degrees is an angle as the screen has it.
func degrees(v float64) string { return fmt.Sprintf("%.2f", v) }

// settingsSentence says what is shown and under which knobs.
func settingsSentence(a *App) string {
	f := &a.frame
	parts := []string{a.title()}
	if sample := a.run.Source().Describe(f.Sample, f.Target); sample != "" {
		parts = append(parts, sample)
	}
	for _, k := range dynamics.Table {
		parts = append(parts, knobValue(k, k.Get(f.Knobs)))
	}
	nudge := "off"
	if f.On {
		nudge = "on"
	}
	if f.Inverted {
		nudge += ", away from the target"
	}
	return strings.Join(append(parts, fmt.Sprintf("nudge %s %s", f.Nudge, nudge), "compared with "+gradientNames[f.Reference], "estimator "+f.Estimator.String(), fmt.Sprintf("seed %d", f.Seed),
		"view "+a.main.String(), "bars by "+a.scale.String(), "the knob is "+dynamics.Table[a.active].Name), ", ") + "."
}

// noCard was read out.
var noCard = [2]int{-1, -1}

// readCard reads the card of the lesson that is open out, once.
func (p *plain) readCard() {
	l := p.app.lecture
	if l == nil {
		return
	}
	at := [2]int{l.Number, l.card}
	if at == p.card {
		return
	}
	p.card = at
	c := p.app.card()
	p.say("Card %d of %d of %s: %s", c.At, c.Of, c.Title, c.Heading)
	for _, n := range c.Said {
		p.say("%s", n.Text)
	}
	for _, s := range c.Seen {
		p.say("Seen: %s is %s.", s.Name, s.Value)
	}
	for _, paragraph := range strings.Split(c.Text, "\n\n") {
		p.say("%s", strings.Join(strings.Fields(paragraph), " "))
	}
	if question := l.Cards[l.card].Question; question != nil {
		for i, option := range question.Options {
			p.say("%s: %s", lesson.Letter(i), option)
		}
		p.say("Your prediction? Type a to %s, then next.", lesson.Letter(len(question.Options)-1))
		return
	}
	if c.At < c.Of {
		p.say("next turns the card.")
	}
}

// sayChoice repeats the prediction that a letter was.
func (p *plain) sayChoice(letter string) {
	l := p.app.lecture
	question := l.Cards[l.card].Question
	option, ok := l.chosen[l.card]
	if question != nil && ok && lesson.Letter(option) == letter {
		p.say("You predict %s: %s. next goes on.", letter, question.Options[option])
	}
}

// sweepSentence says where a sweep that is done is at its best.
func sweepSentence(h *pane.HeatMap) string {
	var parts []string
	for i, name := range h.Series {
		best := -1
		for j, v := range h.Values[i] {
			if !math.IsNaN(v) && (best < 0 || v > h.Values[i][best] == h.HigherIsBetter) {
				best = j
			}
		}
		if best < 0 {
			parts = append(parts, name+": no number")
			continue
		}
		x, y := best%len(h.X.Labels), best/len(h.X.Labels)
		part := fmt.Sprintf("%s: best %.4g at %s %s", name, h.Values[i][best], h.X.Symbol, h.X.Labels[x])
		if h.Y.Symbol != "" {
			part += fmt.Sprintf(", %s %s", h.Y.Symbol, h.Y.Labels[y])
		}
		parts = append(parts, part)
	}
	return fmt.Sprintf("The sweep of %d cells is done, %s. %s.", h.Total, h.Measure, strings.Join(parts, "; "))
}
