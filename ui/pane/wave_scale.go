package pane

import (
	"math"

	"nudge/dynamics"
)

// quiet is the size under which the derivative of layer k is the rounding of
// its state.
func quiet(f *dynamics.Frame, k int) float64 {
	var size float64
	for _, v := range f.Network().Layer(f.State, k) {
		size = max(size, math.Abs(v))
	}
	rounding := math.Nextafter(size, math.Inf(1)) - size
	if f.Estimator != dynamics.SinceNudge {
		rounding /= f.Led.Step
	}
	return 1e3 * (f.Rest.Residual + rounding)
}

// nearZero is the part of the layer's norm under which the sign of a unit says
// nothing.
const nearZero = 0.02

// waveScale turns a derivative into a shade from −3 to 3. 0 is none: the unit
// rests, or is near zero beside its layer.
type waveScale struct {
	full float64 // the largest in sight
	log  bool    // a shade is two decades, else a third of the largest
}

func (w waveScale) shade(v, norm float64) int {
	size := math.Abs(v)
	if !(size > nearZero*norm) || !(w.full > 0) {
		return 0
	}
	shade := 1 + int(min(2, 3*size/w.full))
	if w.log {
		shade = 3 + int(max(-2, math.Ceil(math.Log10(size/w.full)/2-0.5)))
	}
	if v < 0 {
		return -shade
	}
	return shade
}
