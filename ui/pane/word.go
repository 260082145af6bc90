package pane

import (
	"fmt"
	"math"
)

// LayerName is what the screen calls a layer: y is visible, h1 is next to it.
func LayerName(hops int) string {
	if hops == 0 {
		return "y"
	}
	return fmt.Sprintf("h%d", hops)
}

// none stands where a number means nothing.
const none = "–"

// sci writes a positive number in seven cells, 8.9e-03.
func sci(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return fmt.Sprintf("%7s", none)
	}
	return fmt.Sprintf("%7.1e", v)
}

// cosine writes a cosine in six cells.
func cosine(v float64) string {
	if math.IsNaN(v) {
		return fmt.Sprintf("%6s", none)
	}
	return fmt.Sprintf("%6.3f", v)
}

// degrees writes an angle in seven cells: more digits where it is small.
func degrees(v float64) string {
	switch {
	case math.IsNaN(v):
		return fmt.Sprintf("%7s", none)
	case v < 9.995:
		return fmt.Sprintf("%6.2f°", v)
	}
	return fmt.Sprintf("%6.1f°", v)
}

// signed writes a number in about w cells with its sign, small ones in
// scientific notation.
func signed(v float64, digits int) string {
	if math.IsNaN(v) {
		return none
	}
	return fmt.Sprintf("%+.*f", digits, v)
}

// hops writes a distance from the visible layer.
func hops(n int) string {
	if n == 1 {
		return "1 hop"
	}
	return fmt.Sprintf("%d hops", n)
}
