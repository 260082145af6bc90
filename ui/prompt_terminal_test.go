//go:build unix

package ui_test

import "testing"

// TestPaste: what a terminal says is pasted goes where something is typed, in one
// line; elsewhere it would be keys that nobody means.
func TestPaste(t *testing.T) {
	paste := func(text string) string { return "\x1b[200~" + text + "\x1b[201~" }
	s := open(t, program(t), 80, 24, nil)
	s.until("At rest")
	s.typed(paste("q\nq"))
	s.typed("=")
	s.until("take it")
	s.typed(paste(" 0.03\n"))
	s.typed("\r")
	s.until("β 0.03 ")
	s.typed(":")
	s.typed(paste("set temperature"))
	s.until(":set temperature▏")
	s.typed(paste(" 1e-4") + "\r")
	s.until("T 1.0e-04")
	s.typed("?")
	s.typed(paste("minicolumn"))
	s.until("minicolumn▏")
	s.typed("\x1b")
	s.until("T 1.0e-04")
	s.typed("q")
	s.ends(0)
}
