//go:build unix

package ui_test

import (
	"testing"

	"github.com/creack/pty"
)

// TestBadMoments begins in terminals of odd sizes, of an unknown one, and without a
// usable TERM: it can always be left.
func TestBadMoments(t *testing.T) {
	path := program(t)
	for _, m := range []struct {
		name    string
		w, h    int
		environ []string
		says    string
		code    int
	}{
		{"one cell", 1, 1, nil, "", 0},
		{"unknown size", 0, 0, nil, "At rest", 0},
		{"unknown size and odd variables", 0, 0, []string{"COLUMNS=abc", "LINES=-5"}, "At rest", 0},
		{"unknown size and huge variables", 0, 0, []string{"COLUMNS=99999999", "LINES=99999999"}, "At rest", 0},
		{"no such size", 65535, 65535, nil, "cells: tell it better", 1},
		{"no TERM", 80, 24, []string{"TERM="}, "At rest", 0},
		{"a dumb TERM", 80, 24, []string{"TERM=dumb"}, "At rest", 0},
	} {
		t.Run(m.name, func(t *testing.T) {
			s := openSized(t, path, 80, 24, &pty.Winsize{Rows: uint16(m.h), Cols: uint16(m.w)}, m.environ)
			s.until(m.says)
			if m.code == 0 {
				s.typed("n..q")
			}
			s.ends(m.code)
		})
	}
}
