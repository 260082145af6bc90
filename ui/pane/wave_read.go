package pane

import (
	"math"

	"nudge/dynamics"
)

// read fetches the derivatives of a layer. What only rounds is 0.
func (p *Wave) read(s Scene, b waveBlock, g waveGrid) {
	t := s.Frame.Trail
	p.times, p.values, p.norms = p.times[:0], p.values[:0], p.norms[:0]
	least := quiet(s.Frame, b.layer)
	g.span.samples(t, g.every, func(n int) {
		p.times = append(p.times, n)
		if n <= t.First() {
			p.norms = append(p.norms, 0)
			p.values = append(p.values, make([]float64, b.units)...)
			return
		}
		sum, start, before := 0.0, len(p.values), max(t.First(), waveBefore(s.Frame, n))
		for i := range b.units {
			d := t.Unit(n, b.first+i) - t.Unit(before, b.first+i)
			p.values, sum = append(p.values, d), sum+d*d
		}
		size := math.Sqrt(sum)
		rate := t.Rate(n, b.layer) // exact, where the step size was another one
		if s.Frame.Estimator == dynamics.TwinRate {
			rate = size / s.Frame.Led.Step // the trail has no twin
		}
		if !(rate > least) || size == 0 {
			rate, size = 0, 1
		}
		p.norms = append(p.norms, rate)
		for i := range p.values[start:] {
			p.values[start+i] *= rate / size
		}
	})
}

// waveBefore is the frame from which the estimator takes the difference.
func waveBefore(f *dynamics.Frame, n int) int {
	switch {
	case f.Estimator == dynamics.WindowRate && n > 0:
		return max(0, n-int(f.Led.Window))
	case f.Estimator == dynamics.WindowRate:
		return n - int(f.Led.Window)
	case f.Estimator == dynamics.SinceNudge && n > 0:
		return 0
	}
	return n - 1
}

// waveName is what the raster is of.
func waveName(f *dynamics.Frame) string {
	switch f.Estimator {
	case dynamics.WindowRate:
		return "dh/dt (window)"
	case dynamics.SinceNudge:
		return "h−h⁰"
	case dynamics.TwinRate:
		return "dh/dt (raw, without the twin)"
	}
	return "dh/dt"
}

// largest is the largest derivative that was read, or full where that is set.
func (p *Wave) largest(full float64) float64 {
	if full > 0 {
		return full
	}
	for _, v := range p.values {
		if v = math.Abs(v); v > full && !math.IsInf(v, 0) {
			full = v
		}
	}
	return full
}

// loudest is the largest derivative of any layer in sight.
func (p *Wave) loudest(s Scene, g waveGrid) (full float64) {
	for _, b := range p.blocks {
		p.read(s, b, g)
		full = max(full, p.largest(0))
	}
	return full
}
