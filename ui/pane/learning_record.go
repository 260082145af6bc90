package pane

import (
	"math"
	"slices"
)

// traceRoom is the most points a Trace holds.
const traceRoom = 1024

// Trace is a series that may go on for ever in bounded memory: when it is full,
// neighbours are merged into their mean, so that it keeps its whole length with
// half the points. The zero Trace is empty.
type Trace struct {
	X, Y  []float64 // what there is to draw; X never falls
	every int       // how many values a point stands for
	count int       // how many values the last point has so far
}

// Add appends a value. One that is not finite is a gap, unless it is merged with
// one that is.
func (t *Trace) Add(x, y float64) {
	if math.IsInf(y, 0) {
		y = math.NaN()
	}
	t.every = max(t.every, 1)
	last := len(t.X) - 1
	if last >= 0 && t.count < t.every {
		t.X[last], t.Y[last] = x, joined(t.Y[last], t.count, y, 1)
		t.count++
		return
	}
	if len(t.X) >= traceRoom {
		t.halve()
	}
	t.X, t.Y, t.count = append(t.X, x), append(t.Y, y), 1
}

// halve merges the points in pairs.
func (t *Trace) halve() {
	n := len(t.X) / 2
	for i := range n {
		t.X[i], t.Y[i] = t.X[2*i+1], joined(t.Y[2*i], 1, t.Y[2*i+1], 1)
	}
	t.X, t.Y = t.X[:n], t.Y[:n]
	t.every *= 2
}

// Last is the latest value, NaN where there is none.
func (t *Trace) Last() float64 {
	if len(t.Y) == 0 {
		return math.NaN()
	}
	return t.Y[len(t.Y)-1]
}

// Cut forgets what came after x: the training was undone.
func (t *Trace) Cut(x float64) {
	n := len(t.X)
	for n > 0 && t.X[n-1] > x {
		n--
	}
	if n < len(t.X) {
		t.X, t.Y, t.count = t.X[:n], t.Y[:n], t.every
	}
}

// Copy is a trace of its own with the same values.
func (t Trace) Copy() Trace {
	t.X, t.Y = slices.Clone(t.X), slices.Clone(t.Y)
	return t
}

// joined is the mean of n values whose mean is a and of m whose mean is b.
func joined(a float64, n int, b float64, m int) float64 {
	switch {
	case math.IsNaN(a):
		return b
	case math.IsNaN(b):
		return a
	}
	share := float64(m) / float64(n+m)
	return a*(1-share) + b*share
}
