package pane

import (
	"fmt"
	"slices"

	"nudge/ui/chart"
)

// LessonCard is a card of a lesson, as it stands.
type LessonCard struct {
	Number   int    // of the lesson, 0 for none
	Title    string // of the lesson
	At, Of   int    // which card this is, from 1, and how many there are
	Heading  string
	Text     string // Markdown
	Options  []string
	Chosen   int      // the option that was predicted, −1 for none
	Right    int      // the right one, −1 while it is not told
	Locked   bool     // the prediction cannot be changed any more
	Commands []string // what the card runs
	Doing    int      // how many of them are done
	Busy     string   // what is being computed, "" for nothing
	Said     []Notice // what was predicted, and what is right
	Seen     []Seen   // what was observed
	Page     int      // the part shown of a card that is too long
	Ballot   *Ballot  // how the class answered, nil for none
	Led      bool     // a presenter turns the cards
}

// title names the lesson.
func (c *LessonCard) title() string {
	if c.Number > 0 {
		return fmt.Sprintf("LESSON %d  %s", c.Number, c.Title)
	}
	return "LESSON  " + c.Title
}

// Seen is something observed, and what was expected.
type Seen struct {
	Name, Value, Wanted string
	OK                  bool
}

// Card shows a card of a lesson.
type Card struct {
	sheet
	text markdown
	more bool
	left int // the column of the letters of options
}

// NewCard returns an empty card.
func NewCard() *Card { return &Card{sheet: newSheet()} }

// More tells whether there are rows below those that were drawn last. A parked
// card has none.
func (p *Card) More() bool { return p.more && p.Height() > 0 }

// Show draws the scene's card under a line with its title, or in a frame.
func (p *Card) Show(s Scene) {
	c := s.Card
	if c == nil {
		c = &LessonCard{}
	}
	title := c.title()
	place := fmt.Sprintf(" %d of %d ", c.At, c.Of)
	x, y, w, h := p.begin(s, title)
	edge := 0
	if !s.Framed {
		p.HLine(0, 0, w, '─', chart.Border)
		p.Text(1, 0, " "+chart.Fit(title, max(0, w-len(place)-6))+" ", chart.Title)
		y, h = 1, h-1
	}
	fits := p.Width() > chart.TextWidth(title)+len(place)+8
	if s.Framed && !fits { // in the lower edge then
		edge, fits = p.Height()-1, p.Width() > len(place)+4
	}
	if fits {
		p.TextRight(p.Width()-2, edge, place, chart.Dim)
	}
	p.more, p.left = false, x+3
	if w > 2 && h > 0 {
		p.body(c, x+1, y, w-2, h)
	}
	p.end()
}

// Needs is how many rows a card takes in w columns, under its title or in a frame:
// at least, with no space between its parts, and at most.
func (p *Card) Needs(c *LessonCard, w int, framed bool) (least, most int) {
	edges := 1
	if framed {
		edges, w = 2, w-2
	}
	parts := p.parts(c, max(1, w-2))
	return edges + len(slices.Concat(parts...)), edges + len(spaced(parts))
}

// body draws the part of the card that is asked for.
func (p *Card) body(c *LessonCard, x, y, w, h int) {
	parts := p.parts(c, w)
	lines, first := slices.Concat(parts...), 0
	if spaced := spaced(parts); len(spaced) <= h {
		lines = spaced
	}
	if len(lines) > h { // the space between paragraphs goes too
		lines = slices.DeleteFunc(lines, blank)
	}
	if len(lines) > h {
		first = min(c.Page*max(1, h-1), max(0, len(lines)-h))
	}
	p.more = len(lines) > first+h
	for i := range min(h, len(lines)-first) {
		at := x
		for _, piece := range lines[first+i] {
			at = p.Text(at, y+i, chart.Fit(piece.text, x+w-at), piece.ink)
		}
	}
	if p.more {
		p.TextRight(x+w, y+h-1, " PgDn: more", chart.Dim)
	}
}

// piece is a part of a line in one ink.
type piece struct {
	text string
	ink  chart.Ink
}

type line []piece

// parts is everything that the card says, in lines of w cells.
func (p *Card) parts(c *LessonCard, w int) [][]line {
	var heading, said []line
	if c.Heading != c.Title {
		for _, text := range wrap(c.Heading, w, 3) {
			heading = append(heading, line{{text, chart.Title}})
		}
	}
	for _, notice := range c.Said {
		for _, text := range wrap(notice.Text, w, 3) {
			said = append(said, line{{text, notice.Ink}})
		}
	}
	text, seen := p.text.lines(c.Text, w), observed(c, w)
	if len(c.Commands) == 0 {
		return [][]line{heading, said, c.Ballot.told(w), seen, text, options(c, w)}
	}
	return [][]line{heading, said, text, options(c, w), doing(c, w), seen}
}

// spaced is the parts with a blank line between any two.
func spaced(parts [][]line) []line {
	var all []line
	for _, part := range parts {
		if len(all) > 0 && len(part) > 0 {
			all = append(all, line{})
		}
		all = append(all, part...)
	}
	return all
}

// options is the list of options, with what was predicted and what is right.
func options(c *LessonCard, w int) []line {
	var all []line
	for i, text := range c.Options {
		mark, ink := "  ", chart.Plain
		switch {
		case i == c.Right:
			mark, ink = "✓ ", chart.Good
		case i == c.Chosen && c.Right >= 0:
			mark, ink = "✗ ", chart.Bad
		case i == c.Chosen:
			mark, ink = "▸ ", chart.Active
		}
		first := len(all)
		for j, row := range wrap(text, w-5-c.Ballot.room(w), 4) {
			letter := string(rune('a'+i)) + "  "
			if j > 0 {
				mark, letter = "  ", "   "
			}
			all = append(all, line{{mark, ink}, {letter, chart.Key}, {row, ink}})
		}
		all = append(all[:first], c.Ballot.beside(all[first:], i, w)...)
	}
	switch {
	case len(c.Options) == 0 || c.Right >= 0:
	case c.Ballot != nil:
		all = append(all, line{{c.Ballot.State(), chart.Active}})
	default:
		said := stand(c)
		for _, row := range wrap(said.Text, w, 2) {
			all = append(all, line{{row, said.Ink}})
		}
	}
	return all
}

// stand is how it stands with the prediction of who reads the card, while the right
// one is not told.
func stand(c *LessonCard) Notice {
	switch {
	case c.Locked && c.Chosen < 0 && c.Led:
		return Notice{"Closed: the class has gone on.", chart.Dim}
	case c.Locked && c.Chosen < 0:
		return Notice{"Closed: passed without a prediction.", chart.Dim}
	case c.Locked:
		return Notice{"Your prediction is locked.", chart.Dim}
	case c.Chosen >= 0 && c.Led:
		return Notice{"You can change it until we go on.", chart.Active}
	case c.Chosen >= 0:
		return Notice{"PgDn locks it in and goes on.", chart.Active}
	}
	return Notice{"What do you predict? Press a to " + string(rune('a'+len(c.Options)-1)) + ".", chart.Active}
}

// doing is the commands of the card, those that are done in bright.
func doing(c *LessonCard, w int) []line {
	if len(c.Commands) == 0 {
		return nil
	}
	items := []line{{{":", chart.Dim}}}
	for i, command := range c.Commands {
		ink := chart.Dim
		switch {
		case i == c.Doing && i < len(c.Commands):
			ink = chart.Active
		case i < c.Doing:
			ink = chart.Plain
		}
		if i < len(c.Commands)-1 {
			command += " ·"
		}
		items = append(items, line{{command, ink}})
	}
	all := flow(items, w, " ")
	if c.Busy != "" {
		all = append(all, line{{c.Busy, chart.Dim}})
	}
	return all
}

// observed is what was seen, and what was predicted beside it.
func observed(c *LessonCard, w int) []line {
	var items []line
	for _, seen := range c.Seen {
		item := line{{seen.Name + " ", chart.Plain}, {seen.Value, chart.Title}}
		switch {
		case !seen.OK:
			item = append(item, piece{" ✗ not " + seen.Wanted, chart.Bad})
		case seen.Wanted != "":
			item = append(item, piece{" ✓", chart.Good})
		}
		items = append(items, item)
	}
	if len(items) > 0 {
		items = append([]line{{{"Observed:", chart.Dim}}}, items...)
	}
	return flow(items, w, "  ")
}

// flow puts items one after the other, as many as fit in a line.
func flow(items []line, w int, gap string) []line {
	var all []line
	used := 0
	for _, item := range items {
		width := 0
		for _, piece := range item {
			width += chart.TextWidth(piece.text)
		}
		if len(all) > 0 && used+len(gap)+width <= w {
			last := len(all) - 1
			all[last] = append(append(all[last], piece{gap, chart.Plain}), item...)
			used += len(gap) + width
			continue
		}
		all, used = append(all, item), width
	}
	return all
}
