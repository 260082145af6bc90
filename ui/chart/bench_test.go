package chart_test

import (
	"math"
	"testing"

	"nudge/ui/chart"
)

func panel() *chart.Canvas {
	c := chart.New(76, 30, colours())
	fill(c)
	return c
}

func BenchmarkRows(b *testing.B) {
	c := panel()
	b.ReportAllocs()
	for b.Loop() {
		c.Rows()
	}
}

func BenchmarkSlowView(b *testing.B) {
	c := panel()
	b.ReportAllocs()
	for b.Loop() {
		c.SlowView()
	}
}

// BenchmarkPanel is what a pane costs a frame: clear, draw and render.
func BenchmarkPanel(b *testing.B) {
	c := panel()
	b.ReportAllocs()
	for b.Loop() {
		c.Clear()
		fill(c)
		c.Rows()
	}
}

func BenchmarkLine(b *testing.B) {
	c := panel()
	xs, ys := make([]float64, 300), make([]float64, 300)
	for i := range xs {
		xs[i], ys[i] = float64(i), math.Sin(float64(i)/20)
	}
	plot := chart.Plot{X: 1, Y: 1, W: 74, H: 28, MaxX: 299, MinY: -1, MaxY: 1}
	b.ReportAllocs()
	for b.Loop() {
		c.Line(plot, xs, ys, chart.Layer1)
	}
}

// A drawn panel is rendered again and again: only the rows that are handed
// out may be allocated.
func TestRowsAllocateOnlyWhatTheyReturn(t *testing.T) {
	c := panel()
	c.Rows()
	if n := testing.AllocsPerRun(20, func() { c.Clear(); fill(c); c.Rows() }); n > 2 {
		t.Errorf("%v allocations a panel, want the rows and their text", n)
	}
}
