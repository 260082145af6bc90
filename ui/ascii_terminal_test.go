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
