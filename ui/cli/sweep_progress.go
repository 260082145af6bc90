package cli

import (
	"fmt"
	"io"
	"strings"
	"time"

	"nudge/dynamics/sweep"
)

// progress tells on standard error how far a sweep is: a bar on a terminal, else
// a line now and then.
type progress struct {
	to          io.Writer
	terminal    bool
	grid        sweep.Grid
	cells, done int
	work, sum   float64 // of the done cells, and of all
	began, last time.Time
}

const (
	barEvery  = 100 * time.Millisecond
	lineEvery = 30 * time.Second
	barCells  = 24
)

func newProgress(to io.Writer, g sweep.Grid, cells []int) *progress {
	now := time.Now()
	p := &progress{to: to, terminal: terminal(to), grid: g, cells: len(cells), began: now, last: now}
	for _, c := range cells {
		p.sum += g.Work(c)
	}
	return p
}

// add says that one more cell is done.
func (p *progress) add(cell int) {
	p.done++
	p.work += p.grid.Work(cell)
	every := lineEvery
	if p.terminal {
		every = barEvery
	}
	now := time.Now()
	if now.Sub(p.last) < every {
		return
	}
	p.last = now
	if p.terminal {
		fmt.Fprintf(p.to, "\r\x1b[K%s %s", bar(p.work/p.sum), p.text(now))
	} else {
		fmt.Fprintf(p.to, "nudge: %s\n", p.text(now))
	}
}

func (p *progress) text(now time.Time) string {
	left := time.Duration(float64(now.Sub(p.began)) * (p.sum - p.work) / p.work)
	return fmt.Sprintf("%d of %d cells, %s left", p.done, p.cells, roughly(left))
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

// end takes the bar off the screen.
func (p *progress) end() {
	if p.terminal {
		fmt.Fprint(p.to, "\r\x1b[K")
	}
}
