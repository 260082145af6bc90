package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"nudge/ui/pane"
)

// relievedWords are what a presenter is told whose lead another one has taken.
const relievedWords = "another presenter leads now: w takes the lead back"

// relieved notes whether another presenter has the lead. When it comes back, the class
// is shown where this one stands.
func (a *App) relieved(replaced bool) {
	c := a.class
	switch {
	case replaced && !c.replaced:
		a.warn(relievedWords)
	case !replaced && a.notice.Text == relievedWords:
		a.notice = pane.Notice{}
	}
	c.replaced = replaced
	if last, _ := c.board.stances.get(); !replaced && last != c.stance {
		c.stance = nil // what is shown is another's
	}
}

// takeLead takes the lead from the presenter who has it.
func (a *App) takeLead() tea.Cmd {
	a.class.board.take(a.class)
	a.relieved(false)
	return nil
}

// take gives a presenter who is in the lead.
func (b *Board) take(c *class) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.presenters = append(slices.DeleteFunc(b.presenters, func(p *class) bool { return p == c }), c)
	b.open = question{}
	b.call() // that one publishes again
}
