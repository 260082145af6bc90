package pane

import (
	"fmt"
	"math"

	"nudge/dynamics"
	"nudge/ui/chart"
)

// angleMeasure is what Angle draws of a layer at a frame, and its upright axis.
type angleMeasure struct {
	frame     *dynamics.Frame
	log       bool
	low, high float64
	ticks     []float64
}

// angleLimits are the ends that the axis of angles may have, so that it
// changes seldom.
var angleLimits = [...]float64{20, 40, 90, 180}

// measure is the axis on which everything up to the frame shown has room.
func (p *Angle) measure(s Scene, plot chart.Plot) angleMeasure {
	m := angleMeasure{frame: s.Frame, log: s.Scale == Log}
	low, high := math.Inf(1), math.Inf(-1)
	window := spanOf(s.Frame.Number)
	for k := 1; k <= s.Frame.Network().Depth(); k++ {
		window.samples(s.Frame.Trail, window.every(2*plot.W), func(n int) {
			if v := m.at(n, k); !math.IsNaN(v) && !math.IsInf(v, 0) {
				low, high = min(low, v), max(high, v)
			}
		})
	}
	if m.log {
		return m.decades(low, high)
	}
	for _, m.high = range angleLimits {
		if m.high >= high {
			break
		}
	}
	m.ticks = []float64{0, m.high / 2, m.high}
	return m
}

// decades sets an axis of whole decades around low and high.
func (m angleMeasure) decades(low, high float64) angleMeasure {
	if low > high {
		low, high = -4, 0
	}
	m.low, m.high = math.Floor(low), math.Ceil(high)
	m.high = max(m.high, m.low+2)
	step := math.Ceil((m.high - m.low) / 4)
	for v := m.low; v <= m.high; v += step {
		m.ticks = append(m.ticks, v)
	}
	return m
}

// at is the value of layer k at a frame, NaN where there is none.
func (m angleMeasure) at(frame, k int) float64 {
	t := m.frame.Trail
	if !m.log {
		return t.Angle(frame, k, m.frame.Reference)
	}
	rate := t.Rate(frame, k)
	if !(rate > quiet(m.frame, k)) {
		return math.NaN()
	}
	return math.Log10(rate)
}

// label writes a value of the axis in at most five cells.
func (m angleMeasure) label(v float64) string {
	if m.log {
		return fmt.Sprintf("1e%+03.0f", v)
	}
	return fmt.Sprintf("%.0f°", v)
}
