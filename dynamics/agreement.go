package dynamics

import (
	"fmt"
	"math"
	"strings"
)

// Reference is the gradient that a derivative is compared with.
type Reference uint8

const (
	// Backprop is the paper's: back-propagation at the stationary point. It holds
	// at the arrival frame.
	Backprop Reference = iota
	// BPTT is back-propagation through time, g(t) = (I + εJ)^t g(0). It holds at
	// every frame.
	BPTT
	// Equilibrium is H⁻¹ ∂C/∂s, compared with the displacement since the nudge.
	// It holds in the end.
	Equilibrium
	// References is how many there are.
	References
)

var referenceNames = [References]string{"backprop", "bptt", "equilibrium"}

// String is the name in flags and files.
func (r Reference) String() string { return referenceNames[r] }

// ParseReference returns the reference of that name.
func ParseReference(name string) (Reference, error) {
	for i, known := range referenceNames {
		if name == known {
			return Reference(i), nil
		}
	}
	return 0, fmt.Errorf("reference %q is unknown: use one of %s", name, strings.Join(referenceNames[:], ", "))
}

// Agreement says how well the derivative of one layer agrees with the gradient
// there. Where a number means nothing it is NaN.
type Agreement struct {
	Layer         int // 1 … L
	Hops          int // from the visible layer
	Reached       bool
	BelowRounding bool // reached, but the derivative is too small to tell from rounding
	Held          bool // the visible layer after a kick: it does not move any more

	Derivative float64 // ‖ds_k/dt‖, or of the displacement
	Gradient   float64 // ‖g_k‖

	Cosine float64 // between −ds_k/dt/β and g_k
	Angle  float64 // the same in degrees, exact near 0
	Band   float64 // half of the 95 % interval of the angle, from the spread over the chains
	Scale  float64 // ‖ds_k/dt‖ / (|β| ‖g_k‖)
	Factor float64 // what Scale is on arrival, as β → 0: ε^hops with Backprop, else 1
	// RelativeError is ‖−ds_k/dt/β − g_k‖/‖g_k‖; with Backprop it is defined at the
	// arrival frame only, with g_k times ε^hops.
	RelativeError float64

	SignsAgree   int // units whose sign agrees, of those counted
	SignsCounted int // units above 2 % of the layer's norm
	NearZero     int // units below
}

// Shown tells whether the agreement is a number: the layer is reached, above
// rounding, and neither side is zero.
func (a Agreement) Shown() bool { return !math.IsNaN(a.Cosine) }

// signThreshold is the part of the layer's norm below which the sign of a
// unit says nothing.
const signThreshold = 0.02

// compare fills the numbers of an agreement from a derivative, a gradient and
// β ≠ 0. size is what the gradient is multiplied with for the relative error.
func (a *Agreement) compare(derivative, gradient []float64, beta, size float64) {
	var dd, gg, off float64
	for i, d := range derivative {
		d /= -beta
		g := gradient[i]
		dd, gg = dd+d*d, gg+g*g
		off += (d - size*g) * (d - size*g)
	}
	d, g := math.Sqrt(dd), math.Sqrt(gg)
	if d == 0 || g == 0 {
		return
	}
	var apart, along float64
	for i, v := range derivative {
		u, w := v/-beta/d, gradient[i]/g
		apart, along = apart+(u-w)*(u-w), along+(u+w)*(u+w)
		switch {
		case math.Abs(w) < signThreshold:
			a.NearZero++
		default:
			a.SignsCounted++
			if u*w > 0 {
				a.SignsAgree++
			}
		}
	}
	// ½ atan2 keeps the digits that arccos loses near 0° and 180°.
	half := math.Atan2(math.Sqrt(apart), math.Sqrt(along))
	a.Angle = 2 * half * 180 / math.Pi
	a.Cosine = math.Cos(2 * half)
	a.Scale = d / g
	a.RelativeError = math.Sqrt(off) / (math.Abs(size) * g)
}

// normal95 is how many standard errors a 95 % interval reaches either side.
const normal95 = 1.959963984540054

// bound fills the band: what the standard errors of the derivative's units do
// to the angle, to first order.
func (a *Agreement) bound(derivative, gradient, spread []float64) {
	sine, cosine := math.Sincos(a.Angle * math.Pi / 180)
	sign := -1.0
	if dot(derivative, gradient)*cosine > 0 {
		sign = 1
	}
	var variance float64
	for i, e := range spread {
		across := 1.0 // near 0° any error across counts
		if sine > 1e-6 {
			across = (sign*gradient[i]/a.Gradient - cosine*derivative[i]/a.Derivative) / sine
		}
		variance += across * across * e * e
	}
	a.Band = normal95 * math.Sqrt(variance) / a.Derivative * 180 / math.Pi
}

func dot(a, b []float64) float64 {
	var sum float64
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}

func norm(v []float64) float64 {
	var sum float64
	for _, x := range v {
		sum += x * x
	}
	return math.Sqrt(sum)
}

func largest(v []float64) float64 {
	var size float64
	for _, x := range v {
		size = max(size, math.Abs(x))
	}
	return size
}
