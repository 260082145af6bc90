package model

import (
	"fmt"
	"math"
	"strings"
)

// Activation is ρ, the same for every unit of a network. A unit in state s
// sends ρ(s) to its neighbours.
type Activation uint8

const (
	Tanh        Activation = iota // tanh s, in (−1, 1)
	Sigmoid                       // 1/(1+e^{−s}), in (0, 1)
	HardSigmoid                   // clip(s, 0, 1), with the flow projected on [0, 1]
	Softplus                      // ln(1+e^s), in (0, ∞)
	Linear                        // s
)

var activationNames = []string{"tanh", "sigmoid", "hardsigmoid", "softplus", "linear"}

// ActivationNames lists the names that ParseActivation takes.
func ActivationNames() []string { return append([]string(nil), activationNames...) }

// ParseActivation returns the activation of that name, as a network file and
// --activation spell it.
func ParseActivation(name string) (Activation, error) {
	for i, known := range activationNames {
		if name == known {
			return Activation(i), nil
		}
	}
	return 0, fmt.Errorf("activation %q is unknown: use one of %s", name, strings.Join(activationNames, ", "))
}

// String is the name of the activation in network files and flags.
func (a Activation) String() string { return activationNames[a] }

// TargetRange is what one-hot targets are made of: ±0.8 for tanh, which never
// reaches ±1, and 0 and 1 otherwise.
func (a Activation) TargetRange() (low, high float64) {
	if a == Tanh {
		return -0.8, 0.8
	}
	return 0, 1
}

// Bounded tells whether ρ has a smallest and a largest value, so that it can be
// read as a rate.
func (a Activation) Bounded() bool { return a != Softplus && a != Linear }

// Evaluate writes ρ(s) to rho and ρ'(s) to slope, both as long as s. The slope
// of hardsigmoid is 1 on the closed interval [0, 1] and 0 outside: whether a
// unit at a bound is stuck depends on its drive, see Point.
func (a Activation) Evaluate(rho, slope, s []float64) {
	rho, slope = rho[:len(s)], slope[:len(s)]
	switch a {
	case Tanh:
		for i, v := range s {
			r := math.Tanh(v)
			rho[i], slope[i] = r, 1-r*r
		}
	case Sigmoid:
		for i, v := range s {
			r := sigmoid(v)
			rho[i], slope[i] = r, r*(1-r)
		}
	case HardSigmoid:
		for i, v := range s {
			r := min(max(v, 0), 1)
			rho[i], slope[i] = r, 0
			if r == v {
				slope[i] = 1
			}
		}
	case Softplus:
		for i, v := range s {
			rho[i], slope[i] = math.Max(v, 0)+math.Log1p(math.Exp(-math.Abs(v))), sigmoid(v)
		}
	case Linear:
		copy(rho, s)
		for i := range slope {
			slope[i] = 1
		}
	}
}

// Curvature is ρ”(s) of a unit whose ρ and ρ' are given.
func (a Activation) Curvature(rho, slope float64) float64 {
	switch a {
	case Tanh:
		return -2 * rho * slope
	case Sigmoid:
		return slope * (1 - 2*rho)
	case Softplus:
		return slope * (1 - slope)
	}
	return 0
}

func sigmoid(v float64) float64 {
	if v >= 0 {
		return 1 / (1 + math.Exp(-v))
	}
	e := math.Exp(v)
	return e / (1 + e)
}
