//go:build unix

package ui_test

import (
	"strings"
	"testing"
)

// TestTerminalASCII: --ascii, or a locale without UTF-8, draws in ASCII; the flag
// has the last word.
func TestTerminalASCII(t *testing.T) {
	path := program(t)
	for _, test := range []struct {
		environ, arg string
		ascii        bool
	}{
		{"LANG=C.UTF-8", "--ascii", true},
		{"LANG=C", "--theme=dark", true},
		{"LANG=C", "--ascii=false", false},
		{"LANG=", "--theme=dark", false},
	} {
		s := open(t, path, 80, 24, []string{test.environ}, test.arg)
		s.until("At rest")
		all := strings.IndexFunc(s.text(), func(r rune) bool { return r > '~' }) < 0
		if all != test.ascii {
			t.Errorf("%s nudge %s: only ASCII is %v:\n%s", test.environ, test.arg, all, s.text())
		}
		s.typed("q")
		s.ends(0)
	}
}

// TestTerminalASCIISSH: in a class each terminal is asked for itself, by what its
// client says, unless the flag has said it for all.
func TestTerminalASCIISSH(t *testing.T) {
	path := program(t)
	for _, test := range []struct {
		flag, environ string
		ascii         bool
	}{
		{"auto", "TERM=linux", true},
		{"auto", "LC_ALL=C", true},
		{"auto", "LC_ALL=C.UTF-8", false},
		{"true", "LC_ALL=C.UTF-8", true},
		{"false", "TERM=linux", false},
	} {
		h := openHouse(t, path, nil, "serve", "--listen", "127.0.0.1:0", "--ascii="+test.flag)
		s := h.enter(t, test.environ)
		if all := strings.IndexFunc(s.text(), func(r rune) bool { return r > '~' }) < 0; all != test.ascii {
			t.Errorf("nudge serve --ascii=%s, a client with %s: only ASCII is %v:\n%s", test.flag, test.environ, all, s.text())
		}
		s.typed("q")
		s.ends(0)
	}
}
