package learn

import (
	"slices"

	"gonum.org/v1/gonum/blas/blas64"
)

// Snapshot is a training at one moment: everything that its next Step depends on
// but for data and recipe. It does not change.
type Snapshot struct {
	parameters parameters
	history    []Report
	place      place
	rest       [][]float64 // what these point to does not change
}

// Snapshot is the training as it is now.
func (t *Training) Snapshot() Snapshot {
	return Snapshot{t.learner.parameters.clone(), slices.Clip(t.History), t.place, slices.Clone(t.rest)}
}

// Rewind goes back, or on, to a snapshot of this training: the steps that follow
// come to the same numbers as those that followed then. It panics when the
// snapshot has other layers.
func (t *Training) Rewind(s Snapshot) {
	to := t.learner.parameters
	if !slices.EqualFunc(to.weights, s.parameters.weights, sameShape) {
		panic("learn: the snapshot is of another training, with other layers")
	}
	t.learner.parameters = s.parameters.clone()
	t.History, t.place, t.rest = s.history, s.place, slices.Clone(s.rest)
}

func sameShape(a, b blas64.General) bool { return a.Rows == b.Rows && a.Cols == b.Cols }
