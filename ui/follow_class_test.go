package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"nudge/model"
	"nudge/ui/lesson"
)

// shows fails where the screen does not say each of the words.
func shows(t *testing.T, a *App, words ...string) {
	t.Helper()
	a.draw()
	for _, w := range words {
		if !strings.Contains(screenOf(a), w) {
			t.Fatalf("the screen does not say %q:\n%s", w, screenOf(a))
		}
	}
}

// lessonClass is a presenter at the question of lesson 2, and students.
func lessonClass(t *testing.T, students int) (presenter *App, class []*App) {
	t.Helper()
	board := NewBoard()
	for i := range students {
		class = append(class, attending(t, model.Iris(), board, false, fmt.Sprint("student ", i)))
	}
	presenter = attending(t, model.Iris(), board, true, "")
	carry(t, presenter, presenter.openLesson(lessonOf(t, "2")))
	for presenter.lecture.Cards[presenter.lecture.card].Question == nil {
		does(t, presenter, "pgdown")
	}
	all(class, hears)
	return presenter, class
}

// lessonOf is a lesson that was opened just now.
func lessonOf(t *testing.T, name string) *lesson.Lesson {
	t.Helper()
	l, err := lesson.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func all(class []*App, do func(*App)) {
	for _, a := range class {
		do(a)
	}
}

// TestMenuOfAClass: who presents first chooses from the menu; all others see what
// was chosen, and so does a presenter who comes later.
func TestMenuOfAClass(t *testing.T) {
	board := NewBoard()
	student := attends(t, model.Iris(), Options{Board: board, Name: "ann", Menu: true})
	presenter := attends(t, model.Iris(), Options{Board: board, Presenter: true, Menu: true})
	shows(t, presenter, "NUDGE", "Enter open")
	does(t, presenter, "down")
	does(t, presenter, "enter")
	hears(student)
	shows(t, student, "LESSON 2", "FOLLOWING")
	presenter.Close()
	second := attends(t, model.Iris(), Options{Board: board, Presenter: true, Menu: true})
	shows(t, second, "LESSON 2")
}

// TestAnswers: the answers of a class come back as bars, one a student, and which
// one is right is told with the reveal, to all.
func TestAnswers(t *testing.T) {
	presenter, class := lessonClass(t, 4)
	question := presenter.lecture.Cards[presenter.lecture.card].Question
	right, wrong := lesson.Letter(question.Right), lesson.Letter((question.Right+1)%len(question.Options))
	votes := func() []int { hears(presenter); return presenter.card().Ballot.Votes }
	shows(t, class[0], "What do you predict?", "FOLLOWING", "w wander off")
	press(class[0], wrong)
	press(class[0], wrong)
	press(class[1], wrong, right) // the last one counts
	press(class[2], right)
	if v := votes(); v[question.Right] != 2 || v[(question.Right+1)%len(question.Options)] != 1 {
		t.Errorf("votes %v", v)
	}
	shows(t, presenter, "3 of 4 have answered.", "CLASS 4")
	shows(t, class[1], "▸ "+right, "You can change it")
	if strings.Contains(screenOf(presenter), "✓") || strings.Contains(screenOf(class[1]), "have answered") {
		t.Error("it tells before the reveal")
	}
	press(presenter, "pgdown")
	shows(t, presenter, "PgDn again")
	does(t, presenter, "pgdown")
	press(class[3], wrong) // has not heard that the presenter went on
	shows(t, class[3], "too late")
	all(class, hears)
	for !presenter.lecture.Reveals(presenter.lecture.card) {
		does(t, presenter, "pgdown")
	}
	all(class, hears)
	for i, a := range append([]*App{presenter}, class...) {
		shows(t, a, "The class:", " 2 ✓")
		if i > 0 && !strings.Contains(screenOf(a), map[bool]string{true: "You predicted", false: "Right is"}[i < 4]) {
			t.Errorf("student %d is not told:\n%s", i, screenOf(a))
		}
	}
	press(class[0], "w", ".")
	shows(t, class[0], "WANDERING", "The class:", " 2 ✓")
	press(class[0], "w")
	class[1].Close() // the answer of a student who leaves counts on
	class[3].Close() // who has not answered is not there any more
	if v := votes(); v[question.Right] != 2 || presenter.class.roll.follow != 2 || presenter.card().Ballot.Present != 3 {
		t.Errorf("votes %v of %d, %v", v, presenter.card().Ballot.Present, presenter.class.roll)
	}
	l, _ := lesson.Open("2") // opened again, it asks anew
	carry(t, presenter, presenter.openLesson(l))
	for presenter.lecture.Cards[presenter.lecture.card].Question == nil {
		does(t, presenter, "pgdown")
	}
	if b := presenter.card().Ballot; b.Full() || b.Votes[question.Right] != 0 || b.Present != 2 {
		t.Errorf("a new question begins with %v of %d", b.Votes, b.Present)
	}
	all(class[2:3], hears)
	shows(t, class[2], "What do you predict?")
}

// TestAnswerAgain: a student whose connection broke comes again under the same name
// and is not counted twice.
func TestAnswerAgain(t *testing.T) {
	presenter, class := lessonClass(t, 1)
	press(class[0], "a")
	again := attending(t, model.Iris(), class[0].class.board, false, class[0].class.name)
	class[0].Close()
	hears(again)
	shows(t, again, "▸ a")
	press(again, "b")
	hears(presenter)
	if b := presenter.card().Ballot; b.Present != 1 || b.Votes[0] != 0 || b.Votes[1] != 1 {
		t.Errorf("%d present, votes %v", b.Present, b.Votes)
	}
}

// coming is a student of whom something is known.
func coming(t *testing.T, board *Board, name, person string, known bool) *App {
	a := attending(t, model.Iris(), board, false, name)
	a.class.leave()
	a.class.ctx, a.class.cancel = context.WithCancel(context.Background())
	a.class.whose, a.class.known = person, known
	board.join(a.class)
	hears(a)
	return a
}

// TestOneVote: a person known for certain is one of the class in however many windows,
// with the answer given last, and follows as long as one window does; who only has
// the same name is another.
func TestOneVote(t *testing.T) {
	presenter, class := lessonClass(t, 1)
	board := class[0].class.board
	holds := func(present int, roll string, votes ...int) {
		t.Helper()
		hears(presenter)
		b := presenter.card().Ballot
		if b.Present != present || !slices.Equal(b.Votes[:len(votes)], votes) || presenter.class.roll.String() != roll {
			t.Errorf("%d present, votes %v, %v: want %d, %v, %s", b.Present, b.Votes, presenter.class.roll, present, votes, roll)
		}
	}
	one := coming(t, board, "1", "ann", true)
	press(one, "a")
	two := coming(t, board, "2", "ann", true)
	shows(t, two, "▸ a")
	holds(2, "CLASS 2", 1, 0)
	press(two, "b")
	holds(2, "CLASS 2", 0, 1)
	press(one, "a")
	press(one, "w")
	holds(2, "CLASS 2", 1, 0)
	press(two, "w")
	holds(2, "CLASS 1+1 off", 1, 0)
	stranger := coming(t, board, "3", "ann", false)
	shows(t, stranger, "What do you predict?")
	holds(3, "CLASS 2+1 off", 1, 0)
	press(stranger, "b")
	namesake := coming(t, board, "4", "ann", false)
	shows(t, namesake, "What do you predict?")
	holds(4, "CLASS 3+1 off", 1, 1)
	one.Close()
	holds(4, "CLASS 3+1 off", 1, 1)
	two.Close()
	holds(4, "CLASS 3", 1, 1)
	three := coming(t, board, "5", "ann", true)
	shows(t, three, "▸ a")
	holds(4, "CLASS 4", 1, 1)
}

// TestAnswerOfOneGone: the answer of a broken connection counts; whoever comes again
// as the same person finds it, changes it, and is counted once, in whatever order the
// board hears of it. A stranger is another voter.
func TestAnswerOfOneGone(t *testing.T) {
	presenter, class := lessonClass(t, 1)
	board := class[0].class.board
	come := func(name, person string) *App { return coming(t, board, name, person, false) }
	counts := func(present int, votes ...int) {
		t.Helper()
		hears(presenter)
		if b := presenter.card().Ballot; b.Present != present || !slices.Equal(b.Votes[:len(votes)], votes) {
			t.Errorf("%d present, votes %v: want %d, %v", b.Present, b.Votes, present, votes)
		}
	}
	first := come("1", "ann")
	press(first, "a")
	first.Close()
	counts(2, 1, 0)
	stranger := come("2", "bob")
	shows(t, stranger, "What do you predict?")
	second := come("3", "ann")
	shows(t, second, "▸ a")
	counts(3, 1, 0)
	press(second, "b")
	counts(3, 0, 1)
	third := come("4", "ann") // before the end of the second is known
	press(third, "a")
	second.Close()
	counts(3, 1, 0)
	for n := range 3 { // of nobody known
		a := come(fmt.Sprint("x", n), "")
		press(a, "b")
		a.Close()
	}
	counts(6, 1, 3)
}

// TestGoneAreFew: a board remembers only so many who have gone.
func TestGoneAreFew(t *testing.T) {
	b, q := NewBoard(), question{card: 1}
	presenter := &class{leads: true}
	b.join(presenter)
	b.publish(presenter, &Stance{}, q)
	for n := range maxGone + 100 {
		c := &class{name: fmt.Sprint(n), whose: fmt.Sprint("person ", n)}
		b.join(c)
		if !b.answer(c, q, 0) {
			t.Fatal("an answer is not taken")
		}
		b.leave(c)
	}
	if len(b.seats) != maxGone {
		t.Errorf("%d who have gone are remembered", len(b.seats))
	}
}

// TestAnswerLeft: while there is no presenter a question is still answered, and the
// one who comes sees the answer.
func TestAnswerLeft(t *testing.T) {
	presenter, class := lessonClass(t, 2)
	presenter.Close()
	all(class, hears)
	press(class[0], "b")
	shows(t, class[0], "PRESENTER LEFT", "▸ b", "your answer counts when one goes on")
	again := attending(t, model.Xor(), class[0].class.board, true, "")
	again.Update(keyMsg("G"))
	all(class, hears)
	shows(t, again, "1 of 2 have answered.")
	if b := again.card().Ballot; b.Votes[1] != 1 {
		t.Errorf("votes %v", b.Votes)
	}
	shows(t, class[0], "▸ b")
	press(class[1], "a")
	shows(t, class[1], "▸ a", "You can change it")
	if hears(again); !again.card().Ballot.Full() {
		t.Errorf("votes %v", again.card().Ballot.Votes)
	}
}

// TestQuestionClosed: when the class comes back to a question, who answered reads
// that the answer is locked, and who did not that the class went on.
func TestQuestionClosed(t *testing.T) {
	presenter, class := lessonClass(t, 2)
	press(class[0], "b")
	press(presenter, "pgdown")
	does(t, presenter, "pgdown")
	all(class, hears)
	press(presenter, "pgup")
	all(class, hears)
	for i, words := range [][]string{{"▸ b", "Your prediction is locked."}, {"Closed: the class has gone on."}} {
		shows(t, class[i], words...)
		press(class[i], "a")
		shows(t, class[i], []string{"your prediction is locked: the class has gone on", "this question is closed: the class went on"}[i])
	}
}

// TestWander: a student goes on from the very state that the presenter shows, comes
// back to what is shown then, and finds their own way again.
func TestWander(t *testing.T) {
	board := NewBoard()
	student := attending(t, model.Iris(), board, false, "student")
	shows(t, student, "Waiting for the presenter")
	presenter := attending(t, model.Lesson(), board, true, "")
	press(presenter, "n", ".", ".", ".", "2", "m", "up", "enter", "space")
	hears(student)
	alike(t, "before", student, presenter)
	for _, key := range []string{".", "n", "up", "1", "o", ":", "p", "x", "enter"} {
		press(student, key)
		shows(t, student, "w wanders off")
	}
	before := panesOf(student)
	press(student, "w")
	for view, rows := range panesOf(student) {
		if rows != before[view] {
			t.Errorf("the %v view changes when one wanders off", view)
		}
	}
	shows(t, student, "WANDERING", "w back to the class")
	hears(presenter)
	shows(t, presenter, "CLASS 0+1 off")
	press(student, "esc", "L", "down", "down", ".", "3")
	own, cursor := panesOf(student), student.run.Cursor()
	if student.run.Cursor() != 14 || student.run.Settings().Beta == presenter.run.Settings().Beta {
		t.Fatalf("it does not go its own way: frame %d", student.run.Cursor())
	}
	press(presenter, "space", "end", ".", ".", "6")
	hears(student)
	if student.run.Cursor() != cursor {
		t.Error("the presenter takes a wanderer along")
	}
	press(student, "w")
	shows(t, student, "back with the presenter")
	student.notice = presenter.notice
	student.draw()
	alike(t, "back", student, presenter)
	press(student, "u")
	if student.run.Cursor() != cursor || !student.class.wanders {
		t.Errorf("u goes to frame %d", student.run.Cursor())
	}
	for view, rows := range panesOf(student) {
		if rows != own[view] {
			t.Errorf("the %v view of the own way differs", view)
		}
	}
	press(student, "w")
	presenter.Close()
	hears(student)
	shows(t, student, "PRESENTER LEFT")
	// A presenter who comes again goes on from there.
	again := attending(t, model.Xor(), board, true, "")
	again.Update(keyMsg("."))
	student.class.spoke = time.Time{} // what w said has been read
	hears(student)
	alike(t, "after another presenter came", student, again)
	if again.run.Cursor() != presenter.run.Cursor()+1 {
		t.Errorf("the presenter comes back to frame %d", again.run.Cursor())
	}
}

// TestPublishOnlyChanges: what changes nothing that is shown is not sent, and
// students ask for no tick of the clock.
func TestPublishOnlyChanges(t *testing.T) {
	board := NewBoard()
	presenter := attending(t, model.Iris(), board, true, "")
	student := attending(t, model.Iris(), board, false, "student")
	press(presenter, "n", ".", ".")
	_, number := board.stances.get()
	size(presenter, 80, 24)
	press(presenter, "?", "x", "esc", "o", "down", "esc")
	presenter.Update(tickMsg{presenter.clock.generation})
	if _, now := board.stances.get(); now != number {
		t.Errorf("%d stances are sent for nothing", now-number)
	}
	press(presenter, "space")
	hears(student)
	if !student.clock.playing || student.clock.ticking {
		t.Error("a student's clock ticks")
	}
	frame := student.run.Cursor()
	student.Update(tickMsg{student.clock.generation})
	if student.run.Cursor() != frame {
		t.Error("a student plays on alone")
	}
}

// TestTwoPresenters: the one who came last leads.
func TestTwoPresenters(t *testing.T) {
	board := NewBoard()
	student := attending(t, model.Iris(), board, false, "student")
	first, second := attending(t, model.Iris(), board, true, ""), attending(t, model.Lesson(), board, true, "")
	press(first, "n", ".")
	press(second, "n", ".", ".")
	press(first, ".", ".", ".", ".")
	hears(first)
	shows(t, first, "ANOTHER LEADS")
	hears(student)
	alike(t, "the second leads", student, second)
	first.Close()
	press(second, ".")
	hears(student)
	alike(t, "the first left", student, second)
}

// TestLeadGoesBack: when the one who leads leaves, the presenter before does again,
// and is seen where they stand; also one who has not heard that another came.
func TestLeadGoesBack(t *testing.T) {
	for _, told := range []bool{true, false} {
		board := NewBoard()
		student := attending(t, model.Iris(), board, false, "student")
		first, second := attending(t, model.Iris(), board, true, ""), attending(t, model.Iris(), board, true, "")
		press(first, "n", ".")
		press(second, "n", ".", ".", ".")
		if told {
			hears(first)
			shows(t, first, "ANOTHER LEADS")
		}
		hears(student)
		alike(t, "the second leads", student, second)
		second.Close()
		hears(first)
		shows(t, first, "CLASS 1")
		hears(student)
		alike(t, "the lead went back", student, first)
		press(first, ".")
		hears(student)
		alike(t, "the first leads", student, first)
		first.Close()
		hears(student)
		shows(t, student, "PRESENTER LEFT")
	}
}

// TestLearningIsFollowed: a student sees the training of the presenter, and keeps
// the picture of it when wandering off.
func TestLearningIsFollowed(t *testing.T) {
	board := NewBoard()
	presenter, student := attending(t, model.Xor(), board, true, ""), attending(t, model.Xor(), board, false, "student")
	w := &worker{t: t, a: presenter}
	cmd := keyed(presenter, "W")
	for epoch := 1; epoch < 4; epoch++ {
		w.work(cmd, func() bool { return presenter.learning.picture.Epoch >= 2*epoch })
		cmd = nil
		hears(student)
		alike(t, "learning", student, presenter)
	}
	if student.lent == nil || student.lent.Seen == 0 {
		t.Fatal("nothing is learnt")
	}
	press(student, "w")
	if student.learning != nil || student.learningPicture() != student.lent {
		t.Error("the picture is gone")
	}
	presenter.guest, student.guest = true, true
	if noWork(presenter) != "" || noWork(student) == "" {
		t.Error("over the network the presenter may learn, a student may not")
	}
}
