package sweep

import (
	"context"
	"errors"
	"math"

	"nudge/dynamics"
)

// worker computes trials, one after the other, and keeps the networks at rest
// that it met: β and T leave them as they are.
type worker struct {
	grid   Grid
	series int
	rests  map[restKey]*dynamics.Rest // nil where settling diverged
	player dynamics.Player
	layers []dynamics.Agreement
}

// restKey is the knobs that a network at rest depends on.
type restKey struct{ gain, asymmetry float64 }

// maxRests bounds the memory of a worker.
const maxRests = 64

func newWorker(g Grid) *worker {
	return &worker{grid: g, series: len(g.Series()), rests: map[restKey]*dynamics.Rest{}}
}

// trial is the number of each series in one trial of a cell. It is NaN where it
// means nothing, and everywhere if the run diverges.
func (w *worker) trial(ctx context.Context, cell, trial int) ([]float64, error) {
	values := make([]float64, w.series)
	for i := range values {
		values[i] = math.NaN()
	}
	set := w.grid.Settings(cell, trial)
	rest, err := w.rest(set)
	switch {
	case err == nil && rest != nil && w.grid.Measure == WeightGradient:
		err = weightErrors(values, rest, set.Push())
	case err == nil && rest != nil:
		err = w.play(ctx, values, rest, set)
	}
	if diverged(err) {
		err = nil
	}
	return values, err
}

func (w *worker) rest(set dynamics.Settings) (*dynamics.Rest, error) {
	key := restKey{set.Gain, set.Asymmetry}
	if rest, known := w.rests[key]; known {
		return rest, nil
	}
	net, err := w.grid.Source.Network(set)
	if err != nil {
		return nil, err
	}
	rest, err := dynamics.NewRest(net, make([]float64, net.Units()))
	if err != nil && !diverged(err) {
		return nil, err
	}
	if len(w.rests) == maxRests {
		clear(w.rests)
	}
	w.rests[key] = rest
	return rest, nil
}

func diverged(err error) bool {
	var run *dynamics.DivergedError
	var settling *dynamics.Divergence
	return errors.As(err, &run) || errors.As(err, &settling)
}

// play runs to the frame and measures there.
func (w *worker) play(ctx context.Context, values []float64, rest *dynamics.Rest, set dynamics.Settings) (err error) {
	t := dynamics.Trial{
		Rest: rest, Settings: set, Equilibrate: w.grid.Equilibrate, Frame: w.grid.Frame,
		Estimator: w.grid.Estimator, Reference: w.grid.Reference,
	}
	w.layers, err = w.player.Play(ctx, t, w.layers[:0])
	for i, a := range w.layers {
		values[i] = w.grid.Measure.of(a)
	}
	return err
}
