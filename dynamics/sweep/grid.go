package sweep

import (
	"errors"
	"fmt"
	"hash/fnv"

	"nudge/dynamics"
)

// Grid is what a sweep computes: for each combination of the axes' values, a
// measure of every layer at one frame, over a number of trials.
type Grid struct {
	Source      *dynamics.Source
	Base        dynamics.Settings // of the knobs that are not swept
	Axes        []Axis            // one or two; the first changes fastest
	Trials      int
	Frame       int
	Equilibrate int
	Measure     Measure
	Reference   dynamics.Reference
	Estimator   dynamics.Estimator
}

// maxCells is how many cells a grid may have.
const maxCells = 10_000_000

// Series is one of the numbers that a cell has.
type Series struct {
	Name  string
	Layer int // 1 … L; 0 if it is of no layer
	Hops  int
}

// Check refuses a grid that cannot be computed. Its messages begin with the flag
// that they are about, without the dashes.
func (g Grid) Check() error {
	switch {
	case len(g.Axes) == 0 || len(g.Axes) > 2:
		return errors.New("x: give one axis or two, like --x beta=1e-4:10:log:25")
	case len(g.Axes) == 2 && g.Axes[0].Knob.Name == g.Axes[1].Knob.Name:
		return fmt.Errorf("y: %s is swept by --x already: choose another knob", g.Axes[1].Knob.Name)
	case g.Trials < 1:
		return fmt.Errorf("trials: %d is too few: give 1 or more", g.Trials)
	case g.Frame < 1:
		return fmt.Errorf("frame: %d is too early: the first nudged frame is 1", g.Frame)
	case g.Cells() > maxCells:
		return fmt.Errorf("x: the grid has %d cells: make it at most %d", g.Cells(), maxCells)
	}
	if err := g.checkMeasure(); err != nil {
		return err
	}
	return g.checkSpikes()
}

func (g Grid) checkMeasure() error {
	net, err := g.Source.Network(g.Base)
	if err != nil {
		return err
	}
	late := g.Measure == RelativeError && g.Reference == dynamics.Backprop && g.Frame > net.Depth()
	switch {
	case late:
		return fmt.Errorf("measure: against backprop a relative error is defined only in the frame that reaches a layer: give --reference bptt, or a --frame from 1 to %d", net.Depth())
	case g.Measure == WeightGradient && (len(g.Axes) > 1 || g.Axes[0].Knob.Name != "beta"):
		return errors.New("measure: weight_gradient is swept over beta alone: give --x beta=1e-4:1e-1:log:10 and no --y")
	case g.Measure == WeightGradient && !net.Symmetric():
		return errors.New("measure: asymmetric feedback leaves no energy, so there is no exact weight gradient: set --asymmetry 0")
	}
	return nil
}

// checkSpikes refuses spikes of units that have no largest rate.
func (g Grid) checkSpikes() error {
	most := g.Base.Spikes
	for _, a := range g.Axes {
		if a.Knob.Name == "spikes" {
			most = a.Values[len(a.Values)-1]
		}
	}
	net, err := g.Source.Network(g.Base)
	if err == nil && most > 0 && !net.Activation().Bounded() {
		return fmt.Errorf("spikes: a unit with the activation %s has no largest rate, so it cannot send spikes: use tanh, sigmoid or hardsigmoid", net.Activation())
	}
	return err
}

// Cells is how many cells the grid has.
func (g Grid) Cells() int {
	n := 1
	for _, a := range g.Axes {
		n *= len(a.Values)
	}
	return n
}

// At is the value of each axis in a cell. Cells are numbered from 0, along the
// first axis first.
func (g Grid) At(cell int) []float64 {
	at := make([]float64, 0, len(g.Axes))
	for _, a := range g.Axes {
		at = append(at, a.Values[cell%len(a.Values)])
		cell /= len(a.Values)
	}
	return at
}

// Settings is what a trial of a cell, counted from 0, runs under. Its noise
// depends on the base seed, on the value of every knob and on the trial, and not
// on where in the grid the cell is; its weights depend on the base seed alone.
func (g Grid) Settings(cell, trial int) dynamics.Settings {
	set := g.quiet(cell)
	h := fnv.New64a()
	fmt.Fprint(h, set.Seed, " ", trial, " ", set.Inverted)
	for _, k := range dynamics.Table {
		fmt.Fprint(h, " ", k.Name, "=", number(k.Get(set.Knobs)))
	}
	set.Noise = h.Sum64()
	return set
}

// quiet is the settings of a cell without the noise of a trial.
func (g Grid) quiet(cell int) dynamics.Settings {
	set := g.Base
	set.On = true
	for i, v := range g.At(cell) {
		knob := g.Axes[i].Knob
		if knob.Name == "beta" {
			set.Inverted = v < 0
			v = max(v, -v)
		}
		*knob.Field(&set.Knobs) = v
	}
	return set
}

// Series lists the numbers that every cell of a grid that passes Check has: one
// for each layer, or the two errors of the weight gradient.
func (g Grid) Series() []Series {
	if g.Measure == WeightGradient {
		return []Series{{Name: "one_sided"}, {Name: "symmetric"}}
	}
	net, err := g.Source.Network(g.Base)
	if err != nil {
		return nil
	}
	var all []Series
	for k := 1; k <= net.Depth(); k++ {
		all = append(all, Series{Name: fmt.Sprintf("layer %d", k), Layer: k, Hops: net.Hops(k)})
	}
	return all
}

// runs is how many trials of a cell are computed: without noise all are equal.
func (g Grid) runs(cell int) int {
	if g.Measure == WeightGradient || !g.quiet(cell).Noisy() {
		return 1
	}
	return g.Trials
}

// Work is about how long a cell takes, in steps of one chain.
func (g Grid) Work(cell int) float64 {
	set := g.quiet(cell)
	steps := float64(g.Frame)
	if set.Noisy() {
		steps += float64(g.Equilibrate)
	}
	return 50 + steps*set.Chains*float64(g.runs(cell))
}
