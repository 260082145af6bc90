package ui

import (
	"strings"
	"testing"

	"nudge/model"
)

// hides fails where the screen says any of the words.
func hides(t *testing.T, a *App, words ...string) {
	t.Helper()
	a.draw()
	for _, w := range words {
		if strings.Contains(screenOf(a), w) {
			t.Fatalf("the screen says %q:\n%s", w, screenOf(a))
		}
	}
}

// TestRecount: the line that tells the presenter who has not answered goes on counting,
// and is gone when all have.
func TestRecount(t *testing.T) {
	presenter, class := lessonClass(t, 2)
	press(presenter, "pgdown")
	shows(t, presenter, "0 of 2 have answered. (PgDn again goes on without)")
	press(class[0], "b")
	hears(presenter)
	shows(t, presenter, "1 of 2 have answered. (PgDn again goes on without)")
	press(class[1], "a")
	hears(presenter)
	shows(t, presenter, "All 2 have answered.")
	hides(t, presenter, "PgDn again", "1 of 2")
	press(presenter, "?", "esc", "x") // what else is said is left alone
	said := presenter.notice
	press(class[1], "b")
	if hears(presenter); presenter.notice != said {
		t.Errorf("an answer says %q in the place of %q", presenter.notice.Text, said.Text)
	}
}

// TestTakeLead: a presenter whose lead another one took is told so, and of the key that
// takes it back; the other is told the same then, and the class sees the one who leads.
func TestTakeLead(t *testing.T) {
	board := NewBoard()
	student := attending(t, model.Iris(), board, false, "student")
	first := attending(t, model.Iris(), board, true, "")
	press(first, "w")
	shows(t, first, "you lead the class: students wander off")
	press(first, "n", ".")
	second := attending(t, model.Iris(), board, true, "")
	press(second, ".", ".")
	hears(first)
	shows(t, first, "ANOTHER LEADS", "another presenter leads now: w takes the lead back", "w take the lead")
	press(first, ".", ".", ".", ".", ".")
	hides(t, first, relievedWords)
	hears(student)
	alike(t, "the second leads", student, second)
	press(first, "w")
	shows(t, first, "CLASS 1")
	hides(t, first, "ANOTHER LEADS", "w take the lead")
	hears(student)
	alike(t, "the first has the lead back", student, first)
	hears(second)
	shows(t, second, "ANOTHER LEADS", relievedWords)
	press(second, "w", "2")
	hears(student)
	alike(t, "and the second", student, second)
	hears(first)
	shows(t, first, relievedWords)
	second.Close()
	hears(first)
	hides(t, first, relievedWords, "ANOTHER LEADS")
	hears(student)
	alike(t, "the second left", student, first)
}

// TestWelcomeEnds: what a student was told of the presenter at first does not outlast
// the presenter, nor its time.
func TestWelcomeEnds(t *testing.T) {
	board := NewBoard()
	presenter := attending(t, model.Iris(), board, true, "")
	press(presenter, "n", ".")
	come := func() *App {
		a := attending(t, model.Iris(), board, false, "")
		a.welcome("you follow: teacher leads already")
		if a.class.greeting() == nil {
			t.Fatal("nothing ends the welcome")
		}
		hears(a)
		shows(t, a, "you follow: teacher leads already")
		return a
	}
	first, second := come(), come()
	first.Update(greetedMsg{})
	shows(t, first, "Frame 1: the nudge moves the visible layer y")
	hides(t, first, "you follow")
	presenter.Close()
	hears(second)
	shows(t, second, "PRESENTER LEFT")
	hides(t, second, "you follow")
	press(second, "w", "w")
	shows(t, second, "back where the presenter left the class")
}

// TestOverhear: one who wanders is told once of a question, until it is closed; who has
// seen it is not.
func TestOverhear(t *testing.T) {
	board := NewBoard()
	early, late := attending(t, model.Iris(), board, false, "early"), attending(t, model.Iris(), board, false, "late")
	press(early, "w")
	presenter := attending(t, model.Iris(), board, true, "")
	presenter.Update(keyMsg("G"))
	hears(early)
	shows(t, early, "the presenter has begun: w follows")
	carry(t, presenter, presenter.openLesson(lessonOf(t, "2")))
	for presenter.lecture.open() == (question{}) {
		does(t, presenter, "pgdown")
	}
	hears(early)
	shows(t, early, "WANDERING", askedWords)
	press(early, ".")
	press(presenter, "s")
	hears(early)
	hides(t, early, askedWords)
	hears(late)
	press(late, "w", ".")
	press(presenter, "s")
	hears(late)
	hides(t, late, askedWords)
	press(early, "w", "b", "w", ".")
	press(presenter, "s")
	hears(early)
	hides(t, early, askedWords)
	early.warn(askedWords)
	press(presenter, "pgdown")
	does(t, presenter, "pgdown")
	hears(early)
	hides(t, early, askedWords)
}

// TestFollowPages: a key that would turn a card which has no more says whose it is.
func TestFollowPages(t *testing.T) {
	_, class := lessonClass(t, 1)
	press(class[0], "pgdown")
	shows(t, class[0], following)
	size(class[0], 40, 12)
	press(class[0], "pgdown")
	hides(t, class[0], "following the presenter")
	if class[0].lecture.page != 1 {
		t.Error("the card is not turned")
	}
}
