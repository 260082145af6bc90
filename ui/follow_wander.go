package ui

import (
	tea "charm.land/bubbletea/v2"

	"nudge/ui/pane"
)

// stray leaves the presenter.
func (c *class) stray() {
	c.asked = question{}
	if c.stance != nil {
		c.asked = c.stance.lecture.open()
	}
	c.wanders, c.stance, c.own = true, nil, nil
	c.board.wander(c, true)
}

// askedWords are what one who wanders is told of a question.
const askedWords = "the presenter asks a question: w answers it"

// overhear tells one who wanders what cannot be missed: that the presenter has begun,
// or asks.
func (a *App) overhear(s *Stance) {
	c := a.class
	asked := s.lecture.open()
	_, answered := c.board.answers(c)[asked]
	switch {
	case asked == c.asked && c.number > 0:
		return
	case asked != (question{}) && !answered:
		a.warn(askedWords)
	case a.notice.Text == askedWords: // no more
		a.notice = pane.Notice{}
	case c.number == 0:
		a.warn("the presenter has begun: w follows")
	}
	c.asked, a.dirty = asked, true
}

// wander leaves the presenter, or goes back.
func (a *App) wander() tea.Cmd {
	c := a.class
	if c.wanders {
		return a.comeBack()
	}
	c.stray()
	a.tell("you go your own way from here: w goes back to the presenter")
	return a.standStill()
}

// standStill stops time where another one let it run, and finishes what is needed
// to stand there.
func (a *App) standStill() tea.Cmd {
	a.clock.set(false)
	if l := a.lecture; l != nil && l.task != nil {
		l.stop() // it is computed elsewhere
	}
	switch {
	case a.goal != nil:
		return a.seekStep(*a.goal)
	case a.lecture.busy():
		return a.clock.tick()
	}
	return nil
}

// comeBack follows the presenter again. Where the student was is kept.
func (a *App) comeBack() tea.Cmd {
	c := a.class
	c.own, c.wanders = a.stance(nil), false
	c.board.wander(c, false)
	last, number := c.board.stances.get()
	c.number = number
	if last == nil {
		a.dirty = true
		return a.await()
	}
	cmd := a.follow(last)
	if last.left {
		a.tell("back where the presenter left the class: u goes to where you were")
	} else {
		a.tell("back with the presenter: u goes to where you were")
	}
	return tea.Batch(cmd, a.await())
}

// goBack wanders where the student was before coming back.
func (a *App) goBack() tea.Cmd {
	c := a.class
	own := c.own
	c.stray()
	cmd := a.assume(own, nil)
	a.tell("where you were: w goes back to the presenter")
	return tea.Batch(cmd, a.standStill())
}
