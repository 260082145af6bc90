package pane

import "nudge/ui/chart"

// Footer is the bottom line: the keys that do something now.
type Footer struct{ sheet }

// NewFooter returns an empty footer.
func NewFooter() *Footer { return &Footer{newSheet()} }

// Show draws as many hints as fit; the last one, how to leave, always does.
func (p *Footer) Show(s Scene) {
	p.SetPalette(s.Palette)
	p.Clear()
	p.hints(s.Control.Keys, 0)
	p.end()
}

// hints writes as many keys as fit into row y; the last one, how to leave,
// always does.
func (p *sheet) hints(keys []Hint, y int) {
	width := func(h Hint) int { return chart.TextWidth(h.Key) + chart.TextWidth(h.Does) + 3 }
	room := p.Width() - 1
	for _, h := range keys[max(0, len(keys)-2):] {
		room -= width(h)
	}
	x := 1
	for i, h := range keys {
		if i < len(keys)-2 {
			if width(h) > room {
				continue
			}
			room -= width(h)
		}
		x = p.Text(x, y, h.Key+" ", chart.Key)
		x = p.Text(x, y, h.Does+"  ", chart.Dim)
	}
}
