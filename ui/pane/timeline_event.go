package pane

import (
	"strings"

	"nudge/ui/chart"
)

// event is something that happens at a frame of the timeline.
type event struct {
	frame int
	mark  rune
	ink   chart.Ink
}

const (
	editMark = '┴'
	markMark = '▲'
)

// events draws the arrivals, edits and marks under their frames and, in the
// room that they leave, says what they are. A timeline of one row has edits
// and marks only, on the strip itself.
func (p *Timeline) events(s Scene) {
	row := min(1, p.Height()-1)
	if row > 0 {
		list := arrivals(s)
		if p.line.start == 0 && len(list) == 0 { // beside an arrival it would read as one number with it
			p.Set(p.line.bar, row, '0', chart.Dim)
		}
		for _, e := range list {
			p.event(e, row)
		}
	}
	for _, frame := range s.Edits {
		if frame != 0 && (row > 0 || frame != s.Frame.Number) {
			p.event(event{frame, editMark, chart.Warn}, row)
		}
	}
	for _, frame := range s.Marks {
		if row > 0 || frame != s.Frame.Number {
			p.event(event{frame, markMark, chart.Active}, row)
		}
	}
	if row > 0 {
		p.legend(s, row)
	}
}

func (p *Timeline) event(e event, row int) {
	if x, ok := p.line.column(e.frame); ok {
		p.Set(x, row, e.mark, e.ink)
	}
}

// arrivals is when the nudge reaches each layer: bright once it has.
func arrivals(s Scene) []event {
	if !arrives(s) {
		return nil
	}
	var list []event
	for _, a := range s.Frame.Layers {
		e := event{a.Hops + 1, hopsRune(a.Hops), chart.Dim}
		if reached(s.Frame, a.Hops) {
			e.ink = chart.LayerInk(a.Hops)
		}
		list = append(list, e)
	}
	return list
}

// legend says what the marks of the second row are, where it covers none.
func (p *Timeline) legend(s Scene, row int) {
	text := legendText(s)
	for ; len(text) > 0; text = text[:len(text)-1] {
		words := strings.Join(text, "   ")
		if p.placed(row, words) || len(text) == 1 && p.placed(row, shorter(words)) {
			return
		}
	}
}

// placed writes words where they cover no mark, if there is such a place.
func (p *Timeline) placed(row int, words string) bool {
	x, ok := p.gap(row, chart.TextWidth(words)+2)
	if ok {
		p.Text(x+2, row, words, chart.Dim)
	}
	return ok
}

// shorter leaves the names of the layers out: their marks stand there.
func shorter(words string) string {
	if i := strings.Index(words, "arrive"); i > 0 {
		return words[i:]
	}
	return ""
}

// legendText is what there is to say of the events, most important first.
func legendText(s Scene) []string {
	var text []string
	if depth := s.Frame.Network().Depth(); arrives(s) {
		switch {
		case depth == 1:
			text = append(text, "y moves at +1")
		case depth <= 5:
			names, frames := "", ""
			for hops := 1; hops < depth; hops++ {
				names, frames = names+" "+LayerName(hops), frames+" "+frameLabel(hops+1)
			}
			text = append(text, strings.TrimSpace(names)+" arrive at"+frames)
		default:
			text = append(text, "h1 … "+LayerName(depth-1)+" arrive at +2 … "+frameLabel(depth))
		}
	}
	for _, edit := range s.Edits {
		if edit != 0 {
			text = append(text, string(editMark)+" edit")
			break
		}
	}
	if len(s.Marks) > 0 {
		text = append(text, string(markMark)+" mark")
	}
	return text
}

// gap is the leftmost place from the bar on with w blank cells, and one more
// after them.
func (p *Timeline) gap(row, w int) (x int, ok bool) {
	for x = p.line.bar + 1; x+w <= p.Width(); x++ {
		blank := true
		for i := 0; i <= w && blank && x+i < p.Width(); i++ {
			r, _ := p.At(x+i, row)
			blank = r == ' '
		}
		if blank {
			return x, true
		}
	}
	return 0, false
}
