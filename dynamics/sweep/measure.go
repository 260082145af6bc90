package sweep

import (
	"fmt"
	"strings"

	"nudge/dynamics"
)

// Measure is the number that is taken of every layer.
type Measure uint8

const (
	// Cosine is between −derivative/β and the gradient.
	Cosine Measure = iota
	// Angle is the same in degrees.
	Angle
	// RelativeError is ‖−derivative/β − gradient‖/‖gradient‖.
	RelativeError
	// WeightGradient is the relative error of the equilibrium-propagation weight
	// gradient, one-sided and symmetric, against the exact one.
	WeightGradient
	// Measures is how many there are.
	Measures
)

var measureNames = [Measures]string{"cosine", "angle", "relative_error", "weight_gradient"}

// String is the name in flags and files.
func (m Measure) String() string { return measureNames[m] }

// MeasureNames lists the names.
func MeasureNames() []string { return measureNames[:] }

// ParseMeasure returns the measure of that name.
func ParseMeasure(name string) (Measure, error) {
	for i, known := range measureNames {
		if name == known {
			return Measure(i), nil
		}
	}
	return 0, fmt.Errorf("measure %q is unknown: use one of %s", name, strings.Join(measureNames[:], ", "))
}

// of is the measured number of an agreement, NaN where it means nothing.
func (m Measure) of(a dynamics.Agreement) float64 {
	switch m {
	case Cosine:
		return a.Cosine
	case Angle:
		return a.Angle
	}
	return a.RelativeError
}
