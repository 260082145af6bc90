package pane

import (
	"math"

	"nudge/dynamics"
	"nudge/ui/chart"
)

// normal95 is how many standard errors a 95 % interval reaches either side.
const normal95 = 1.959963984540054

// banded tells whether the settings give the bars a band: the mean over
// several noisy chains has a standard error. It does not depend on the frame's
// numbers, so that nothing jumps.
func banded(f *dynamics.Frame) bool {
	return f.Led.Chains > 1 && f.Led.Noisy() && f.Reference != dynamics.Equilibrium
}

// pairsBand is the 95 % interval of a derivative as the ends of two bars. The
// zero band is none.
type pairsBand struct {
	known    bool
	low      float64 // from −1 to 1
	high     float64
	lowSign  int // of the end itself, which may be drawn at 0
	highSign int
	lowCut   bool // the end is past the end of the bars
	highCut  bool
}

// band is the interval of unit i of the layer.
func (l *pairsLayer) band(i int) pairsBand {
	if l.spread == nil || !(l.v.full > 0) {
		return pairsBand{}
	}
	d, e := l.derivative[i], normal95*l.spread[i]
	if !(e > 0) || math.IsInf(e, 0) || math.IsNaN(d) || math.IsInf(d, 0) {
		return pairsBand{}
	}
	low, high := d-e, d+e
	return pairsBand{
		known: true, low: l.v.of(low), high: l.v.of(high),
		lowSign: sign(low), highSign: sign(high),
		lowCut: low < -l.v.full, highCut: high > l.v.full,
	}
}

func sign(v float64) int {
	switch {
	case v < 0:
		return -1
	case v > 0:
		return 1
	}
	return 0
}

// meansNothing tells whether the interval has 0 in it: not even the sign is
// known.
func (b pairsBand) meansNothing() bool { return b.known && b.lowSign != b.highSign }

// louder is the band of a bar drawn that many times larger.
func (b pairsBand) louder(by float64) pairsBand {
	b.lowCut, b.highCut = b.lowCut || b.low*by < -1, b.highCut || b.high*by > 1
	b.low, b.high = min(max(b.low*by, -1), 1), min(max(b.high*by, -1), 1)
	return b
}

// cells is where the ends are drawn, in cells from the axis. An end on one side
// of zero is drawn on that side.
func (b pairsBand) cells(half int) (low, high int) {
	return endCell(b.low, b.lowSign, half), endCell(b.high, b.highSign, half)
}

func endCell(v float64, sign, half int) int {
	if cell := int(math.Round(snap(v, half) * float64(half))); cell != 0 {
		return cell
	}
	return sign
}

// whisker draws the band ├──┤ about the end of the bar v, which it leaves whole
// but for the bracket inside. One that is cut has no bracket, and one narrower
// than a cell is a ┼.
func (p *Pairs) whisker(x, y, half int, v float64, b pairsBand, ink chart.Ink) {
	if !b.known || half < 2 {
		return
	}
	low, high := b.cells(half)
	end := endCell(v, 0, half)
	for c := low; c <= high; c++ {
		switch {
		case c == 0:
			p.Set(x, y, '┼', ink)
		case c == low && c == high:
			p.Set(x+c, y, '┼', ink)
		case c == low && !b.lowCut:
			p.Set(x+c, y, '├', ink)
		case c == high && !b.highCut:
			p.Set(x+c, y, '┤', ink)
		case !between(c, end):
			p.Set(x+c, y, '─', ink)
		}
	}
}

// pillar is whisker upright. Inside a bar one cell wide it draws nothing, so
// that the bar stays one.
func (p *Pairs) pillar(x, y, half int, v float64, b pairsBand, wide bool, ink chart.Ink) {
	if !b.known || half < 2 {
		return
	}
	low, high := b.cells(half)
	end := endCell(v, 0, half)
	for c := low; c <= high; c++ {
		inside := between(c, end)
		switch {
		case c == 0 || inside && !wide || low == high:
		case c == low && !b.lowCut:
			p.Set(x, y-c, '┴', ink)
		case c == high && !b.highCut:
			p.Set(x, y-c, '┬', ink)
		case !inside:
			p.Set(x, y-c, '│', ink)
		}
	}
}

// between tells whether cell c belongs to a bar from the axis to cell end.
func between(c, end int) bool { return c > 0 && c <= end || c < 0 && c >= end }
