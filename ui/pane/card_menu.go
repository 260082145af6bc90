package pane

import (
	"slices"
	"strings"

	"nudge/ui/chart"
)

// Menu is a list to choose from, over the whole screen.
type Menu struct {
	sheet
	entries []int // by row of the pane: which entry it is, −1 for none
}

// NewMenu returns an empty menu.
func NewMenu() *Menu { return &Menu{sheet: newSheet()} }

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
	p.entries = slices.Repeat([]int{-1}, p.Height())
	for i := range min(h, len(rows)-first) {
		row := rows[first+i]
		p.entries[y+i] = row.entry
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

// EntryAt is the entry in row y of the pane, and whether there is one: what a
// click there chooses.
func (p *Menu) EntryAt(x, y int) (entry int, ok bool) {
	if x < 0 || x >= p.Width() || y < 0 || y >= len(p.entries) || p.entries[y] < 0 {
		return 0, false
	}
	return p.entries[y], true
}

// menuRow is a heading, or an entry.
type menuRow struct {
	Entry
	entry int // −1 for a heading
}

// menuRows is the entries with a heading a group, and the row of the at-th one.
func menuRows(entries []Entry, at int) (rows []menuRow, marked int) {
	group := ""
	for i, e := range entries {
		if e.Group != group {
			group = e.Group
			rows = append(rows, menuRow{Entry{Group: group}, -1})
		}
		if i == at {
			marked = len(rows)
		}
		rows = append(rows, menuRow{Entry{Name: e.Name, Text: e.Text}, i})
	}
	return rows, marked
}
