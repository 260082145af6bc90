//go:build unix

package ui_test

import "testing"

// TestTerminalInterrupt: ctrl+c quits whatever is open.
func TestTerminalInterrupt(t *testing.T) {
	path := program(t)
	for _, c := range []struct {
		args  []string
		keys  string
		until string
	}{
		{nil, ":", "take it"},
		{nil, "g", "go to frame"},
		{nil, "?", "type to search"},
		{nil, "o", "The error wave"},
		{[]string{"--menu"}, "", "The error wave"},
		{nil, "p", "leave big mode"},
	} {
		s := open(t, path, 80, 24, nil, c.args...)
		if c.args == nil {
			s.until("At rest")
		}
		s.typed(c.keys)
		s.until(c.until)
		s.typed("\x03")
		s.ends(0)
	}
}
