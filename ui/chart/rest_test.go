package chart

import (
	"fmt"
	"strings"
	"testing"
)

// TestRest: a canvas that rests is blank, its cells serve others of any size, and
// nothing of what was drawn on them comes through.
func TestRest(t *testing.T) {
	for round := range 50 {
		for _, size := range []struct{ w, h int }{{80, 24}, {3, 2}, {200, 60}, {80, 1}, {0, 0}} {
			c := New(size.w, size.h, nil)
			if strings.Trim(c.Plain(), " \n") != "" {
				t.Fatalf("round %d: a new canvas of %v shows %q", round, size, c.Plain())
			}
			for y := range size.h {
				c.Text(0, y, strings.Repeat("x", size.w), Plain)
			}
			if got := strings.Count(c.Plain(), "x"); got != size.w*size.h {
				t.Fatalf("round %d: %v shows %d marks", round, size, got)
			}
			c.Rest()
			if strings.Trim(c.Plain(), " \n") != "" {
				t.Fatalf("round %d: a canvas of %v that rests shows %q", round, size, c.Plain())
			}
		}
	}
}

// TestRestShares: canvases that are drawn on in turns do not each keep cells.
func TestRestShares(t *testing.T) {
	all := make([]*Canvas, 100)
	for i := range all {
		all[i] = New(80, 24, nil)
	}
	draw := func() {
		for i, c := range all {
			c.Text(0, 0, fmt.Sprint(i), Plain)
			c.Rest()
		}
	}
	draw()
	perRound := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			draw()
		}
	}).AllocedBytesPerOp()
	if own := int64(100 * 80 * 24 * 656); float64(perRound) > (0.25+dropped)*float64(own) {
		t.Errorf("a round of drawing takes %d bytes, canvases of their own would take %d", perRound, own)
	}
}
