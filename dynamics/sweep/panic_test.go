package sweep

import (
	"context"
	"testing"

	"nudge/dynamics"
)

// TestRunPanics: a panic of a worker is one of Run, after every other worker has
// stopped.
func TestRunPanics(t *testing.T) {
	g := grid(t, "iris", "beta=1e-3:1:log:3", "temperature=0,1e-5")
	g.Trials, g.Equilibrate = 3, 40
	cells := all(g)
	g.Source = nil
	for _, workers := range []int{1, 3} {
		p := func() (p *dynamics.Panic) {
			defer func() { p, _ = recover().(*dynamics.Panic) }()
			err := Run(context.Background(), g, cells, workers, func(Cell) error { return nil })
			t.Errorf("%d workers: Run returns %v", workers, err)
			return nil
		}()
		if p == nil || p.Stack == "" {
			t.Errorf("%d workers: Run does not panic with theirs: %v", workers, p)
		}
	}
}
