package pane

import (
	"fmt"
	"math"

	"nudge/dynamics"
	"nudge/ui/chart"
)

// trace is one unit in time.
type trace struct {
	frame *dynamics.Frame
	layer dynamics.Agreement
	unit  int // counted over the whole state

	xs, ys    []float64 // frames and states, up to now
	now       float64   // the frame shown
	base      float64   // the state at frame 0, or the first one held; before it s*
	before    float64   // the state that the step of this frame started from
	from, to  float64   // the frames in sight
	low, high float64   // the states in sight
	flat      bool      // nothing in sight moved
	span      float64   // how many frames a tangent is drawn over

	moves  bool    // there is a slope
	slope  float64 // a frame
	asks   bool    // there is a slope that the gradient asks for
	asked  float64 // a frame; or the state at rest again, where target is set
	target bool
	exact  bool // asked is exact, in theory; else only its sign is
}

// find takes the unit of the scene and names it.
func (t *trace) find(s Scene) (name string, ok bool) {
	f := s.Frame
	net := f.Network()
	if s.Unit < 0 || s.Unit >= net.Units() {
		return "", false
	}
	t.frame, t.unit = f, s.Unit
	i := s.Unit
	for k := 1; k <= net.Depth(); k++ {
		if i < net.Size(k) {
			t.layer = f.Layers[k-1]
			break
		}
		i -= net.Size(k)
	}
	t.now = float64(f.Number)
	t.compare()
	return fmt.Sprintf("%s.%d", LayerName(t.layer.Hops), i+1), true
}

// compare finds the slope and what the gradient asks for.
func (t *trace) compare() {
	f, i, a := t.frame, t.unit, t.layer
	t.before, t.base = f.State[i], f.State[i]
	first, last := f.Trail.First(), f.Trail.Last()
	if last > first {
		t.before = f.Trail.Unit(last-1, i)
	}
	if last < 0 {
		t.base = f.Rest.State()[i]
	} else if first <= last {
		t.base = f.Trail.Unit(max(0, first), i)
	}
	t.slope = f.State[i] - t.before
	if !t.gone() && last > first {
		t.slope = f.Derivative[i] * f.Led.Step
		t.before = f.State[i] - t.slope
	}
	t.moves = last > first && t.slope != 0 && !a.Held && !still(f, a)
	t.ask()
}

// gone tells whether the gradient is compared with the way that the unit has
// gone, not with its slope.
func (t *trace) gone() bool {
	return t.frame.Reference == dynamics.Equilibrium || sinceNudge(t.frame)
}

// ask finds what the gradient asks for: a slope, or where the way that was gone
// is compared, a state.
func (t *trace) ask() {
	f, a := t.frame, t.layer
	t.asks, t.exact, t.target = false, false, false
	if f.Gradient == nil || !a.Shown() {
		return
	}
	push := f.Led.Push()
	switch {
	case f.Reference != dynamics.Backprop:
		t.exact = true
		t.asked = -push * f.Gradient[t.unit]
	case f.Number == a.Hops+1:
		t.exact = true
		t.asked = -push * a.Factor * f.Gradient[t.unit]
	default:
		t.asked = -math.Copysign(a.Derivative/a.Gradient, push) * f.Gradient[t.unit]
	}
	if t.target = t.gone(); t.target {
		t.asked += t.base
	} else {
		t.asked *= f.Led.Step
	}
	t.asks = !math.IsNaN(t.asked) && !math.IsInf(t.asked, 0)
}

// read fetches the part of the past that w columns have room for, and sets the
// limits of the picture.
func (t *trace) read(w int) {
	trail := t.frame.Trail
	frames := float64(min(max(w/2, 8), 40))
	ahead := max(3, math.Round(frames/5))
	t.span = max(2, math.Round(frames/8))
	t.from = max(float64(trail.First())-1, t.now+ahead-frames)
	t.to = t.from + frames
	t.xs, t.ys = t.xs[:0], t.ys[:0]
	for n := max(trail.First(), int(t.from)); n <= trail.Last(); n++ {
		t.xs, t.ys = append(t.xs, float64(n)), append(t.ys, trail.Unit(n, t.unit))
	}
	if len(t.xs) == 0 {
		t.xs, t.ys = append(t.xs, t.now), append(t.ys, t.frame.State[t.unit])
	}
	t.fit()
}

// fit sets low and high around the curve and the tangents. Both are the level
// of rest and a round number, so that the labels seldom change.
func (t *trace) fit() {
	var up, down float64
	reaches := func(v float64) {
		up, down = max(up, v-t.base), max(down, t.base-v)
	}
	for _, v := range t.ys {
		reaches(v)
	}
	if t.moves {
		reaches(t.before + t.span*t.slope)
		reaches(t.before - t.span/2*t.slope)
	}
	switch {
	case t.asks && t.target:
		reaches(t.asked)
	case t.asks && t.exact:
		reaches(t.before + t.span*t.asked)
	}
	// Less than this is the rounding of the state, not a motion.
	least := 1e-12 * max(1, math.Abs(t.base))
	t.flat = max(up, down) <= least
	up, down = max(up, least), max(down, least)
	up, down = max(up, down/8), max(down, up/8)
	t.high, t.low = t.base+chart.Nice(up), t.base-chart.Nice(down)
}
