package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"nudge/dynamics"
	"nudge/model"
	"nudge/ui/lesson"
)

// taught is a visualizer with a lesson open, as --lesson opens it.
func taught(t *testing.T, what string, theme Theme, w, h int) *App {
	t.Helper()
	a := start(t, model.Iris(), theme)
	size(a, w, h)
	l, err := lesson.Open(what)
	if err != nil {
		t.Fatal(err)
	}
	carry(t, a, a.openLesson(l))
	a.draw()
	return a
}

// carry does what a program does with a command, and lets the clock beat, until
// the card has carried out what it runs.
func carry(t *testing.T, a *App, cmd tea.Cmd) {
	t.Helper()
	for beats := 0; a.lecture.busy() || a.goal != nil; beats++ {
		if beats > 10_000 {
			t.Fatalf("card %d of %s never ends", a.lecture.card+1, a.lecture.Name)
		}
		if l := a.lecture; l != nil && l.task != nil {
			finish(a, cmd)
			continue
		}
		_, cmd = a.Update(tickMsg{a.clock.generation})
	}
}

// finish runs the task that a command holds and brings what it came to.
func finish(a *App, cmd tea.Cmd) {
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range msg {
			finish(a, c)
		}
	case taskMsg:
		a.Update(msg)
	}
}

// does presses a key as a student does and waits for the card.
func does(t *testing.T, a *App, key string) {
	t.Helper()
	_, cmd := a.Update(keyMsg(key))
	carry(t, a, cmd)
}

// TestEveryCard goes through every lesson as a student does, with a wrong answer
// to each question: at 80×24 every card fits with its picture, what is observed
// is as the lesson expects, and the answer is told after it was given.
func TestEveryCard(t *testing.T) {
	all, err := lesson.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range all {
		a := taught(t, fmt.Sprint(l.Number), Mono, 80, 24)
		told := 0
		for i, card := range l.Cards {
			if i != a.lecture.card {
				t.Fatalf("%s: card %d is shown instead of %d", l.Name, a.lecture.card+1, i+1)
			}
			fits(t, a, 80, 24)
			if a.panes.card.More() || a.screen.slots[0].h < 7 {
				t.Errorf("%s: card %d does not fit beside a picture of %d rows:\n%s", l.Name, i+1, a.screen.slots[0].h, screenOf(a))
			}
			for _, seen := range a.lecture.seen[i] {
				if !seen.OK {
					t.Errorf("%s: card %d: %s is %s, not %s", l.Name, i+1, seen.Name, seen.Value, seen.Wanted)
				}
			}
			if says := strings.Contains(screenOf(a), "You predicted"); says != l.Reveals(i) {
				t.Errorf("%s: card %d tells the answer: %v\n%s", l.Name, i+1, says, screenOf(a))
			} else if says {
				told++
			}
			if card.Question != nil {
				does(t, a, lesson.Letter((card.Question.Right+1)%len(card.Question.Options)))
			}
			if i < len(l.Cards)-1 {
				does(t, a, "pgdown")
			}
		}
		if told == 0 {
			t.Errorf("%s never tells an answer", l.Name)
		}
	}
}

func TestGoldenCards(t *testing.T) {
	for _, size := range []struct{ w, h int }{{80, 24}, {120, 40}} {
		for _, theme := range []Theme{Dark, Light, Mono} {
			name := fmt.Sprintf("lesson-%dx%d-%s", size.w, size.h, theme)
			t.Run(name, func(t *testing.T) {
				a := taught(t, "3", theme, size.w, size.h)
				var got strings.Builder
				for _, moment := range []struct {
					what string
					keys []string
				}{
					{"the first card", nil},
					{"the question", []string{"pgdown"}},
					{"predicted", []string{"c"}},
					{"it has run", []string{"pgdown"}},
					{"the answer", []string{"pgdown"}},
					{"back at the question", []string{"pgup", "pgup"}},
				} {
					for _, key := range moment.keys {
						does(t, a, key)
					}
					fits(t, a, size.w, size.h)
					fmt.Fprintf(&got, "── %s\n%s\n", moment.what, a.View().Content)
				}
				kept(t, name, got.String())
			})
		}
	}
}

// kept compares a screen with the one on file.
func kept(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "screens", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(ansi.Strip(string(want)), "\n"), strings.Split(ansi.Strip(got), "\n")); diff != "" {
		t.Errorf("the screen changed (-want +got); go test ./ui -update accepts it:\n%s", diff)
	} else if string(want) != got {
		t.Error("the colours of the screen changed; go test ./ui -update accepts it")
	}
}

// TestCardAnywhere: a card is drawn at every size, and the screen is filled.
func TestCardAnywhere(t *testing.T) {
	a := taught(t, "3", Dark, 80, 24)
	for w := 0; w <= 210; w += 1 + w/4 {
		for h := 0; h <= 70; h += 1 + h/5 {
			size(a, w, h)
			fits(t, a, w, h)
			seen := 0
			for _, on := range a.panes.on(a.screen) {
				seen += max(0, on.at.w) * max(0, on.at.h)
			}
			if seen != w*h {
				t.Fatalf("%d×%d: %d of %d cells are drawn on", w, h, seen, w*h)
			}
			press(a, "enter", "z", "esc")
			if a.zoomed { // there was room to
				press(a, "esc")
			}
			if a.lecture == nil || a.inspecting || a.zoomed {
				t.Fatal("Esc closed the lesson before what was opened after it")
			}
		}
	}
}

// TestPrediction: an answer can be changed until the card goes on, then it is
// locked; the letters do what they did before on any other card.
func TestPrediction(t *testing.T) {
	a := taught(t, "3", Dark, 120, 40)
	active := a.active
	does(t, a, "pgdown")
	does(t, a, "pgdown")
	if a.lecture.card != 1 || !strings.Contains(screenOf(a), "first say what you predict") {
		t.Fatalf("an unanswered question is passed without a word:\n%s", screenOf(a))
	}
	does(t, a, "a")
	does(t, a, "b")
	if a.lecture.chosen[1] != 1 || a.active != active {
		t.Errorf("b b gives option %d and turns to knob %d", a.lecture.chosen[1], a.active)
	}
	does(t, a, "pgdown")
	does(t, a, "pgup")
	does(t, a, "c")
	if a.lecture.chosen[1] != 1 || !strings.Contains(screenOf(a), "locked") {
		t.Errorf("a locked prediction becomes %d:\n%s", a.lecture.chosen[1], screenOf(a))
	}
	does(t, a, "pgdown")
	does(t, a, "pgdown")
	for _, says := range []string{"You predicted b", "✓ right", "angle of h1 at frame 2", "0.01°"} {
		if !strings.Contains(screenOf(a), says) {
			t.Errorf("the answer does not say %q:\n%s", says, screenOf(a))
		}
	}
	does(t, a, "t")
	if a.active == active {
		t.Error("t does not choose its knob on a card without a question")
	}
}

// TestPassedQuestion: PgDn twice goes on without a prediction.
func TestPassedQuestion(t *testing.T) {
	a := taught(t, "3", Dark, 80, 24)
	for range 4 {
		does(t, a, "pgdown")
	}
	if screen := screenOf(a); !strings.Contains(screen, "Right is b") || strings.Contains(screen, "You predicted") {
		t.Errorf("after a question passed over:\n%s", screen)
	}
}

// TestObservedIsMeasured: what is said to be observed comes from the run, not from
// the text: with another network it is another number, and wrong.
func TestObservedIsMeasured(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mine.md")
	text := "# Mine\n\n## Q?\n\n- [x] yes\n- [ ] no\n\n## Do\n\n```nudge\nset beta 0.1\nnudge on\nstep 5\nexpect angle h1 3.36 ± 0.01\n```\n\n## So\n\nSeen.\n"
	for preset, ok := range map[string]bool{"lesson": true, "iris": false} {
		if err := os.WriteFile(path, []byte("---\npreset: "+preset+"\n---\n"+text), 0o644); err != nil {
			t.Fatal(err)
		}
		a := taught(t, path, Dark, 80, 24)
		for _, key := range []string{"a", "pgdown", "pgdown"} {
			does(t, a, key)
		}
		if says := strings.Contains(screenOf(a), "3.36° ✓"); says != ok {
			t.Errorf("%s:\n%s", preset, screenOf(a))
		}
		if wrong := strings.Contains(screenOf(a), "✗ not 3.36"); wrong == ok {
			t.Errorf("%s:\n%s", preset, screenOf(a))
		}
	}
}

// TestPlayedIsSeen: steps of a card are played frame by frame at the clock; PgDn
// finishes at once, and a turned knob stops them.
func TestPlayedIsSeen(t *testing.T) {
	a := taught(t, "3", Dark, 80, 24)
	for _, key := range []string{"pgdown", "b"} {
		does(t, a, key)
	}
	a.Update(keyMsg("pgdown"))
	var frames []int
	for a.lecture.busy() {
		a.Update(tickMsg{a.clock.generation})
		if n := len(frames); n == 0 || frames[n-1] != a.frame.Number {
			frames = append(frames, a.frame.Number)
		}
	}
	if !slices.Equal(frames, []int{0, 1, 2, 3, 4}) {
		t.Errorf("frames seen: %v", frames)
	}
	press(a, "pgup")
	a.Update(keyMsg("pgdown"))
	a.Update(tickMsg{a.clock.generation})
	does(t, a, "pgdown")
	if a.lecture.card != 2 || a.frame.Number != 4 || len(a.lecture.seen[2]) != 5 {
		t.Errorf("PgDn while it plays: card %d, frame %d, %d observations", a.lecture.card+1, a.frame.Number, len(a.lecture.seen[2]))
	}
	press(a, "pgup")
	a.Update(keyMsg("pgdown"))
	a.Update(tickMsg{a.clock.generation})
	press(a, "up")
	if a.lecture.busy() || a.run.Settings().Beta == 0.1 {
		t.Errorf("a turned knob does not take over: busy %v, β %v", a.lecture.busy(), a.run.Settings().Beta)
	}
	does(t, a, "pgdown")
	if a.lecture.card != 3 {
		t.Errorf("after a stopped card PgDn shows card %d", a.lecture.card+1)
	}
}

// TestFreedom: in a lesson every knob turns, and the next card sets what it says.
func TestFreedom(t *testing.T) {
	a := taught(t, "3", Dark, 80, 24)
	press(a, "K", "x", "n", ".", ".", "R")
	does(t, a, "pgdown")
	does(t, a, "b")
	press(a, "t", "0", "G")
	does(t, a, "pgdown")
	if set := a.run.Settings(); set.Beta != 0.1 || set.Temperature != 0 || set.Seed != 1 || a.frame.Number != 4 {
		t.Errorf("%+v at frame %d", set, a.frame.Number)
	}
	for _, seen := range a.lecture.seen[2] {
		if !seen.OK {
			t.Errorf("%+v", seen)
		}
	}
	press(a, "esc")
	if a.lecture != nil || strings.Contains(screenOf(a), "LESSON") || a.frame.Number != 4 {
		t.Errorf("Esc:\n%s", screenOf(a))
	}
	press(a, "pgdown")
	if !strings.Contains(screenOf(a), "no lesson is open") {
		t.Errorf("PgDn without a lesson:\n%s", screenOf(a))
	}
}

func TestLessonFooter(t *testing.T) {
	a := taught(t, "3", Dark, 80, 24)
	footer := func() string {
		rows := strings.Split(screenOf(a), "\n")
		return rows[len(rows)-1]
	}
	if strings.Contains(footer(), "answer") || !strings.Contains(footer(), "PgDn next card") {
		t.Errorf("a card without a question: %q", footer())
	}
	does(t, a, "pgdown")
	if !strings.Contains(footer(), "a–d answer") || !strings.Contains(footer(), "quit") {
		t.Errorf("a card with a question: %q", footer())
	}
}

func TestBrokenCommandIsSaid(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mine.md")
	if err := os.WriteFile(path, []byte("# Mine\n\n```nudge\npreset lesson\nsample 2\nstep 3\n```\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	a := taught(t, path, Dark, 120, 40)
	if !strings.Contains(screenOf(a), `line 5, sample 2: "2" is no sample: give a number from 1 to 1`) || a.frame.Number != 0 {
		t.Errorf("a command that cannot be carried out:\n%s", screenOf(a))
	}
}

// TestKeysWhileALessonPlays: a second press of the answer, or choosing a knob, lets
// the card play on; a change stops it, and says so.
func TestKeysWhileALessonPlays(t *testing.T) {
	a := taught(t, "3", Dark, 120, 40)
	for _, key := range []string{"pgdown", "b", "pgdown"} {
		a.Update(keyMsg(key))
	}
	for _, key := range []string{"c", "b", "e", "tab"} {
		a.Update(keyMsg(key))
		if !a.lecture.busy() || a.run.Settings().Nudge != dynamics.Spring {
			t.Fatalf("%s stops the card:\n%s", key, screenOf(a))
		}
	}
	a.Update(keyMsg("up"))
	if a.lecture.busy() || !strings.Contains(screenOf(a), "the lesson stops here") {
		t.Errorf("a turn of a knob does not stop the card, or without a word:\n%s", screenOf(a))
	}
}
