package classroom

import (
	"net"
	"sync"
	"time"

	"charm.land/log/v2"

	"nudge/dynamics/recording"
)

// ledger is the log. What strangers can make it write is clipped, and bounded to
// maxLines a second.
type ledger struct {
	*log.Logger
	mu     sync.Mutex
	second time.Time
	lines  int
	silent int
}

const maxLines = 20

func newLedger(to *log.Logger) *ledger { return &ledger{Logger: to} }

// Refuse writes who was refused, and why.
func (l *ledger) Refuse(who net.Addr, why string, more ...any) {
	silent, ok := l.line()
	if !ok {
		return
	}
	if silent > 0 {
		more = append(more, "not written", silent)
	}
	l.Warn("refuse", append([]any{"address", who.String(), "why", clip(why)}, more...)...)
}

// line tells whether another line may be written this second, and how many were
// not in the one before.
func (l *ledger) line() (silent int, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if now := time.Now(); now.Sub(l.second) >= time.Second {
		l.second, l.lines = now, 0
	}
	if l.lines >= maxLines {
		l.silent++
		return 0, false
	}
	l.lines++
	silent, l.silent = l.silent, 0
	return silent, true
}

// clip makes what a stranger said fit for a line of the log.
func clip(s string) string { return recording.Printable(s, 80) }
