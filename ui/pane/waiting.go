package pane

import "nudge/ui/chart"

// Waiting is a calm screen with a few words in its middle.
type Waiting struct{ sheet }

// NewWaiting returns an empty screen.
func NewWaiting() *Waiting { return &Waiting{newSheet()} }

// Say draws the lines in the middle, the first one as a title, and below what
// there is to say.
func (p *Waiting) Say(palette *chart.Palette, lines []string, notice Notice) {
	p.SetPalette(palette)
	p.Clear()
	w, h := p.Width(), p.Height()
	var rows []line
	for i, text := range lines {
		ink := chart.Dim
		if i == 0 {
			ink = chart.Title
		}
		for _, row := range wrap(text, max(0, w-2), 3) {
			rows = append(rows, line{{row, ink}})
		}
		rows = append(rows, line{})
	}
	for _, row := range wrap(notice.Text, max(0, w-2), 3) {
		rows = append(rows, line{{row, notice.Ink}})
	}
	top := max(0, (h-len(rows))/2)
	for i, row := range rows[:min(len(rows), h)] {
		for _, piece := range row {
			p.Text(max(0, (w-chart.TextWidth(piece.text))/2), top+i, piece.text, piece.ink)
		}
	}
	p.end()
}
