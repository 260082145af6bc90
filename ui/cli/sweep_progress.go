package cli

import (
	"fmt"
	"io"
	"time"

	"nudge/dynamics/sweep"
)

// progress is the meter of a sweep.
type progress struct {
	meter
	grid        sweep.Grid
	cells, done int
	work, sum   float64 // of the done cells, and of all
}

func newProgress(to io.Writer, g sweep.Grid, cells []int) *progress {
	p := &progress{meter: newMeter(to), grid: g, cells: len(cells)}
	for _, c := range cells {
		p.sum += g.Work(c)
	}
	return p
}

// add says that one more cell is done.
func (p *progress) add(cell int) {
	p.done++
	p.work += p.grid.Work(cell)
	p.tell(p.work/p.sum, p.text)
}

func (p *progress) text(now time.Time) string {
	left := time.Duration(float64(now.Sub(p.began)) * (p.sum - p.work) / p.work)
	return fmt.Sprintf("%d of %d cells, %s left", p.done, p.cells, roughly(left))
}
