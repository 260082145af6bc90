package data

import "math"

// standardise replaces each feature of rows (n × d) by (x - mean) / deviation with
// the population deviation √(Σ (x - mean)² / n), in place. There is a row, and no
// feature is constant.
func standardise(rows [][]float64) {
	for j := range rows[0] {
		standardiseColumn(rows, j)
	}
}

// standardiseColumn works on (x - x₀)·2^-e, where 2^e is the size of the largest
// value: no sum overflows, and 1e9 + small keeps its digits.
func standardiseColumn(rows [][]float64, j int) {
	largest := 0.0
	for _, x := range rows {
		largest = max(largest, math.Abs(x[j]))
	}
	_, exponent := math.Frexp(largest)
	origin := math.Ldexp(rows[0][j], -exponent)
	n, mean, square := float64(len(rows)), 0.0, 0.0
	for _, x := range rows {
		x[j] = math.Ldexp(x[j], -exponent) - origin
		mean += x[j] / n
	}
	for _, x := range rows {
		x[j] -= mean
		square += x[j] * x[j] / n
	}
	deviation := math.Sqrt(square)
	for _, x := range rows {
		x[j] /= deviation
	}
}
