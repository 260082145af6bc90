package classroom

import (
	"bytes"
	"net"
	"strings"
	"testing"
	"time"

	"charm.land/log/v2"
)

// TestLedgerIsBounded: strangers cannot fill the log, nor write anything into it
// but words.
func TestLedgerIsBounded(t *testing.T) {
	var out bytes.Buffer
	l := newLedger(log.New(&out))
	who := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 5}
	for range 1000 {
		l.Refuse(who, "\x1b[2J\n"+strings.Repeat("x", 10_000))
	}
	text := out.String()
	if lines := strings.Count(text, "\n"); lines > 2*maxLines {
		t.Errorf("%d lines in a moment", lines)
	}
	if strings.Contains(text, "\x1b[2J") || len(text) > 2*maxLines*300 {
		t.Errorf("a stranger writes the log:\n%.300q", text)
	}
	l.second = time.Now().Add(-2 * time.Second)
	l.Refuse(who, "again")
	if !strings.Contains(out.String()[len(text):], "not written") {
		t.Errorf("what was left out is not said: %q", out.String()[len(text):])
	}
}

func TestClip(t *testing.T) {
	for said, want := range map[string]string{
		"plain": "plain", "a\tb\r\n": "a·b··", "\xff": "\uFFFD", strings.Repeat("é", 100): strings.Repeat("é", 80) + "…",
	} {
		if got := clip(said); got != want {
			t.Errorf("%q is written as %q, want %q", said, got, want)
		}
	}
}
