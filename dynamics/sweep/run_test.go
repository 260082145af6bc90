package sweep

import (
	"context"
	"errors"
	"math"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"nudge/dynamics"
)

func compute(t *testing.T, g Grid, cells []int, workers int) []Cell {
	t.Helper()
	var got []Cell
	if err := Run(context.Background(), g, cells, workers, func(c Cell) error { got = append(got, c); return nil }); err != nil {
		t.Fatal(err)
	}
	return got
}

func same(t *testing.T, what string, want, got []Cell) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateNaNs()); diff != "" {
		t.Errorf("%s: %s", what, diff)
	}
}

// TestWorkers: a sweep does not depend on how many compute it, nor on which of
// its cells are computed.
func TestWorkers(t *testing.T) {
	g := grid(t, "iris", "beta=1e-3:1:log:3", "temperature=0,1e-5,1e-3")
	g.Trials, g.Equilibrate = 3, 40
	want := compute(t, g, all(g), 1)
	for i, c := range want {
		if c.Index != i {
			t.Errorf("cell %d is delivered as number %d", c.Index, i)
		}
	}
	for _, workers := range []int{2, 4, 7} {
		same(t, "workers", want, compute(t, g, all(g), workers))
	}
	same(t, "some cells backwards", []Cell{want[7], want[4], want[1]}, compute(t, g, []int{7, 4, 1}, 2))
	one, err := g.Compute(context.Background(), 5)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "one cell", want[5:6], []Cell{one})
}

// TestSubGrid: a cell has the same numbers in any grid that has it.
func TestSubGrid(t *testing.T) {
	g := grid(t, "iris", "beta=1e-3:1:log:4", "temperature=1e-5,1e-3")
	g.Trials, g.Equilibrate = 2, 20
	want := compute(t, g, []int{6}, 1)[0].Stats // β = 0.1, T = 1e-3
	turned := grid(t, "iris", "temperature=1e-3", "beta=0.1,0.3")
	turned.Trials, turned.Equilibrate = 2, 20
	line := grid(t, "iris", "beta=0.1")
	line.Trials, line.Equilibrate, line.Base.Temperature = 2, 20, 1e-3
	for _, other := range []Grid{turned, line} {
		if diff := cmp.Diff(want, compute(t, other, []int{0}, 1)[0].Stats, cmpopts.EquateNaNs()); diff != "" {
			t.Error(diff)
		}
	}
}

// TestCellByRuns computes a cell again, run by run, as the visualizer would.
func TestCellByRuns(t *testing.T) {
	for e := range dynamics.Estimators {
		for ref := range dynamics.References {
			g := grid(t, "iris", "temperature=0,1e-4", "gain=1.5,1")
			g.Base.Beta = 0.5
			g.Trials, g.Estimator, g.Reference, g.Base.Window = 3, e, ref, 3
			for cell := range g.Cells() {
				got, err := g.Compute(context.Background(), cell)
				if err != nil {
					t.Fatal(err)
				}
				want := byRuns(t, g, cell)
				if diff := cmp.Diff(want, got, cmpopts.EquateNaNs(), cmpopts.EquateApprox(1e-12, 1e-12)); diff != "" {
					t.Errorf("%s, %s: cell %d: %s", e, ref, cell, diff)
				}
			}
		}
	}
}

func byRuns(t *testing.T, g Grid, cell int) Cell {
	var trials [][]float64
	for trial := range g.Trials {
		run, err := dynamics.NewRun(g.Source, g.Settings(cell, trial), g.Equilibrate)
		if err != nil {
			t.Fatal(err)
		}
		run.Estimate(g.Estimator)
		if _, err := run.Seek(0, 0); err != nil {
			t.Fatal(err)
		}
		if _, err := run.Advance(g.Frame, 0); err != nil {
			t.Fatal(err)
		}
		var f dynamics.Frame
		run.Observe(&f, g.Reference)
		var values []float64
		for _, a := range f.Layers {
			values = append(values, a.Cosine)
		}
		trials = append(trials, values)
	}
	c := Cell{Index: cell, Values: g.At(cell)}
	for i := range trials[0] {
		var mean, square float64
		for _, v := range trials {
			mean += v[i] / float64(len(trials))
		}
		for _, v := range trials {
			square += (v[i] - mean) * (v[i] - mean)
		}
		c.Stats = append(c.Stats, Stat{Mean: mean, SD: math.Sqrt(square / float64(len(trials)-1)), Trials: len(trials)})
	}
	return c
}

// TestSeeds: trials and cells have noise of their own, and the same weights.
func TestSeeds(t *testing.T) {
	g := grid(t, "iris", "beta=0.1,0.2", "temperature=1e-5,1e-3")
	seen := map[uint64]bool{}
	for cell := range g.Cells() {
		for trial := range g.Trials {
			set := g.Settings(cell, trial)
			if seen[set.Noise] || set.Seed != 1 {
				t.Errorf("cell %d, trial %d: seed %d, noise %d, seen before: %v", cell, trial, set.Seed, set.Noise, seen[set.Noise])
			}
			seen[set.Noise] = true
		}
	}
}

// TestDivergence: a run or a settling that diverges leaves a cell without a
// number.
func TestDivergence(t *testing.T) {
	run := grid(t, "iris", "beta=0.1,10", "step=0.1,1")
	run.Frame = 100
	settling := grid(t, "iris", "gain=0.25,4")
	settling.Source = linear(t)
	for _, g := range []Grid{run, settling} {
		cells := compute(t, g, all(g), 2)
		first, last := cells[0].Stats, cells[len(cells)-1].Stats
		if first[0].Trials != g.Trials || last[0].Trials != 0 || !math.IsNaN(last[0].Mean) || !math.IsNaN(last[0].SD) {
			t.Errorf("the first cell has %+v, the one that diverges %+v", first, last)
		}
	}
}

// TestCancel: a cancelled sweep ends soon, with whole cells only, and leaves no
// worker behind.
func TestCancel(t *testing.T) {
	before := runtime.NumGoroutine()
	g := grid(t, "iris", "beta=1e-3:1:log:200", "temperature=1e-4")
	g.Equilibrate = 10_000_000
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, cancel)
	began := time.Now()
	err := Run(ctx, g, all(g), 4, func(Cell) error { return nil })
	if !errors.Is(err, context.Canceled) || time.Since(began) > 5*time.Second {
		t.Errorf("it ends with %v after %v", err, time.Since(began))
	}
	g.Equilibrate, g.Trials = 10, 2
	ctx, cancel = context.WithCancel(context.Background())
	var got []Cell
	err = Run(ctx, g, all(g), 2, func(c Cell) error {
		if got = append(got, c); len(got) == 5 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || len(got) < 5 || len(got) == g.Cells() {
		t.Errorf("%d cells, %v", len(got), err)
	}
	same(t, "before the cancellation", compute(t, g, all(g), 1)[:len(got)], got)
	stop := errors.New("stop")
	if err := Run(context.Background(), g, all(g), 3, func(Cell) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("an error of done comes back as %v", err)
	}
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
}

// TestWithoutNoise: without noise one trial stands for all.
func TestWithoutNoise(t *testing.T) {
	g := grid(t, "iris", "beta=0.1,0")
	cells := compute(t, g, all(g), 1)
	for _, s := range cells[1].Stats {
		if s.Trials != g.Trials || s.SD != 0 || !(s.Mean > 0.9) {
			t.Errorf("%+v", s)
		}
	}
	if i := slices.IndexFunc(cells[0].Stats, func(s Stat) bool { return s.Trials != 0 }); i >= 0 {
		t.Errorf("without a nudge layer %d has a number", i+1)
	}
	g.Trials = 1
	if s := compute(t, g, []int{1}, 1)[0].Stats[0]; s.Trials != 1 || !math.IsNaN(s.SD) {
		t.Errorf("one trial has %+v", s)
	}
}
