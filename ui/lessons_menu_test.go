package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nudge/model"
	"nudge/ui/lesson"
)

// TestAnswersInTheApp: an answer is kept and marked in the list; a broken file is
// said and stays; where nothing can be written the lesson goes on.
func TestAnswersInTheApp(t *testing.T) {
	folder := t.TempDir()
	open := func() *App {
		a := start(t, model.Iris(), Mono)
		size(a, 80, 24)
		l, err := lesson.Open("3")
		if err != nil {
			t.Fatal(err)
		}
		a.greet(Options{State: folder, Lesson: l})
		carry(t, a, a.opening)
		a.draw()
		return a
	}
	a := open()
	var told []lesson.Answer
	a.answered = func(given lesson.Answer) { told = append(told, given) }
	does(t, a, "pgdown")
	if heading, options := a.Question(); heading == "" || len(options) != 4 {
		t.Errorf("the open question is %q with %v", heading, options)
	}
	does(t, a, "b")
	does(t, a, "pgdown")
	if heading, _ := a.Question(); heading != "" {
		t.Errorf("the question %q is still open", heading)
	}
	if len(told) != 1 || told[0].Lesson != "03-wave" || told[0].Answer != "b" || !told[0].Right {
		t.Errorf("told %+v", told)
	}
	path := filepath.Join(folder, "answers.json")
	if text, err := os.ReadFile(path); err != nil || !strings.Contains(string(text), `"answer": "b"`) {
		t.Errorf("%s: %v", text, err)
	}
	a = open()
	press(a, "o")
	if !strings.Contains(screenOf(a), "▸ 3 ✓") {
		t.Errorf("the list does not mark what was answered, or stands on another lesson:\n%s", screenOf(a))
	}
	if err := os.WriteFile(path, []byte("{broken"), 0o644); err != nil {
		t.Fatal(err)
	}
	a = open()
	if !strings.Contains(screenOf(a), "answers are not kept") {
		t.Errorf("a broken file is not said:\n%s", screenOf(a))
	}
	does(t, a, "pgdown")
	does(t, a, "a")
	does(t, a, "pgdown")
	if text, err := os.ReadFile(path); err != nil || string(text) != "{broken" || a.lecture.card != 2 {
		t.Errorf("%s, %v, card %d", text, err, a.lecture.card+1)
	}
	folder = filepath.Join(path, "below a file")
	a = open()
	does(t, a, "pgdown")
	does(t, a, "a")
	if !strings.Contains(screenOf(a), "not kept") || a.lecture.chosen[1] != 0 {
		t.Errorf("an answer that cannot be written:\n%s", screenOf(a))
	}
}

// TestMenu: the menu opens lessons, networks and what the user kept, and leads
// back to what was open before.
func TestMenu(t *testing.T) {
	a := start(t, model.Iris(), Mono)
	a.folder = t.TempDir()
	size(a, 80, 24)
	say(a, "set beta 0.03")
	say(a, "save mine")
	press(a, "n", ".", ".")
	a.openMenu(true)
	a.draw()
	for _, says := range []string{"LESSONS", "The error wave", "NETWORKS", "a flower's measurements", "Esc back"} {
		if !strings.Contains(screenOf(a), says) {
			t.Errorf("the menu does not say %q:\n%s", says, screenOf(a))
		}
	}
	fits(t, a, 80, 24)
	press(a, "down", "down", "enter")
	carry(t, a, nil)
	if a.lecture == nil || a.lecture.Title != "The error wave" || a.menu != nil {
		t.Fatalf("down down Enter opens %+v", a.lecture)
	}
	press(a, "o", "end", "enter")
	if a.lecture != nil || a.run.Source().Name() != "iris" || a.frame.Number != 2 || a.run.Settings().Beta != 0.03 {
		t.Errorf("back is %s at frame %d with β %v", a.run.Source().Name(), a.frame.Number, a.run.Settings().Beta)
	}
	a.openMenu(true)
	press(a, "end", "up", "enter")
	if a.run.Source().Name() != "xor" || a.run.Settings().Beta != 0.1 {
		t.Errorf("the last network is %s", a.run.Source().Name())
	}
	a.openMenu(true)
	press(a, "end", "enter")
	if a.run.Source().Name() != "iris" || a.run.Settings().Beta != 0.03 || !strings.Contains(screenOf(a), "mine") {
		t.Errorf("what was kept is %s with β %v\n%s", a.run.Source().Name(), a.run.Settings().Beta, screenOf(a))
	}
	for content, says := range map[string]string{"{": "unexpected EOF", `{"schema":1,"network":"gone.json"}`: "which is not there"} {
		if err := os.WriteFile(filepath.Join(a.folder, "settings", "mine.json"), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		a.openMenu(true)
		press(a, "end", "enter")
		if a.menu == nil || !strings.Contains(screenOf(a), says) {
			t.Errorf("%s:\n%s", content, screenOf(a))
		}
		press(a, "esc")
	}
}

// TestNextLesson: after the last card the next lesson is under the cursor.
func TestNextLesson(t *testing.T) {
	a := taught(t, "3", Mono, 80, 24)
	for a.menu == nil {
		does(t, a, "pgdown")
	}
	press(a, "enter")
	carry(t, a, nil)
	if a.lecture.Number != 4 {
		t.Errorf("after lesson 3 comes %d", a.lecture.Number)
	}
}

func TestFirstRunIsGreeted(t *testing.T) {
	a := start(t, model.Iris(), Mono)
	size(a, 80, 24)
	a.greet(Options{First: true})
	a.draw()
	if !strings.Contains(screenOf(a), "o opens ten short lessons") {
		t.Errorf("a first run does not say where the lessons are:\n%s", screenOf(a))
	}
	press(a, "n")
	if strings.Contains(screenOf(a), "short lessons") {
		t.Error("it goes on saying so")
	}
}

// TestLessonViews: the views that a lesson may ask for are views.
func TestLessonViews(t *testing.T) {
	for _, name := range lesson.Views {
		if v := slices.Index(viewNames[:], name); v < int(Pairs) || v >= int(Inspect) {
			t.Errorf("%q is no view", name)
		}
	}
}

// TestLearningCard: the last lesson trains in the background; Esc drops it, and what
// comes too late changes nothing.
func TestLearningCard(t *testing.T) {
	a := taught(t, "10", Mono, 80, 24)
	does(t, a, "pgdown")
	does(t, a, "b")
	_, cmd := a.Update(keyMsg("pgdown"))
	for a.lecture.busy() && a.lecture.task == nil { // first it plays a nudge
		_, cmd = a.Update(tickMsg{a.clock.generation})
	}
	if a.lecture.task == nil {
		t.Fatal("nothing is learning")
	}
	press(a, "pgdown")
	if !strings.Contains(screenOf(a), "it is learning") {
		t.Errorf("PgDn while it learns:\n%s", screenOf(a))
	}
	press(a, "esc")
	before := a.run
	finish(a, cmd)
	if a.run != before || a.lecture != nil {
		t.Error("a task that was dropped changes the run")
	}
}
