//go:build unix

package ui_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nudge/ui/lesson"
)

// TestTerminalLesson: the lesson that learns, in a real terminal from the first
// start on.
func TestTerminalLesson(t *testing.T) {
	path, state := program(t), t.TempDir()
	s := open(t, path, 80, 24, []string{"XDG_STATE_HOME=" + state})
	s.until("o opens ten short lessons")
	s.typed("o")
	s.until("The error wave")
	s.typed("\x1b[F\r") // End, Enter
	s.until("1 of 6")
	s.typed("\x1b[6~")
	s.until("What do you predict?")
	s.typed("b")
	s.until("locks it in")
	s.typed("\x1b[6~")
	s.until("inputs answered right 4 ✓")
	s.typed("\x1b[6~")
	s.until("You predicted b")
	s.typed("q")
	s.ends(0)
	if text, err := os.ReadFile(filepath.Join(state, "nudge", "answers.json")); err != nil || !strings.Contains(string(text), "10-learn") {
		t.Errorf("the answer is not kept: %s, %v", text, err)
	}
	s = open(t, path, 80, 24, []string{"XDG_STATE_HOME=" + state}, "--menu")
	s.until("10 ✓")
	s.typed("\x1b")
	s.until("At rest: no unit feels")
	s.typed("q")
	s.ends(0)
}

// TestTwoWindows: two windows with different lessons keep both answers, and what
// somebody answers who has seen the right one does not change the first.
func TestTwoWindows(t *testing.T) {
	path, state := program(t), t.TempDir()
	answer := func(s *terminal, key string) {
		s.typed("\x1b[6~")
		s.until("What do you predict?")
		s.typed(key)
		s.until("locks it in")
	}
	environ := []string{"XDG_STATE_HOME=" + state}
	one, two := open(t, path, 80, 24, environ, "--lesson", "2"), open(t, path, 80, 24, environ, "--lesson", "3")
	one.until("1 of ")
	two.until("1 of ")
	answer(one, "a")
	answer(two, "b")
	for _, s := range []*terminal{one, two} {
		s.typed("\x1b[6~")
		s.until("Observed:")
		s.typed("q")
		s.ends(0)
	}
	again := open(t, path, 80, 24, environ, "--lesson", "3")
	again.until("1 of ")
	answer(again, "c")
	again.until("keeps your first prediction, b")
	again.typed("q")
	again.ends(0)
	kept, err := lesson.OpenAnswers(filepath.Join(state, "nudge"))
	if err != nil {
		t.Fatal(err)
	}
	for name, letter := range map[string]string{"2": "a", "3": "b"} {
		l, err := lesson.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		question := l.Cards[slices.IndexFunc(l.Cards, func(c lesson.Card) bool { return c.Question != nil })].Heading
		if given, ok := kept.Of(l.Name, question); !ok || given.Answer != letter || !given.Locked {
			t.Errorf("lesson %s is kept as %+v", name, given)
		}
	}
}
