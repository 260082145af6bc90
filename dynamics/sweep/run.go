package sweep

import (
	"context"
	"sync/atomic"

	"nudge/dynamics"
)

// Compute computes one cell.
func (g Grid) Compute(ctx context.Context, cell int) (Cell, error) {
	w := newWorker(g)
	trials := make([][]float64, g.runs(cell))
	for t := range trials {
		var err error
		if trials[t], err = w.trial(ctx, cell, t); err != nil {
			return Cell{}, err
		}
	}
	return g.summary(cell, trials), nil
}

// ahead is how many cells a worker may be ahead of the one delivered next.
const ahead = 8

// Run computes cells on a number of workers and calls done with each one, in the
// order in which they are listed, on the calling goroutine. It ends at the first
// error, of done or of a cell, and soon after ctx is cancelled; every worker has
// then stopped; a panic in one is a panic here. What done was called with does not
// depend on the workers.
func Run(ctx context.Context, g Grid, cells []int, workers int, done func(Cell) error) error {
	within, cancel := context.WithCancelCause(ctx)
	r := runner{grid: g, ctx: within, fail: cancel, open: make(chan *openCell, ahead*workers), tasks: make(chan task, ahead*workers)}
	var crew dynamics.Crew
	crew.Go(func() { r.hand(cells) })
	for range workers {
		crew.Go(r.work)
	}
	err := r.deliver(done)
	cancel(nil)
	crew.Wait()
	return err
}

// runner is one call of Run.
type runner struct {
	grid  Grid
	ctx   context.Context
	fail  context.CancelCauseFunc
	open  chan *openCell // in order
	tasks chan task
}

// openCell is a cell that is being computed.
type openCell struct {
	cell   int
	trials [][]float64
	left   atomic.Int64
	whole  chan struct{} // closed when nothing is left
}

// task is one trial of a cell.
type task struct {
	*openCell
	trial int
}

// hand hands out the trials of the cells in order.
func (r *runner) hand(cells []int) {
	defer close(r.open)
	defer close(r.tasks)
	for _, cell := range cells {
		o := &openCell{cell: cell, trials: make([][]float64, r.grid.runs(cell)), whole: make(chan struct{})}
		o.left.Store(int64(len(o.trials)))
		select {
		case r.open <- o:
		case <-r.ctx.Done():
			return
		}
		for t := range o.trials {
			select {
			case r.tasks <- task{o, t}:
			case <-r.ctx.Done():
				return
			}
		}
	}
}

func (r *runner) work() {
	done := false
	defer func() {
		if !done { // a panic: nobody is to wait for the trial
			r.fail(context.Canceled)
		}
	}()
	w := newWorker(r.grid)
	for t := range r.tasks {
		values, err := w.trial(r.ctx, t.cell, t.trial)
		if err != nil {
			r.fail(err)
			break
		}
		t.trials[t.trial] = values
		if t.left.Add(-1) == 0 {
			close(t.whole)
		}
	}
	done = true
}

// deliver passes whole cells on, in order.
func (r *runner) deliver(done func(Cell) error) error {
	for o := range r.open {
		select {
		case <-o.whole:
		case <-r.ctx.Done():
			return context.Cause(r.ctx)
		}
		if err := done(r.grid.summary(o.cell, o.trials)); err != nil {
			return err
		}
	}
	return context.Cause(r.ctx)
}
