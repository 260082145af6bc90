//go:build unix

package ui_test

import (
	"os/exec"
	"strings"
	"testing"
	"time"
)

// TestPlainTerminal: somebody types in a terminal, a line is wrong, ctrl+d ends, and
// nothing but letters was written.
func TestPlainTerminal(t *testing.T) {
	path := program(t)
	s := open(t, path, 80, 24, nil, "--plain")
	s.until("at rest")
	s.typed("nudge on\r")
	s.until("nothing has moved yet")
	s.typed("fly\r")
	s.until("is no command")
	s.typed("step 3\r")
	s.until("the error has reached h2")
	s.typed("space\r")
	s.until("all layers are reached")
	s.typed("pause\r")
	s.typed("\x04")
	s.ends(0)
	if out := s.written(); strings.ContainsAny(out, "\x1b\x07│─β") {
		t.Errorf("it writes %q", out)
	}
}

// TestPlainMenu: the list is read out before anything is typed, and what comes after
// it says what can be typed then.
func TestPlainMenu(t *testing.T) {
	path := program(t)
	s := open(t, path, 80, 24, nil, "--plain", "--menu")
	s.until("type a number, or esc")
	s.typed("esc\r")
	s.until("help lists them")
	s.until("at rest")
	s.typed("\x04")
	s.ends(0)
	s = open(t, path, 80, 24, nil, "--plain", "--menu")
	s.until("type a number, or esc")
	s.typed("3\r")
	s.until("Card 1 of ")
	s.typed("\x04")
	s.ends(0)
	if out := s.written(); strings.Count(out, "type a number") != 1 || !strings.HasPrefix(out, "1: Rest: where do units stop?") {
		t.Errorf("it writes %q", out)
	}
	nobody := exec.Command(path, "--plain", "--menu")
	nobody.Env = []string{"HOME=" + t.TempDir()}
	if out, err := nobody.Output(); err != nil || !strings.Contains(string(out), "3: The error wave\n") || !strings.HasSuffix(string(out), "or esc\n") {
		t.Errorf("to nobody, %v, it writes %q", err, out)
	}
}

// TestPlainInterrupted: ctrl+c ends it, while it waits for a line and while it
// computes.
func TestPlainInterrupted(t *testing.T) {
	path := program(t)
	for _, lines := range []string{"", "set chains 4096\rset temperature 1e-4\rnudge on\rgo 100000\r"} {
		s := open(t, path, 80, 24, nil, "--plain", "--preset", "digits")
		s.until("at rest")
		s.typed(lines)
		time.Sleep(200 * time.Millisecond)
		s.typed("\x03")
		s.ends(130)
	}
}

// TestPlainLearningTerminal: who types hears how the training goes on, and may leave
// it.
func TestPlainLearningTerminal(t *testing.T) {
	s := open(t, program(t), 80, 24, nil, "--plain", "--preset", "xor")
	s.until("at rest")
	s.typed("W\r")
	s.until("learning, pass ")
	s.typed("W\r")
	s.until("learning is paused, pass ")
	s.typed("u\r")
	s.until("undo at frame 0: weights as drawn again")
	s.until("learning is paused, pass 0 of")
	s.typed("W\r\x04")
	s.ends(0)
}
