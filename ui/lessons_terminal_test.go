//go:build unix

package ui_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
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
	s.until("locks your prediction")
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
