package sweep

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// Slope fits a straight line to the logarithms of a series over those of the
// first axis, and is its slope: the power that the series grows with. Cells
// without a number above 0 are left out; with fewer than two it is NaN.
func Slope(cells []Cell, series int) float64 {
	var x, y []float64
	for _, c := range cells {
		v, m := math.Abs(c.Values[0]), c.Stats[series].Mean
		if v > 0 && m > 0 {
			x, y = append(x, math.Log(v)), append(y, math.Log(m))
		}
	}
	if len(x) < 2 {
		return math.NaN()
	}
	_, slope := stat.LinearRegression(x, y, nil, false)
	return slope
}
