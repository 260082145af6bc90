package lesson

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAnswersAreKept(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "state", "nudge")
	a, err := OpenAnswers(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, given := range []Answer{{"01-rest", "Where?", "b", false, false}, {"02-nudge", "Who?", "b", true, false}, {"01-rest", "Where?", "c", true, false}} {
		if kept, err := a.Keep(given); err != nil || kept != given {
			t.Fatalf("%+v is kept as %+v, %v", given, kept, err)
		}
	}
	b, err := OpenAnswers(folder)
	if err != nil {
		t.Fatal(err)
	}
	if given, ok := b.Of("01-rest", "Where?"); !ok || given.Answer != "c" || !given.Right || len(b.list) != 2 {
		t.Errorf("%+v", b.list)
	}
	if _, ok := b.Of("01-rest", "Who?"); ok {
		t.Error("there is an answer to a question that was not asked")
	}
	if left, _ := filepath.Glob(filepath.Join(folder, "*")); len(left) != 1 {
		t.Errorf("the folder has %v", left)
	}
}

// TestAnswersOfTwoWindows: what one window answers the other does not erase, the
// answer before the lesson went on counts, and what was lost on the way is
// written with the next.
func TestAnswersOfTwoWindows(t *testing.T) {
	folder := t.TempDir()
	open := func() *Answers {
		a, err := OpenAnswers(folder)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	one, two := open(), open()
	keep := func(a *Answers, given Answer, counts string) {
		t.Helper()
		if kept, err := a.Keep(given); err != nil || kept.Answer != counts {
			t.Errorf("of %+v %+v counts, %v", given, kept, err)
		}
	}
	keep(one, Answer{"02-nudge", "Who?", "a", false, false}, "a")
	keep(two, Answer{"03-wave", "When?", "b", true, false}, "b")
	keep(one, Answer{"02-nudge", "Who?", "c", false, false}, "c")
	keep(one, Answer{"02-nudge", "Who?", "c", false, true}, "c")
	keep(two, Answer{"02-nudge", "Who?", "b", true, false}, "c")
	keep(two, Answer{"02-nudge", "Who?", "b", true, true}, "c")
	keep(open(), Answer{"02-nudge", "Who?", "b", true, false}, "c")
	if third := open(); len(third.list) != 2 {
		t.Errorf("the file has %+v", third.list)
	}
	if err := os.Remove(one.path); err != nil {
		t.Fatal(err)
	}
	keep(one, Answer{"04-same", "How far?", "a", false, false}, "a")
	if third := open(); len(third.list) != 3 {
		t.Errorf("after a loss the file has %+v", third.list)
	}
}

// TestGuestKeepsNothing: without a folder answers work and no file appears.
func TestGuestKeepsNothing(t *testing.T) {
	t.Chdir(t.TempDir())
	a, err := OpenAnswers("")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Keep(Answer{"1", "Q", "a", true, false}); err != nil {
		t.Fatal(err)
	}
	if _, ok := a.Of("1", "Q"); !ok {
		t.Error("the answer is not remembered")
	}
	if left, _ := os.ReadDir("."); len(left) != 0 {
		t.Errorf("a guest left %v", left)
	}
}

// TestBrokenAnswers: a file that cannot be read is said, and stays as it is.
func TestBrokenAnswers(t *testing.T) {
	for content, says := range map[string]string{
		"{": "EOF", `{"schema":2}`: "schema 2", `{"schema":1,"answers":[],"more":1}`: "unknown field", `{"schema":1} x`: "after its end",
		strings.Repeat(" ", maxAnswers+1): "larger",
	} {
		folder := t.TempDir()
		path := filepath.Join(folder, "answers.json")
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		a, err := OpenAnswers(folder)
		if err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "delete it") {
			t.Errorf("%.20q: %v, want %q", content, err, says)
		}
		if _, err := a.Keep(Answer{"1", "Q", "a", true, false}); err == nil {
			t.Errorf("%.20q: an answer that is not kept is not said", content)
		}
		if _, ok := a.Of("1", "Q"); !ok {
			t.Errorf("%.20q: the answer is not remembered", content)
		}
		if now, err := os.ReadFile(path); err != nil || string(now) != content {
			t.Errorf("%.20q was overwritten with %.20q (%v)", content, now, err)
		}
	}
}

// TestUnreadableAnswers: where the folder is none, nobody is told to mend a file that
// is not there.
func TestUnreadableAnswers(t *testing.T) {
	file := filepath.Join(t.TempDir(), "state")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := OpenAnswers(filepath.Join(file, "nudge"))
	if err == nil || !strings.Contains(err.Error(), "answers.json cannot be read: not a directory: check its path") || strings.Contains(err.Error(), "delete") {
		t.Errorf("%v", err)
	}
}

// TestUnwritableAnswers: a folder that cannot be made, as a full disk, is said, and
// nothing else happens.
func TestUnwritableAnswers(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink("nowhere", folder); err != nil {
		t.Fatal(err)
	}
	a, err := OpenAnswers(folder)
	if err != nil {
		t.Fatal(err)
	}
	_, err = a.Keep(Answer{"1", "Q", "a", true, false})
	if err == nil || !strings.Contains(err.Error(), "the answer is not kept") {
		t.Errorf("%v", err)
	}
	if _, ok := a.Of("1", "Q"); !ok {
		t.Error("the answer is not remembered")
	}
}
