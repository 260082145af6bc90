package pane

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"nudge/dynamics"
	"nudge/ui/chart"
)

// Caption is the line or two that say in words what the frame shows, or what
// went wrong, or what is being typed.
type Caption struct{ sheet }

// NewCaption returns an empty caption.
func NewCaption() *Caption { return &Caption{newSheet()} }

// Show draws the most urgent thing to say, and on a second row the next one.
func (p *Caption) Show(s Scene) {
	p.SetPalette(s.Palette)
	p.Clear()
	y := 0
	for _, n := range captions(s) {
		for _, line := range wrap(n.Text, p.Width()-2, p.Height()-y) {
			p.Text(1, y, line, n.Ink)
			y++
		}
	}
	p.end()
}

// Need is how many rows of w cells the first thing takes that must be said at once:
// an error ends with what to do, so none of it may be cut.
func (c Control) Need(w int) int {
	said := c.said()
	return len(wrap(said.Text, w-2, chart.TextWidth(said.Text)))
}

// said is what is typed and what is said about it, or about the key before.
func (c Control) said() Notice {
	switch {
	case c.Prompt != "" && c.Notice.Text != "":
		return Notice{c.Prompt + "   " + c.Notice.Text, c.Notice.Ink}
	case c.Prompt != "":
		return Notice{c.Prompt, chart.Active}
	}
	return c.Notice
}

// urgent is what must be said before what the frame shows.
func urgent(s Scene) []Notice {
	var list []Notice
	c := s.Control
	switch said := c.said(); {
	case said.Text != "":
		list = append(list, said)
	case c.Busy != "":
		list = append(list, Notice{c.Busy, chart.Dim})
	}
	for _, w := range s.Frame.Warnings {
		if w.Urgent {
			list = append(list, Notice{"! " + w.Text, chart.Warn})
		}
	}
	return list
}

// captions is what there is to say, most urgent first.
func captions(s Scene) []Notice {
	list, text := urgent(s), s.Control.Story
	if text == "" {
		text = story(s)
	}
	list = append(list, Notice{text, chart.Plain})
	if g := s.Ghost; g != nil {
		list = append(list, Notice{fmt.Sprintf("◇ the mark of frame %d%s (M hides it, ' swaps)", g.Frame, g.Differs), chart.Plain})
	}
	for _, w := range s.Frame.Warnings {
		if !w.Urgent {
			list = append(list, Notice{"! " + w.Text, chart.Warn})
		}
	}
	return list
}

// story says what the frame shows, in a line of 78 cells.
func story(s Scene) string {
	f, depth := s.Frame, s.Frame.Network().Depth()
	switch {
	case f.Number < 0:
		return fmt.Sprintf("Free phase: frame 0 is in %d frames.", -f.Number)
	case f.On && f.Push() == 0:
		return "The nudge is on but has no strength: β is off. ↑ turns it up."
	case !f.On && !f.Nudged && f.Noisy():
		return "Free phase: noise moves every unit around its resting place. n nudges y."
	case !f.On && moving(f):
		return "Released: the network relaxes back to rest."
	case !f.On:
		return "At rest: no unit feels a force. n nudges y towards its target, . steps."
	case !f.Nudged:
		return "The nudge is on and nothing has moved yet. Press . : who moves first?"
	case f.Number == 1:
		return "Frame 1: the nudge moves the visible layer y, and nothing else."
	case f.Number <= depth:
		return arrival(f, f.Layers[depth-f.Number])
	}
	return afterwards(s)
}

// moving tells whether a layer moves by more than the last of a decay.
func moving(f *dynamics.Frame) bool {
	for _, a := range f.Layers {
		if a.Derivative > 1e-9 {
			return true
		}
	}
	return false
}

// arrival is the story of the frame in which a layer is reached.
func arrival(f *dynamics.Frame, a dynamics.Agreement) string {
	moves := seriesOf(f).moves
	came := fmt.Sprintf("Frame %d: the error reaches %s", f.Number, LayerName(a.Hops))
	switch {
	case a.BelowRounding:
		return came + ", but smaller than rounding can show."
	case !a.Shown():
		return came + "."
	case f.Reference == dynamics.Equilibrium:
		return fmt.Sprintf("%s, %s from where it ends.", came, angleOf(a))
	case a.Angle > 10 && f.Noisy():
		return fmt.Sprintf("%s under noise, %s off (a: chains, d: twin).", came, angleOf(a))
	case a.Angle > 10:
		return fmt.Sprintf("%s; %s is %s from the backprop gradient.", came, moves, angleOf(a))
	case f.Led.Inverted:
		return fmt.Sprintf("%s: %s is %s from backprop (%s < 0: uphill).", came, moves, angleOf(a), symbol(f))
	}
	return fmt.Sprintf("%s: %s is the backprop gradient, %s apart.", came, moves, angleOf(a))
}

func angleOf(a dynamics.Agreement) string { return strings.TrimSpace(degrees(a.Angle)) }

// afterwards is the story once every layer is reached.
func afterwards(s Scene) string {
	f := s.Frame
	var worst dynamics.Agreement
	for _, a := range f.Layers {
		if a.Shown() && a.Angle >= worst.Angle {
			worst = a
		}
	}
	name, angle := LayerName(worst.Hops), angleOf(worst)
	changed := changedWithin(s, f.Network().Depth())
	switch {
	case worst.Layer == 0:
		return "Settled under the nudge: nothing moves any more. G compares where it went."
	case f.Reference == dynamics.Equilibrium:
		return fmt.Sprintf("The displacement turns to the equilibrium gradient: %s to go (%s).", angle, name)
	case f.Noisy() && worst.Angle > 10:
		return fmt.Sprintf("Noise hides the gradient: up to %s off (%s). a: more chains, d: twin.", angle, name)
	case changed != 0:
		return fmt.Sprintf("What changed at frame %d is still on its way: up to %s off (%s).", changed, angle, name)
	case !f.Network().Symmetric():
		return fmt.Sprintf("Unequal feedback weights: %s is up to %s from the gradient (%s).", seriesOf(f).moves, angle, name)
	case f.Reference == dynamics.BPTT:
		return fmt.Sprintf("Against backprop through time: at most %s apart (%s), at any frame.", angle, name)
	}
	return fmt.Sprintf("All layers are reached. Loops now turn %s away: by %s (%s). G: bptt.", seriesOf(f).moves, angle, name)
}

// changedWithin is the last frame after the nudge at which the settings changed,
// if it is not more than so many frames ago; else 0.
func changedWithin(s Scene, frames int) int {
	last := 0
	for _, e := range s.Edits {
		if e > 0 && e <= s.Frame.Number && s.Frame.Number-e <= frames {
			last = max(last, e)
		}
	}
	return last
}

// wrap breaks a text into at most rows lines of w cells, at blanks or within a word
// that is longer than a line; the last line is cut.
func wrap(text string, w, rows int) []string {
	var lines []string
	for rows > 0 && text != "" {
		if chart.TextWidth(text) <= w || rows == 1 {
			return append(lines, chart.Fit(text, w))
		}
		if w < 1 {
			return append(lines, "")
		}
		head := string([]rune(text)[:w+1])
		cut := strings.LastIndex(head, " ")
		if cut < 1 { // a long word, as the path of a file
			_, last := utf8.DecodeLastRuneInString(head)
			cut = len(head) - last
		}
		lines, text = append(lines, text[:cut]), strings.TrimPrefix(text[cut:], " ")
		rows--
	}
	return lines
}
