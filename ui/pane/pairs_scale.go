package pane

import (
	"math"

	"nudge/dynamics"
)

// measure turns values into bars: a bar of 1 is full. The zero measure draws
// nothing.
type measure struct {
	full float64
	log  bool
}

// decades is how far below a full bar an empty one is on the log scale.
const decades = 6

// of is the bar of a value, from −1 to 1; 0 where the value means nothing.
func (m measure) of(v float64) float64 {
	if !(m.full > 0) || math.IsNaN(v) || v == 0 {
		return 0
	}
	if m.log {
		return math.Copysign(max(0, 1+math.Log10(math.Abs(v)/m.full)/decades), v)
	}
	return min(max(v/m.full, -1), 1)
}

// snap lengthens a bar of up to half cells to the end of the cell in which it
// ends when rounded to half cells.
func snap(v float64, half int) float64 {
	halves := math.Round(2 * math.Abs(v) * float64(half))
	return math.Copysign(math.Ceil(halves/2)/float64(half), v)
}

// measures is how the derivative and the gradient of a layer are drawn, given
// the largest of each in all layers.
func measures(s Scale, a dynamics.Agreement, units int, rate, slope float64) (v, g measure) {
	if s == OwnNorm {
		return measure{full: a.Derivative * reach(units)}, measure{full: a.Gradient * reach(units)}
	}
	return measure{full: rate, log: s == Log}, measure{full: slope, log: s == Log}
}

// length is the Euclidean norm.
func length(v []float64) float64 {
	var sum float64
	for _, x := range v {
		sum += x * x
	}
	return math.Sqrt(sum)
}

// reach is the part of its norm that fills a bar of a layer. One unit of a wide
// layer has little of the norm; three times its fair share is plenty.
func reach(units int) float64 { return min(1, 3/math.Sqrt(float64(max(1, units)))) }

// loudest is the largest derivative and the largest gradient of a unit in all
// layers. Layers that only round do not count.
func loudest(f *dynamics.Frame) (rate, slope float64) {
	net := f.Network()
	for k := 1; k <= net.Depth(); k++ {
		if still(f, f.Layers[k-1]) {
			continue
		}
		for _, v := range net.Layer(f.Derivative, k) {
			rate = max(rate, math.Abs(v))
		}
	}
	for _, g := range f.Gradient {
		slope = max(slope, math.Abs(g))
	}
	return rate, slope
}

// still tells whether a layer does not move, but for the rounding of its state.
func still(f *dynamics.Frame, a dynamics.Agreement) bool {
	if a.BelowRounding {
		return true
	}
	var size float64
	for _, s := range f.Network().Layer(f.State, a.Layer) {
		size = max(size, math.Abs(s))
	}
	rounding := (math.Nextafter(size, math.Inf(1)) - size) / elapsed(f)
	return !(a.Derivative >= 1e3*(f.Rest.Residual+rounding))
}
