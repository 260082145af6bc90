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
	p.hints(s.Control, 0)
	p.end()
}

// hints writes as many keys as fit into row y; the last one, how to leave,
// always does.
func (p *sheet) hints(c Control, y int) {
	keys := c.Keys
	p.keys = p.keys[:0]
	width := func(h Hint) int { return chart.TextWidth(h.Key) + chart.TextWidth(h.Does) + 3 }
	room := p.Width() - 1
	for _, h := range keys[max(0, len(keys)-2):] {
		room -= width(h)
	}
	x := 1
	if w := chart.TextWidth(c.Foot.Text) + 2; w > 2 && w <= room {
		p.Text(x, y, c.Foot.Text, c.Foot.Ink)
		x, room = x+w, room-w
	}
	for i, h := range keys {
		if i < len(keys)-2 {
			if width(h) > room {
				continue
			}
			room -= width(h)
		}
		from := x
		x = p.Text(x, y, h.Key+" ", chart.Key)
		x = p.Text(x, y, h.Does, chart.Dim)
		p.keys = append(p.keys, keyHit{from, y, x - from, h.Key})
		x += 2
	}
}

// keyHit is where a key of the footer was drawn.
type keyHit struct {
	x, y, w int
	key     string
}

// KeyAt is the key written at column x of row y, or the one that the words there
// belong to, as Hint has it, and the column counted from its first letter.
func (p *sheet) KeyAt(x, y int) (key string, column int, ok bool) {
	for _, hit := range p.keys {
		if y == hit.y && x >= hit.x && x < hit.x+hit.w {
			return hit.key, x - hit.x, true
		}
	}
	return "", 0, false
}
