package ui

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/sahilm/fuzzy"

	"nudge/ui/chart"
	"nudge/ui/pane"
)

// finder is the palette: everything that can be done, narrowed by what is typed.
type finder struct {
	all   []offer
	shown []offer
	at    int    // the marked one of those shown; −1 for what is typed
	typed int    // how many of those shown are what is typed: 1 for a command with its argument
	none  string // says that nothing is found, "" for something is
}

// offer is one thing that can be done.
type offer struct {
	pane.Entry
	title string // its name, for the search
	why   string // it is of no use now, "" for it is
	line  string // the command that it stands for; with a blank at its end it wants more
	do    func(*App) tea.Cmd
}

// openPalette asks for a command line, and offers what there is.
func (a *App) openPalette() tea.Cmd {
	cmd := a.ask(":", a.command)
	a.prompt.list = &finder{all: a.offers()}
	a.prompt.list.narrow("")
	a.arrange()
	return cmd
}

// narrow offers what the query finds: after the name of a command that command and
// what can follow it, else what has such a name, or such words in its description.
// The first one is marked if its name has the query in it; what is only like it has
// to be chosen, as the query may be a command with a mistake in it.
func (p *finder) narrow(query string) {
	p.shown, p.at, p.typed, p.none = p.all, -1, 0, ""
	name, rest, more := strings.Cut(query, " ")
	switch {
	case query == "":
		return
	case !isCommand(name):
	case more:
		p.argue(name, rest)
		return
	}
	p.shown = nil
	for _, i := range find(query, p.all) {
		found := p.all[i]
		found.Group = "" // they stand in the order of how well they fit
		p.shown = append(p.shown, found)
	}
	if len(p.shown) == 0 {
		p.none = fmt.Sprintf("nothing has %q in it: take letters away, or leave with Esc", query)
		return
	}
	if !isCommand(name) && strings.Contains(strings.ToLower(p.shown[0].title), strings.ToLower(query)) {
		p.at = 0
	}
}

// argue offers the command whose argument is being typed, as it stands, and what can
// follow it.
func (p *finder) argue(name, rest string) {
	i := slices.IndexFunc(p.all, func(o offer) bool { return strings.TrimSpace(o.line) == name })
	typed := p.all[i]
	typed.Group, typed.line = "", strings.TrimSpace(name+" "+rest)
	p.shown, p.at, p.typed = append([]offer{typed}, completions(name, rest)...), 0, 1
	if follow[name] != nil && len(p.shown) == 1 && strings.TrimSpace(rest) != "" {
		p.none = fmt.Sprintf("nothing that can follow %s begins with %q: take letters away to see what can", name, strings.TrimSpace(rest))
	}
}

// find lists the offers that a query finds: names that have it in them, from
// those that begin with it on, names that have its letters in this order, and
// descriptions that have all its words.
func find(query string, all []offer) (found []int) {
	query = strings.ToLower(query)
	taken := make([]bool, len(all))
	take := func(i int, fits bool) {
		if fits && !taken[i] {
			found, taken[i] = append(found, i), true
		}
	}
	for i, o := range all {
		take(i, strings.HasPrefix(strings.ToLower(o.title), query))
	}
	for i, o := range all {
		take(i, strings.Contains(strings.ToLower(o.title), query))
	}
	for _, match := range fuzzy.FindFrom(query, titles(all)) {
		take(match.Index, true)
	}
	for i, o := range all {
		text := strings.ToLower(o.title + " " + o.Name + " " + o.Text)
		take(i, !slices.ContainsFunc(strings.Fields(query), func(word string) bool { return !strings.Contains(text, word) }))
	}
	return found
}

// titles are the names of offers for the search.
type titles []offer

func (t titles) String(i int) string { return t[i].title }
func (t titles) Len() int            { return len(t) }

// move marks the offer by rows further down; above the first one is what is typed,
// unless that is the first one.
func (p *finder) move(by int) { p.at = min(max(p.at+by, p.typed-1), len(p.shown)-1) }

// key moves the mark or completes the line; used is false for any other key.
func (p *finder) key(key string, in *prompt) (used bool) {
	const page = 8
	if by, ok := map[string]int{"up": -1, "down": 1, "pgup": -page, "pgdown": page}[key]; ok {
		p.move(by)
		return true
	}
	if key != "tab" {
		return false
	}
	if i := max(p.typed, p.at); i < len(p.shown) && p.shown[i].line != "" {
		in.complete(p.shown[i].line)
	}
	return true
}

// complete puts a line in the place of what was typed.
func (p *prompt) complete(line string) {
	p.input.SetValue(line)
	p.input.CursorEnd()
	p.list.narrow(line)
}

// marked is the offer under the mark.
func (p *finder) marked() (o offer, ok bool) {
	if p == nil || p.at < 0 {
		return offer{}, false
	}
	return p.shown[p.at], true
}

// wants tells whether the command of an offer wants more than is said.
func (o offer) wants() bool { return strings.HasSuffix(o.line, " ") }

// take does what is offered.
func (a *App) takeOffer(o offer) (tea.Cmd, error) {
	switch {
	case o.why != "":
		return nil, errors.New(o.why)
	case o.do != nil:
		return o.do(a), nil
	}
	return a.command(o.line)
}

// choice is the palette as the pane draws it, nil for none.
func (a *App) choice() *pane.Choice {
	p := a.prompt.list
	if p == nil {
		return nil
	}
	c := &pane.Choice{Title: a.prompt.text(), At: p.at} // the footer says which keys do what
	for _, o := range p.shown {
		if o.why != "" {
			o.Text += "   (" + o.why + ")"
		}
		c.Entries, c.Off = append(c.Entries, o.Entry), append(c.Off, o.why != "")
	}
	if o, ok := p.marked(); ok { // in full
		c.Notice = pane.Notice{Text: o.Text, Ink: chart.Dim}
		if o.why != "" {
			c.Notice = pane.Notice{Text: "not now: " + o.why, Ink: warnInk}
		}
	}
	if p.none != "" && a.notice.Text == "" {
		c.Notice = pane.Notice{Text: p.none, Ink: warnInk}
	}
	if a.notice.Text != "" && a.screen.caption.h == 0 {
		c.Notice = a.notice
	}
	return c
}

// paletteRoom makes room for the palette on a screen: where the card of a lesson
// is, or would be.
func paletteRoom(s screen) screen {
	if s.card.h == 0 {
		s = cardRoom(s)
	}
	s.found, s.card = s.card, rect{}
	return s
}
