//go:build unix

package ui_test

import (
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
