//go:build unix

package ui_test

import (
	"fmt"
	"strings"
	"testing"
)

// clicked presses and lets go of the left button where the screen says text.
func (s *terminal) clicked(text string) {
	s.t.Helper()
	s.until(text)
	for y, row := range strings.Split(s.text(), "\n") {
		if before, _, ok := strings.Cut(row, text); ok {
			x := len([]rune(before)) + 1
			s.typed(fmt.Sprintf("\x1b[<0;%d;%dM\x1b[<0;%d;%dm", x, y+1, x, y+1))
			return
		}
	}
}

// TestTerminalMouse: the mouse, as a terminal reports it, and the palette.
func TestTerminalMouse(t *testing.T) {
	s := open(t, program(t), 80, 24, nil)
	s.until("At rest")
	s.clicked("n nudge  <")
	s.until("nothing has moved yet")
	s.clicked(". step  ")
	s.until("moves the visible layer")
	s.typed("\x10") // ctrl+p
	s.until("COMMANDS")
	s.typed("error wave")
	s.until("▸ lesson 3")
	s.clicked("lesson 3")
	s.until("LESSON 3")
	s.typed(":set gain 2\r")
	s.until("× 2.00")
	s.clicked("Esc close  ")
	s.clicked("r rewind  ")
	s.until("frame 0")
	s.typed("p")
	s.until("ANGLE (degrees)")
	s.clicked("p leave big mode")
	s.untilGone("ANGLE (degrees)")
	s.typed("q")
	s.ends(0)
}
