package pane

import (
	"nudge/dynamics"
	"nudge/ui/chart"
)

// Timeline is the run as a strip of frames: what came before the nudge, what
// was played up to the cursor, and faintly how far it was played beyond.
type Timeline struct {
	sheet
	line strip // as last drawn
}

// NewTimeline returns an empty timeline.
func NewTimeline() *Timeline { return &Timeline{sheet: newSheet()} }

// Show draws the strip and, in a second row, what happens at its frames.
func (p *Timeline) Show(s Scene) {
	p.SetPalette(s.Palette)
	p.Clear()
	t := s.Frame.Trail
	p.line = stripOf(p.Width(), t.Last(), t.Last()-t.Step())
	p.free(s)
	p.frames(s)
	p.events(s)
	p.end()
}

// FrameAt is the frame whose cell is in column x. Between the free frames that
// share a cell it is the first.
func (p *Timeline) FrameAt(x int) (frame int, ok bool) { return p.line.frameAt(x) }

// free draws what came before the window.
func (p *Timeline) free(s Scene) {
	l := p.line
	p.Text(l.left-len(stripName), 0, stripName, chart.Dim)
	p.HLine(l.left, 0, l.bar-l.left, '░', chart.Faint)
	p.Set(l.bar, 0, '│', chart.Plain)
	if l.start > 0 {
		p.HLine(0, 0, l.bar, ' ', chart.Plain)
		p.TextRight(l.bar, 0, fitting(l.bar, "from "+frameLabel(l.start), frameLabel(l.start)), chart.Dim)
	}
	if n := s.Frame.Number; n <= 0 {
		if x, ok := l.column(n); ok {
			p.Set(x, 0, '●', chart.Cursor)
		}
	}
}

// fitting is the first text that w cells have room for, or none.
func fitting(w int, texts ...string) string {
	for _, text := range texts {
		if chart.TextWidth(text) <= w {
			return text
		}
	}
	return ""
}

// frames draws the frames of the window: up to the cursor, beyond it as far as
// they were played, and the rest.
func (p *Timeline) frames(s Scene) {
	l, now := p.line, s.Frame.Number
	for n := l.start + 1; n <= l.end; n++ {
		x, ok := l.column(n)
		switch {
		case !ok:
		case n < now:
			p.Set(x, 0, '▪', chart.Derivative)
		case n == now:
			p.Set(x, 0, '●', chart.Cursor)
		case n <= s.Played:
			p.Set(x, 0, '─', chart.Faint)
		default:
			p.Set(x, 0, '·', chart.Faint)
		}
	}
	if l.label > 0 {
		x := p.Width() - l.label
		p.Set(x, 0, '│', chart.Dim)
		p.Text(x+2, 0, frameLabel(l.end), chart.Dim)
	}
}

// arrives tells whether the nudge is known to go on at frame 0.
func arrives(s Scene) bool {
	switch n := s.Frame.Number; {
	case n > 0:
		return s.Frame.Trail.Nudged(1)
	case n == 0:
		return s.Frame.Push() != 0
	}
	for _, edit := range s.Edits {
		if edit == 0 {
			return true
		}
	}
	return false
}

// reached tells whether the wave has come to the layer so many hops away.
func reached(f *dynamics.Frame, hops int) bool { return f.Number > hops }
