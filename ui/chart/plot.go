package chart

import "math"

// Plot is a rectangle of W×H cells of the canvas at column X of row Y, with
// the limits of its axes: MinX … MaxX from left to right, MinY … MaxY from
// bottom to top. A reversed pair of limits is swapped, a limit that is not
// finite replaced and an empty range widened about its value, so every plot
// maps. W and H are clamped to the largest canvas.
type Plot struct {
	X, Y, W, H             int
	MinX, MaxX, MinY, MaxY float64
}

// Cell returns the cell of the data point (x, y) and whether both are finite
// and inside the limits. Lines and points of the same data share their cells.
func (p Plot) Cell(x, y float64) (cx, cy int, ok bool) {
	p = p.safe()
	cx, okX := p.column(x)
	cy, okY := p.row(y)
	return cx, cy, okX && okY
}

// Column returns the column of x and whether it is finite and inside.
func (p Plot) Column(x float64) (cx int, ok bool) { return p.safe().column(x) }

// Row returns the row of y and whether it is finite and inside.
func (p Plot) Row(y float64) (cy int, ok bool) { return p.safe().row(y) }

func (p Plot) column(x float64) (int, bool) {
	f := fraction(x, p.MinX, p.MaxX)
	if p.W < 1 || !inside(f) {
		return p.X, false
	}
	return p.X + int(math.Round(f*float64(2*p.W-1)))/2, true
}

func (p Plot) row(y float64) (int, bool) {
	f := fraction(y, p.MinY, p.MaxY)
	if p.H < 1 || !inside(f) {
		return p.Y, false
	}
	dots := 4*p.H - 1
	return p.Y + (dots-int(math.Round(f*float64(dots))))/4, true
}

// safe returns the plot with sizes and limits that map without surprises.
func (p Plot) safe() Plot {
	p.X, p.Y = near(p.X), near(p.Y)
	p.W = min(max(p.W, 0), MaxWidth)
	p.H = min(max(p.H, 0), MaxHeight)
	p.MinX, p.MaxX = limits(p.MinX, p.MaxX)
	p.MinY, p.MaxY = limits(p.MinY, p.MaxY)
	return p
}

// limits returns finite lo < hi.
func limits(lo, hi float64) (float64, float64) {
	switch finite(lo)*2 + finite(hi) {
	case 0:
		return 0, 1
	case 1:
		lo = hi
	case 2:
		hi = lo
	}
	if lo > hi {
		lo, hi = hi, lo
	}
	if lo == hi {
		pad := max(math.Abs(lo)/2, 0.5)
		lo, hi = max(lo-pad, -math.MaxFloat64), min(hi+pad, math.MaxFloat64)
	}
	return lo, hi
}

func finite(v float64) int {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	return 1
}

// fraction returns how far v is from lo to hi, 0 and 1 being the ends, bounded
// to ±1e100; NaN where v is not finite.
func fraction(v, lo, hi float64) float64 {
	if finite(v) == 0 {
		return math.NaN()
	}
	d, n := hi-lo, v-lo
	if math.IsInf(d, 0) || math.IsInf(n, 0) { // would overflow: scale down
		d, n = hi/4-lo/4, v/4-lo/4
	}
	return min(max(n/d, -1e100), 1e100)
}

func inside(f float64) bool { return f >= 0 && f <= 1 }
