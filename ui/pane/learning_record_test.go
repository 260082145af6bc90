package pane

import (
	"math"
	"testing"
)

// A trace keeps its whole length in bounded memory, and the mean of what it
// stands for.
func TestTraceIsBounded(t *testing.T) {
	for _, n := range []int{1, 2, traceRoom - 1, traceRoom, traceRoom + 1, 3*traceRoom + 17, 1_000_000} {
		var trace Trace
		sum, weight := 0.0, 0.0
		for i := range n {
			trace.Add(float64(i), float64(i))
		}
		if len(trace.X) > traceRoom || len(trace.X) != len(trace.Y) || n >= traceRoom && len(trace.X) < traceRoom/2 {
			t.Fatalf("%d values take %d points", n, len(trace.X))
		}
		if last := trace.X[len(trace.X)-1]; last != float64(n-1) {
			t.Errorf("%d values: the last point is at %g", n, last)
		}
		for i, y := range trace.Y {
			count := float64(trace.every)
			if i == len(trace.Y)-1 {
				count = float64(trace.count)
			}
			sum, weight = sum+count*y, weight+count
			if want := trace.X[i] - (count-1)/2; math.Abs(y-want) > 1e-6 {
				t.Fatalf("%d values: point %d at %g is %g, not the mean %g", n, i, trace.X[i], y, want)
			}
		}
		if mean := sum / weight; weight != float64(n) || math.Abs(mean-float64(n-1)/2) > 1e-6 {
			t.Errorf("%d values: the points stand for %g with mean %g", n, weight, mean)
		}
	}
}

func TestTraceGaps(t *testing.T) {
	var trace Trace
	for i, v := range []float64{1, math.NaN(), math.Inf(1), 2} {
		trace.Add(float64(i), v)
	}
	if !math.IsNaN(trace.Y[1]) || !math.IsNaN(trace.Y[2]) || trace.Y[3] != 2 {
		t.Errorf("%v", trace.Y)
	}
	trace.halve()
	if trace.Y[0] != 1 || trace.Y[1] != 2 {
		t.Errorf("a gap beside a value is not the value: %v", trace.Y)
	}
	var wild Trace
	for i := range 5 * traceRoom {
		wild.Add(float64(i), math.MaxFloat64*float64(1-2*(i%2)))
	}
	for _, v := range wild.Y {
		if math.IsInf(v, 0) {
			t.Fatal("the mean of huge values is infinite")
		}
	}
}

// Cut takes back what came later, and the trace goes on from there.
func TestTraceCut(t *testing.T) {
	var trace Trace
	trace.Cut(0)
	for i := range 2*traceRoom + 5 {
		trace.Add(float64(i), 1)
	}
	trace.Cut(99.5)
	if last := trace.X[len(trace.X)-1]; last > 99.5 || last < 95 {
		t.Errorf("cut at 99.5, the last is at %g", last)
	}
	trace.Add(100, 7)
	if n := len(trace.X); trace.X[n-1] != 100 || trace.Y[n-1] != 7 || trace.Y[n-2] != 1 {
		t.Errorf("after the cut: %v", trace.Y[n-2:])
	}
	trace.Cut(-1)
	if trace.Add(0, 3); len(trace.X) != 1 || trace.Y[0] != 3 {
		t.Errorf("after cutting everything: %v", trace.Y)
	}
}
