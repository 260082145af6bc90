package pane

import (
	"fmt"

	"nudge/dynamics"
)

// series is what the two fills are called.
type series struct{ moves, size, asks, length string }

// A derivative is compared with the gradient; the displacement since the nudge
// with its direction, with its sum over time, or with where it all ends.
var (
	speeds        = series{"dh/dt", "|dh/dt|", "−∂C/∂h", "|∂C/∂h|"}
	displaced     = series{"h−h⁰", "|h−h⁰|", "−∂C/∂h", "|∂C/∂h|"}
	accumulated   = series{"h−h⁰", "|h−h⁰|", "−εΣ∂C/∂h", "|εΣ∂C/∂h|"}
	displacements = series{"h−h⁰", "|h−h⁰|", "−H⁻¹∂C/∂h", "|H⁻¹∂C/∂h|"}
)

func seriesOf(f *dynamics.Frame) *series {
	switch {
	case f.Reference == dynamics.Equilibrium:
		return &displacements
	case !sinceNudge(f):
		return &speeds
	case f.Reference == dynamics.BPTT:
		return &accumulated
	}
	return &displaced
}

// sinceNudge tells whether the estimator gives how far the units have moved
// since the nudge. Before it, it falls back on the raw derivative.
func sinceNudge(f *dynamics.Frame) bool {
	return f.Estimator == dynamics.SinceNudge && f.Number > 0
}

// elapsed is what the estimator divides a difference of states by.
func elapsed(f *dynamics.Frame) float64 {
	switch {
	case f.Reference == dynamics.Equilibrium, sinceNudge(f):
		return 1
	case f.Estimator == dynamics.WindowRate && f.Number > 0:
		return f.Led.Step * min(f.Led.Window, float64(f.Number))
	case f.Estimator == dynamics.WindowRate:
		return f.Led.Step * f.Led.Window
	}
	return f.Led.Step
}

// estimate is what the left bars are: the name of the estimator, its formula,
// and that formula in as few cells as can be read.
type estimate struct{ name, formula, compact string }

func estimateOf(f *dynamics.Frame) estimate {
	e := f.Estimator
	name := e.String()
	switch {
	case f.Reference == dynamics.Equilibrium && e == dynamics.TwinRate:
		return estimate{name, "s(n) − s(n) of the twin without nudge", "s−s of twin"}
	case f.Reference == dynamics.Equilibrium:
		return estimate{dynamics.SinceNudge.String(), dynamics.SinceNudge.Formula(), "s(n)−s(0)"}
	case e == dynamics.WindowRate:
		return estimate{fmt.Sprintf("%s w=%.0f", name, f.Led.Window), e.Formula(), "(s(n)−s(n−w))/(wε)"}
	case f.Number <= 0 || e == dynamics.RawRate:
		return estimate{name, dynamics.RawRate.Formula(), "(s(n)−s(n−1))/ε"}
	case e == dynamics.SinceNudge:
		return estimate{name, e.Formula(), "s(n)−s(0)"}
	}
	return estimate{name, e.Formula(), "raw−raw of twin"}
}

// averages says which averages tame the noise; "" without noise.
func averages(f *dynamics.Frame) string {
	if !f.Led.Noisy() {
		return ""
	}
	text := "N 1 chain"
	if f.Led.Chains > 1 {
		text = fmt.Sprintf("N %.0f chains", f.Led.Chains)
	}
	if f.Led.Spikes > 0 {
		text += fmt.Sprintf(" · K %.0f spikes", f.Led.Spikes)
	}
	switch {
	case f.Reference == dynamics.Equilibrium && f.Estimator != dynamics.TwinRate, sinceNudge(f):
		return text + fmt.Sprintf(" · summed over %d frames", max(0, f.Number))
	case f.Estimator == dynamics.WindowRate:
		return text + fmt.Sprintf(" · window %.0f", f.Led.Window)
	case f.Estimator == dynamics.TwinRate && f.Number > 0:
		return text + " · same noise as the twin"
	}
	return text
}
