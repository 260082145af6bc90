package cli

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// meter tells on standard error how far long work is: a bar on a terminal, else
// a line now and then.
type meter struct {
	to          io.Writer
	terminal    bool
	began, last time.Time
}

const (
	barEvery  = 100 * time.Millisecond
	lineEvery = 30 * time.Second
	barCells  = 24
)

func newMeter(to io.Writer) meter {
	now := time.Now()
	return meter{to: to, terminal: terminal(to), began: now, last: now}
}

// tell shows the part that is done, and the text for that moment, if it is time
// for it.
func (m *meter) tell(part float64, text func(now time.Time) string) {
	every := lineEvery
	if m.terminal {
		every = barEvery
	}
	now := time.Now()
	if now.Sub(m.last) < every {
		return
	}
	m.last = now
	if m.terminal {
		fmt.Fprintf(m.to, "\r\x1b[K%s %s", bar(part), text(now))
	} else {
		fmt.Fprintf(m.to, "nudge: %s\n", text(now))
	}
}

// end takes the bar off the screen.
func (m *meter) end() {
	if m.terminal {
		fmt.Fprint(m.to, "\r\x1b[K")
	}
}

// roughly rounds a time to what one wants to know of it.
func roughly(d time.Duration) time.Duration {
	switch {
	case d > time.Hour:
		return d.Round(time.Minute)
	case d > time.Minute:
		return d.Round(5 * time.Second)
	}
	return d.Round(time.Second)
}

func bar(part float64) string {
	full := min(barCells, int(part*barCells))
	return strings.Repeat("█", full) + strings.Repeat("░", barCells-full)
}
