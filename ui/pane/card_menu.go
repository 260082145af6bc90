package pane

import (
	"strings"

	"nudge/ui/chart"
)

// Menu is a list to choose from, over the whole screen.
type Menu struct{ sheet }

// NewMenu returns an empty menu.
func NewMenu() *Menu { return &Menu{newSheet()} }

// menuName is the width of the column of names.
const menuName = 12

// List draws the entries, a heading a group, with the at-th one marked, and
// under them what there is to say.
func (p *Menu) List(palette *chart.Palette, title string, entries []Entry, at int, notice Notice) {
	x, y, w, h := p.begin(Scene{Palette: palette, Framed: true}, title)
	if hint := "↑ ↓ choose   Enter open   Esc back"; h > 1 {
		p.Text(x+1, y+h-1, chart.Fit(hint, w-2), chart.Dim)
		h--
	}
	said := wrap(notice.Text, w-2, 3)
	for i := len(said) - 1; i >= 0 && h > 1; i-- {
		p.Text(x+1, y+h-1, said[i], notice.Ink)
		h--
	}
	rows, marked := menuRows(entries, at)
	first := max(0, min(marked-h/2, len(rows)-h))
	for i := range min(h, len(rows)-first) {
		row := rows[first+i]
		if row.Group != "" {
			p.Text(x+1, y+i, strings.ToUpper(chart.Fit(row.Group, w-2)), chart.Title)
			continue
		}
		mark, ink := "  ", chart.Plain
		if first+i == marked {
			mark, ink = "▸ ", chart.Active
		}
		p.Text(x+1, y+i, mark, ink)
		p.Text(x+3, y+i, chart.Fit(row.Name, menuName-1), chart.Key)
		p.Text(x+3+menuName, y+i, chart.Fit(row.Text, w-menuName-4), ink)
	}
	p.end()
}

// menuRows is the entries with a heading a group, and the row of the at-th one.
func menuRows(entries []Entry, at int) (rows []Entry, marked int) {
	group := ""
	for i, e := range entries {
		if e.Group != group {
			group = e.Group
			rows = append(rows, Entry{Group: group})
		}
		if i == at {
			marked = len(rows)
		}
		rows = append(rows, Entry{Name: e.Name, Text: e.Text})
	}
	return rows, marked
}
