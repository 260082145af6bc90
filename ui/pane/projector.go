package pane

import (
	"fmt"

	"nudge/dynamics"
	"nudge/ui/chart"
)

// Projector is for the back of a classroom: one layer, its angle and the frame
// in big digits, big bars, and at most twelve lines of text. It has the whole
// screen, message line and keys included.
type Projector struct{ Pairs }

// NewProjector returns an empty view.
func NewProjector() *Projector { return &Projector{Pairs{sheet: newSheet()}} }

// The size from which there is room for everything.
const (
	projectorWidth  = 64
	projectorHeight = 20
)

// projectorPlan is where things stand.
type projectorPlan struct {
	sx, sy int  // cells of a pixel of the digits
	bars   area // of the units
	side   area // of the angle
}

// planProjector lays out w×h cells; it depends on nothing else.
func planProjector(w, h int) projectorPlan {
	plan := projectorPlan{sx: 1, sy: max(1, h/30)}
	plan.sx = max(plan.sy, w/60)
	left := w * 57 / 80
	top := 2 + chart.BigRows*plan.sy
	plan.bars = area{1, top, left - 6, h - 5 - top}
	plan.side = area{left, top + 1, w - left - 1, h - 6 - top}
	return plan
}

// Show draws the layer of the scene.
func (p *Projector) Show(s Scene) {
	s.Framed = false
	x, y, w, h := p.begin(s, "")
	p.read(s)
	l := p.chosen(s)
	if s.Reading || w < projectorWidth || h < projectorHeight {
		p.brief(s, l, area{x, y, w, h})
		p.end()
		return
	}
	plan := planProjector(w, h)
	p.head(s, l, plan)
	p.units(s, l, plan)
	p.angle(s.Frame, l, plan)
	p.setting(s, l, h-4)
	p.message(s, h-2)
	p.hints(s.Control, h-1)
	p.end()
}

// chosen is the layer of the inspected unit, the one that is asked for, or the
// one that the error has reached last: the visible one where it has reached none.
func (p *Projector) chosen(s Scene) *pairsLayer {
	last := len(p.layers) - 1
	for i := range p.layers {
		if p.layers[i].selected(s.Unit) >= 0 {
			return &p.layers[i]
		}
	}
	hops := max(0, s.Layer)
	if s.Layer != VisibleLayer && hops == 0 && arrives(s) {
		hops = max(0, s.Frame.Number-1)
	}
	return &p.layers[min(hops, last)]
}

// head says which layer it is and what the bars are, beside the frame.
func (p *Projector) head(s Scene, l *pairsLayer, plan projectorPlan) {
	w := p.Width()
	where := "the visible layer"
	if l.Hops > 0 {
		where = hops(l.Hops) + " from the nudge"
	}
	x := p.Text(1, 0, "LAYER "+LayerName(l.Hops), chart.Title)
	p.Text(x+3, 0, where, chart.Plain)
	p.TextRight(w-1, 0, "FRAME", chart.Title)
	frame := frameLabel(s.Frame.Number)
	at := w - 1 - chart.BigWidth(frame, plan.sx)
	p.Big(at, 1, frame, plan.sx, plan.sy, chart.Title)
	moves, asks := projectorWords(s.Frame)
	names := seriesOf(s.Frame)
	fill := 3 + max(chart.TextWidth(names.moves), chart.TextWidth(names.asks))
	for i, row := range [2]struct {
		name, says, fill string
		word, ink        chart.Ink
	}{
		{names.moves, moves, "█████", chart.Derivative, chart.Derivative},
		{names.asks, asks, "▒▒▒▒▒", chart.GradientText, chart.Gradient},
	} {
		y := 1 + plan.sy*(1+2*i)
		p.Text(1, y, row.name, row.word)
		end := p.Text(fill, y, row.fill, row.ink)
		p.Text(end+3, y, chart.Fit(row.says, at-end-5), chart.Plain)
	}
}

// projectorWords says what the two bars of a unit are.
func projectorWords(f *dynamics.Frame) (moves, asks string) {
	moves = "how fast each unit moves"
	if f.Reference == dynamics.Equilibrium || sinceNudge(f) {
		moves = "how far each unit has moved"
	}
	switch f.Reference {
	case dynamics.BPTT:
		return moves, "what backprop through time says"
	case dynamics.Equilibrium:
		return moves, "what the exact gradient says"
	}
	return moves, "what backprop says"
}

// projectorAngle writes an angle in at most four characters.
func projectorAngle(l *pairsLayer) string {
	switch {
	case !l.Shown():
		return none
	case l.Angle < 9.995:
		return fmt.Sprintf("%.2f", l.Angle)
	case l.Angle < 99.95:
		return fmt.Sprintf("%.1f", l.Angle)
	}
	return fmt.Sprintf("%.0f", l.Angle)
}

// angle draws the angle with what it means under it.
func (p *Projector) angle(f *dynamics.Frame, l *pairsLayer, plan projectorPlan) {
	a := plan.side
	p.Text(a.x, a.y, "ANGLE (degrees)", chart.Title)
	if !l.Shown() {
		p.noAngle(f, l, a.under(2))
		return
	}
	p.Big(a.x+1, a.y+2, projectorAngle(l), plan.sx, plan.sy, chart.Title)
	means := []string{"0 = same direction", "90 = unrelated"}
	if plan.sx > 1 {
		means = []string{fitting(a.w, "0 = same direction   90 = unrelated", "0 = same   90 = unrelated")}
	}
	below := a.under(3 + chart.BigRows*plan.sy)
	for i, line := range means[:min(len(means), below.h)] {
		p.Text(below.x, below.y+i, line, chart.Dim)
	}
}

// noAngle says why there is no angle, where its digits would be.
func (p *Projector) noAngle(f *dynamics.Frame, l *pairsLayer, a area) {
	for i, line := range wrap(pairsState(f, l), a.w, min(a.h, 3)) {
		p.Text(a.x, a.y+i, line, chart.Dim)
	}
}

// setting says in row y which layers the error has reached, and what pushes.
func (p *Projector) setting(s Scene, l *pairsLayer, y int) {
	f := s.Frame
	beta, value := asNudge(dynamics.Table[0], f)
	push := "nudge off"
	if f.On {
		push = fmt.Sprintf("nudge %s %s", beta.Symbol, beta.Format(value))
		if f.Inverted {
			push += " inverted"
		}
	}
	noise := dynamics.Table[1]
	end := p.knobs(s, y, push, fmt.Sprintf("noise %s %s", noise.Symbol, noise.Format(noise.Get(f.Knobs))))
	if !arrives(s) {
		return
	}
	x := 1
	for away := max(1, l.Hops-2); away < len(p.layers); away++ {
		how, ink := "arrives", chart.Dim
		if reached(f, away) {
			how, ink = "reached", chart.Plain
		}
		text := fmt.Sprintf("%s %s %s", LayerName(away), how, frameLabel(away+1))
		if x+chart.TextWidth(text) > end {
			return
		}
		x = p.Text(x, y, text, ink) + 3
	}
}

// knobs writes what pushes and shakes at the end of row y, and the active knob
// where it is another one, and returns where there is room before them.
func (p *Projector) knobs(s Scene, y int, push, noise string) (end int) {
	texts := []string{push, noise}
	active := s.Control.Active
	if active >= len(texts) {
		knob, value := asNudge(dynamics.Table[active], s.Frame)
		texts = append(texts, knob.Symbol+" "+knob.Format(value))
		active = len(texts) - 1
	}
	end = p.Width() - 1
	for i := len(texts) - 1; i >= 0; i-- {
		ink := chart.Dim
		if i == active {
			ink = chart.Active
		}
		p.TextRight(end, y, texts[i], ink)
		end -= chart.TextWidth(texts[i]) + 3
	}
	return end
}

// message is the most urgent thing to say, or the lesson that is open.
func (p *Projector) message(s Scene, y int) {
	n := captions(s)[0]
	if c := s.Card; c != nil && len(urgent(s)) == 0 {
		n = Notice{c.title(), chart.Title}
		if c.Heading != c.Title {
			n.Text += "   " + c.Heading
		}
	}
	p.Text(1, y, chart.Fit(n.Text, p.Width()-2), n.Ink)
}
