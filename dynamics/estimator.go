package dynamics

import (
	"fmt"
	"strings"
)

// Estimator is how the temporal derivative is read off a noisy trajectory.
type Estimator uint8

const (
	// RawRate is (s(n) − s(n−1))/ε.
	RawRate Estimator = iota
	// WindowRate is (s(n) − s(n−w))/(wε): averaged over w frames, but none before
	// the nudge.
	WindowRate
	// SinceNudge is s(n) − s(0), the integral of the derivative since the nudge.
	SinceNudge
	// TwinRate is the raw derivative less that of a twin: the same chains with the
	// same noise and no nudge.
	TwinRate
	// Estimators is how many there are.
	Estimators
)

var estimatorNames = [Estimators]string{"raw", "window", "displacement", "twin"}

var estimatorFormulas = [Estimators]string{
	"(s(n) − s(n−1))/ε", "(s(n) − s(n−w))/(wε)", "s(n) − s(0)", "raw − raw of the twin without nudge",
}

// String is the name in flags and files.
func (e Estimator) String() string { return estimatorNames[e] }

// Formula is what the estimator computes, in a few characters.
func (e Estimator) Formula() string { return estimatorFormulas[e] }

// ParseEstimator returns the estimator of that name.
func ParseEstimator(name string) (Estimator, error) {
	for i, known := range estimatorNames {
		if name == known {
			return Estimator(i), nil
		}
	}
	return 0, fmt.Errorf("estimator %q is unknown: use one of %s", name, strings.Join(estimatorNames[:], ", "))
}

// span is over how many steps the estimate reaches back, at a frame since the
// nudge, and what it is divided by in time.
func (e Estimator) span(frame, window int, eps float64) (steps int, time float64) {
	switch {
	case e == WindowRate && frame > 0:
		steps = min(window, frame)
		return steps, float64(steps) * eps
	case e == WindowRate:
		return window, float64(window) * eps
	case e == SinceNudge && frame > 0:
		return frame, 1
	}
	return 1, eps
}
