package ui

import (
	"slices"
	"strings"

	"nudge/ui/lesson"
	"nudge/ui/pane"
)

// open is the question that the card shown asks, the zero question for none.
func (l *lecture) open() question {
	if l == nil || l.Cards[l.card].Question == nil || l.locked[l.card] {
		return question{}
	}
	return question{l.Lesson, l.card}
}

// answerKey answers the question of the card for the class; used is false where the
// key is no answer.
func (a *App) answerKey(key string) (used bool) {
	c, q := a.class, a.lecture.open()
	_, options := a.Question()
	if q == (question{}) || len(key) != 1 || key[0] < 'a' || int(key[0]-'a') >= len(options) {
		return a.lessonKey(key)
	}
	option := int(key[0] - 'a')
	if !c.board.answer(c, q, option) {
		a.warn("it is too late: the presenter has gone on")
		return true
	}
	if c.stance.left {
		a.tell("the presenter has left: your answer counts when one goes on with this card")
	}
	return a.lessonKey(key)
}

// chosen is what the student answered in a lesson, by card.
func (c *class) chosen(l *lecture) map[int]int {
	chosen := map[int]int{}
	for q, option := range c.board.answers(c) {
		if q.of == l.Lesson {
			chosen[q.card] = option
		}
	}
	return chosen
}

// ballot is how the class answered the question of the card: to the presenter as
// the answers come, to a student when the answer is told, and to one who wanders as
// long as the presenter shows the same card.
func (a *App) ballot() *pane.Ballot {
	c, l := a.class, a.lecture
	switch {
	case c == nil || l == nil:
		return nil
	case c.follows() && c.stance != nil:
		return c.stance.ballot
	case c.wanders:
		if s, _ := c.board.stances.get(); s != nil && s.lecture != nil && s.lecture.Lesson == l.Lesson && s.lecture.card == l.card {
			return s.ballot
		}
		return nil
	case !c.leads || l.Cards[l.card].Question == nil && !l.Reveals(l.card):
		return nil
	}
	asked := l.Asked(l.card)
	of := l.Cards[asked].Question
	votes, present := c.board.votes(question{l.Lesson, asked}, len(of.Options))
	b := &pane.Ballot{Votes: votes, Present: present, Right: -1}
	if asked != l.card {
		b.Right = of.Right
	}
	return b
}

// toldBallot is the ballot of a card that tells the answer, for the class to see;
// last where that is the same.
func (a *App) toldBallot(last *pane.Ballot) *pane.Ballot {
	b := a.ballot()
	if b == nil || b.Right < 0 {
		return nil
	}
	if last != nil && last.Right == b.Right && last.Present == b.Present && slices.Equal(last.Votes, b.Votes) {
		return last
	}
	return b
}

// goOn is how somebody is told that they need not wait for an answer.
const goOn = " (PgDn again goes on without)"

// recount says anew how many have answered, where the line below says how many had.
func (a *App) recount() {
	if a.lecture == nil || !strings.HasSuffix(a.notice.Text, goOn) {
		return
	}
	a.notice = pane.Notice{}
	if words := a.missing(); words != "" {
		a.warn("%s%s", words, goOn)
	}
}

// missing is what a question waits for before the lesson goes on: the prediction
// of the user or, in a class, of the students; "" for nothing.
func (a *App) missing() string {
	l := a.lecture
	question := l.Cards[l.card].Question
	if question == nil {
		return ""
	}
	if a.class.presents() {
		if b := a.ballot(); !l.locked[l.card] && !b.Full() {
			return b.State()
		}
		return ""
	}
	if _, answered := l.chosen[l.card]; answered {
		return ""
	}
	return "first say what you predict: a to " + lesson.Letter(len(question.Options)-1)
}
