package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"nudge/ui/lesson"
	"nudge/ui/pane"
)

// nextCard goes on: to the rest of the card, to the end of what it runs, or to the
// next card.
func (a *App) nextCard() tea.Cmd {
	l := a.lecture
	question := l.Cards[l.card].Question
	switch {
	case l.busy():
		return a.hurry()
	case a.panes.card.More():
		l.page++
		return nil
	case !l.asked && a.missing() != "":
		l.asked = true
		a.warn("%s%s", a.missing(), goOn)
		return nil
	case l.card == len(l.Cards)-1:
		return a.afterLesson()
	}
	if question != nil && !l.locked[l.card] {
		a.lockAnswer()
	}
	l.card, l.page, l.asked = l.card+1, 0, false
	return a.runCard()
}

// afterLesson offers the next one.
func (a *App) afterLesson() tea.Cmd {
	cmd := a.openMenu(false)
	if a.menu != nil {
		a.menu.at = min(a.lecture.Number, len(a.menu.entries)-1)
	}
	return cmd
}

// hurry finishes at once what the card is playing.
func (a *App) hurry() tea.Cmd {
	l := a.lecture
	l.hold = min(l.hold, 1)
	if l.task != nil {
		a.tell("it is learning: wait for it, or Esc closes the lesson")
		return nil
	}
	l.hurry = true
	if l.play == nil {
		return nil // the next beat goes on
	}
	step := *l.play
	l.play = nil
	a.clock.set(false)
	if cmd := a.seekStep(step); a.goal != nil {
		return cmd
	}
	return a.nextCommand()
}

// lastCard goes back a card. Nothing runs.
func (a *App) lastCard() tea.Cmd {
	l := a.lecture
	if l.busy() {
		l.stop()
		a.clock.set(false)
	}
	switch {
	case l.page > 0:
		l.page--
	case l.card == 0:
		a.warn("this is the first card")
	default:
		l.card, l.asked = l.card-1, false
		a.arrange()
	}
	return nil
}

// lessonKey gives a key to a card with a question; used is false for any other
// key.
func (a *App) lessonKey(key string) (used bool) {
	l := a.lecture
	asked := l.card
	if l.Cards[asked].Question == nil && asked > 0 && l.busy() {
		asked-- // a second press of the answer
	}
	question := l.Cards[asked].Question
	if question == nil || len(key) != 1 || key[0] < 'a' || int(key[0]-'a') >= len(question.Options) {
		return false
	}
	if l.locked[asked] || asked != l.card {
		a.warn("%s", a.lockedWords(asked))
		return true
	}
	option := int(key[0] - 'a')
	l.chosen[l.card] = option
	given, _ := l.prediction()
	a.keepPrediction(given)
	a.keepAnswer(given)
	if a.answered != nil {
		a.answered(given)
	}
	return true
}

// prediction is what was answered to the question of the card, if it was.
func (l *lecture) prediction() (given lesson.Answer, ok bool) {
	c := l.Cards[l.card]
	option, ok := l.chosen[l.card]
	if !ok {
		return given, false
	}
	return lesson.Answer{
		Lesson: l.Name, Question: c.Heading, Answer: lesson.Letter(option), Right: option == c.Question.Right, Locked: l.locked[l.card],
	}, true
}

// keepPrediction writes it down. What was predicted before the lesson went on for
// the first time stays: only then the right answer was not known.
func (a *App) keepPrediction(given lesson.Answer) {
	kept, err := a.answers.Keep(given)
	switch {
	case err != nil:
		a.warn("%v", err)
	case kept.Answer != given.Answer:
		a.tell("the list of lessons keeps your first prediction, %s", kept.Answer)
	}
}

// lockAnswer closes the question of the card.
func (a *App) lockAnswer() {
	a.lecture.locked[a.lecture.card] = true
	if given, ok := a.lecture.prediction(); ok {
		a.keepPrediction(given)
	}
}

// lockedWords is why a question takes no answer any more.
func (a *App) lockedWords(asked int) string {
	_, answered := a.lecture.chosen[asked]
	switch {
	case answered && a.class.follows():
		return "your prediction is locked: the class has gone on"
	case answered:
		return "your prediction is locked: PgDn goes on"
	case a.class.follows():
		return "this question is closed: the class went on before you answered"
	}
	return "this question is closed: you went on without a prediction"
}

// card is the card of the lesson as the pane draws it, nil without a lesson.
func (a *App) card() *pane.LessonCard {
	l := a.lecture
	if l == nil {
		return nil
	}
	shown := l.Cards[l.card]
	c := &pane.LessonCard{
		Number: l.Number, Title: l.Title, At: l.card + 1, Of: len(l.Cards), Heading: shown.Heading, Text: shown.Text,
		Chosen: -1, Right: -1, Page: l.page, Ballot: a.ballot(), Led: a.class.follows(),
	}
	if shown.Question != nil {
		c.Options, c.Locked = shown.Question.Options, l.locked[l.card]
		if option, ok := l.chosen[l.card]; ok {
			c.Chosen = option
		}
	}
	c.Seen = l.seen[l.card]
	if l.Reveals(l.card) {
		l.reveal(c)
	}
	for i, command := range shown.Commands {
		if command.Name() == "expect" {
			continue
		}
		c.Commands = append(c.Commands, command.Text)
		if i < len(shown.Commands)-len(l.queue)-l.running() {
			c.Doing = len(c.Commands)
		}
	}
	if t := l.task; t != nil && t.total.Load() > 0 {
		c.Busy = fmt.Sprintf("learning: pass %d of %d …", t.done.Load(), t.total.Load())
	}
	return c
}

// running is 1 while a command is being carried out.
func (l *lecture) running() int {
	if l.play != nil || l.task != nil {
		return 1
	}
	return 0
}

// reveal puts the prediction beside the right answer, before the text.
func (l *lecture) reveal(c *pane.LessonCard) {
	asked := l.Asked(l.card)
	for at := asked + 1; at < l.card; at++ {
		c.Seen = append(c.Seen, l.seen[at]...)
	}
	question := l.Cards[asked].Question
	right := fmt.Sprintf("%s  %s", lesson.Letter(question.Right), question.Options[question.Right])
	option, answered := l.chosen[asked]
	switch {
	case !answered:
		c.Said = []pane.Notice{{Text: "Right is " + right, Ink: goodInk}}
	case option == question.Right:
		c.Said = []pane.Notice{{Text: "You predicted " + right + "  ✓ right", Ink: goodInk}}
	default:
		c.Said = []pane.Notice{{Text: fmt.Sprintf("You predicted %s  ✗   Right is %s", lesson.Letter(option), right), Ink: badInk}}
	}
}

// cardHints is the keys of the card.
func (a *App) cardHints() []pane.Hint {
	l := a.lecture
	var list []pane.Hint
	if question := l.Cards[l.card].Question; question != nil && !l.locked[l.card] {
		list = append(list, pane.Hint{Key: "a–" + lesson.Letter(len(question.Options)-1), Does: "answer"})
	}
	does := "next card"
	switch {
	case l.busy():
		does = "at once"
	case l.card == len(l.Cards)-1:
		does = "next lesson"
	}
	return append(list, pane.Hint{Key: "PgDn", Does: does}, pane.Hint{Key: "PgUp", Does: "back"})
}

// lessonHints is the footer while a lesson is open.
func (a *App) lessonHints() []pane.Hint {
	return append(a.lectureHints(), a.footer...)
}

// lectureHints is the keys of the card, and those that leave it.
func (a *App) lectureHints() []pane.Hint {
	return append(a.cardHints(), pane.Hint{Key: "o", Does: "lessons"}, pane.Hint{Key: "Esc", Does: "close"})
}

// Question is the heading and the options of the prediction that is open now, and
// "" where none is.
func (a *App) Question() (heading string, options []string) {
	q := a.lecture.open()
	if q == (question{}) {
		return "", nil
	}
	c := q.of.Cards[q.card]
	return c.Heading, c.Question.Options
}

// lessonState says in the menu how a lesson went.
func (a *App) lessonState(l *lesson.Lesson) string {
	var said []string
	for _, c := range l.Cards {
		if c.Question == nil {
			continue
		}
		if given, ok := a.answers.Of(l.Name, c.Heading); ok {
			said = append(said, map[bool]string{true: "✓", false: "✗"}[given.Right])
		}
	}
	return strings.Join(said, " ")
}
