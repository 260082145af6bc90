package pane

import (
	"slices"
	"strings"

	"nudge/ui/chart"
)

// Choice is a list to choose from.
type Choice struct {
	Title   string
	Hint    string // which keys do what, in the last row; "" for none
	Entries []Entry
	At      int    // the marked one, −1 for none
	Off     []bool // by entry: it is of no use now; nil for none
	Notice  Notice // said under the entries
}

// Menu draws a Choice in a frame.
type Menu struct {
	sheet
	entries []int // by row of the pane: which entry it is, −1 for none
}

// NewMenu returns an empty menu.
func NewMenu() *Menu { return &Menu{sheet: newSheet()} }

// menuName is the least width of the column of names.
const menuName = 12

// Show draws the choice of the scene, if there is one.
func (p *Menu) Show(s Scene) {
	if s.Choice != nil {
		p.List(s.Palette, *s.Choice)
	}
}

// List draws the entries, a heading a group, and under them what there is to say, or
// else what the marked one has no room for in its row.
func (p *Menu) List(palette *chart.Palette, c Choice) {
	x, y, w, h := p.begin(Scene{Palette: palette, Framed: true}, c.Title)
	if h > 1 && c.Hint != "" {
		p.Text(x+1, y+h-1, chart.Fit(c.Hint, w-2), chart.Dim)
		h--
	}
	name := c.name(w)
	if c.Notice.Text == "" && c.At >= 0 && chart.TextWidth(c.Entries[c.At].Text) > w-name-4 {
		c.Notice = Notice{Text: c.Entries[c.At].Text, Ink: chart.Dim}
	}
	said := wrap(c.Notice.Text, w-2, 3)
	for i := len(said) - 1; i >= 0 && h > 1; i-- {
		p.Text(x+1, y+h-1, said[i], c.Notice.Ink)
		h--
	}
	rows, marked := menuRows(c.Entries, c.At)
	first := max(0, min(marked-h/2, len(rows)-h))
	p.entries = slices.Repeat([]int{-1}, p.Height())
	for i := range min(h, len(rows)-first) {
		p.entry(c, rows[first+i], x+1, y+i, w-2, name)
	}
	p.end()
}

// name is the width of the column of names in w cells.
func (c Choice) name(w int) int {
	name := menuName
	for _, e := range c.Entries {
		name = max(name, chart.TextWidth(e.Name)+2)
	}
	return min(name, max(menuName, w/3))
}

// entry draws a row of w cells.
func (p *Menu) entry(c Choice, row menuRow, x, y, w, name int) {
	p.entries[y] = row.entry
	if row.Group != "" {
		p.Text(x, y, strings.ToUpper(chart.Fit(row.Group, w)), chart.Title)
		return
	}
	ink, key := chart.Plain, chart.Key
	if c.Off != nil && c.Off[row.entry] {
		ink, key = chart.Dim, chart.Dim
	}
	if row.entry == c.At {
		p.Text(x, y, "▸ ", chart.Active)
		ink = chart.Active
	}
	p.Text(x+2, y, chart.Fit(row.Name, name-1), key)
	p.Text(x+2+name, y, chart.Fit(row.Text, w-name-2), ink)
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
