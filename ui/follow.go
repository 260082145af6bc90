package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"nudge/ui/chart"
	"nudge/ui/pane"
)

// class is the App's part in a class: it leads, or follows, or wanders.
type class struct {
	board *Board
	leads bool
	name  string
	whose string // the person, see Options
	known bool   // for certain

	ctx      context.Context // ends with the session
	cancel   context.CancelFunc
	waiting  bool      // a command waits for news
	number   uint64    // of the news taken last
	at       time.Time // when that was
	stance   *Stance   // published last, or taken over last; nil for none
	wanders  bool
	own      *Stance   // where the student had wandered, nil for nowhere
	spoke    time.Time // when a key of the student's said something
	welcome  string    // what was said at first, while it stays
	asked    question  // what the presenter asked last, to one who wanders
	roll     roll      // the presenter's
	replaced bool      // another presenter has taken the lead
}

// classMsg brings news: to a student where the presenter stands, to the presenter
// who is there.
type classMsg struct {
	stance *Stance
	roll   roll
	number uint64
}

// following is what one who follows is told of a key that would lead elsewhere.
const following = "you are following the presenter: w wanders off on your own"

// follows tells whether what is shown is the presenter's.
func (c *class) follows() bool { return c != nil && !c.leads && !c.wanders }

// presents tells whether others follow this App.
func (c *class) presents() bool { return c != nil && c.leads }

// join takes part in the class. A presenter who comes when another one has left
// goes on from there.
func (a *App) join(o Options) {
	if o.Board == nil {
		return
	}
	c := &class{board: o.Board, leads: o.Presenter, name: o.Name, whose: o.Person, known: o.Known}
	c.ctx, c.cancel = context.WithCancel(context.Background())
	a.class = c
	last, _ := c.board.stances.get()
	c.board.join(c)
	if !c.leads || last != nil {
		a.menu = nil // what the class sees is chosen already
	}
	a.welcome(o.Welcome)
	if c.leads && last != nil {
		a.opening = a.assume(last, nil)
		a.opening = tea.Batch(a.opening, a.standStill())
	}
}

// leave ends the waiting commands and gives the place up.
func (c *class) leave() {
	if c != nil && c.ctx.Err() == nil {
		c.cancel()
		c.board.leave(c)
	}
}

// await is the command that waits for news: at most one at a time, and news at
// most once a frame.
func (a *App) await() tea.Cmd {
	c := a.class
	if c == nil || c.waiting {
		return nil
	}
	c.waiting = true
	number, pause := c.number, time.Until(c.at.Add(a.clock.interval))
	return func() tea.Msg {
		if pause > 0 {
			select {
			case <-time.After(pause):
			case <-c.ctx.Done():
				return nil
			}
		}
		var msg classMsg
		var ok bool
		if c.leads {
			msg.roll, msg.number, ok = c.board.rolls.after(c.ctx, number)
		} else {
			msg.stance, msg.number, ok = c.board.stances.after(c.ctx, number)
		}
		if !ok {
			return nil
		}
		return msg
	}
}

// news takes what came, and waits for more.
func (a *App) news(msg classMsg) tea.Cmd {
	c := a.class
	c.waiting = false
	switch {
	case c.leads:
		c.number, c.at, c.roll, a.dirty = msg.number, time.Now(), msg.roll, true
		a.recount()
		a.relieved(!c.board.leads(c))
	case c.wanders:
		a.overhear(msg.stance)
		c.number, c.at = msg.number, time.Now()
	default:
		c.number, c.at = msg.number, time.Now()
		return tea.Batch(a.follow(msg.stance), a.await())
	}
	return a.await()
}

// follow shows what the presenter shows. The prediction on the card is the
// student's own, and so is the part of a card that they turned to.
func (a *App) follow(s *Stance) tea.Cmd {
	c := a.class
	was, said, page := c.stance, a.notice, 0
	if a.lecture != nil {
		page = a.lecture.page
	}
	cmd := a.assume(s, was)
	c.stance = s
	if l := a.lecture; l != nil && (was == nil || was.lecture != s.lecture) {
		l.chosen = c.chosen(l)
		if was != nil && was.lecture != nil && was.lecture.card == s.lecture.card && was.lecture.page == s.lecture.page {
			l.page = page
		}
	}
	if was != nil && s.left && !was.left {
		c.welcome = "" // it spoke of a presenter who was there
	}
	if time.Since(c.spoke) < spoken && was != nil && was.notice == s.notice || c.welcome != "" {
		a.notice = said
	}
	return cmd
}

// catchUp goes on to where the presenter stands, which took longer than a tick.
func (a *App) catchUp() tea.Cmd {
	s := a.class.stance
	if s == nil || a.frame.Trail.Step() == s.stand.Step() {
		return nil
	}
	cmd := a.seekStep(s.stand.Step())
	if goal := s.goal; a.goal == nil && goal >= 0 {
		a.goal = &goal // the presenter is under way too
	}
	return cmd
}

// publish shows the class where the presenter stands, if anything changed.
func (a *App) publish() {
	c := a.class
	if !c.presents() {
		return
	}
	if s := a.stance(c.stance); !s.same(c.stance) {
		c.stance = s
		c.board.publish(c, s, a.lecture.open())
	}
}

// attendance says in the status line what the App's part in the class is.
func (a *App) attendance() pane.Notice {
	c := a.class
	switch {
	case c == nil:
		return pane.Notice{}
	case c.wanders:
		return pane.Notice{Text: "WANDERING", Ink: chart.Warn}
	case !c.leads && c.stance != nil && c.stance.left:
		return pane.Notice{Text: "PRESENTER LEFT", Ink: chart.Warn}
	case !c.leads:
		return pane.Notice{Text: "FOLLOWING", Ink: chart.Active}
	case c.replaced:
		return pane.Notice{Text: "ANOTHER LEADS", Ink: chart.Warn}
	case a.lecture.open() != (question{}) && a.cardCut():
		return pane.Notice{Text: a.ballot().Short(), Ink: chart.Active}
	}
	return pane.Notice{Text: c.roll.String(), Ink: chart.Active}
}

// expects tells whether a student waits for the first stance.
func (c *class) expects() bool { return c.follows() && c.stance == nil }

// waitingWords are what a student reads meanwhile.
var waitingWords = []string{
	"Waiting for the presenter",
	"What they show comes up here by itself.",
	"w  look around on your own     ?  help     q  quit",
}
