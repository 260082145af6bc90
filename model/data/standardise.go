package data

import (
	"math"
	"slices"
)

// ScaledBy returns the set with the features of a user's CSV file standardised by
// some of its samples alone, so that those kept for testing say nothing about the
// scale: over these samples each feature has mean 0 and population deviation 1, or
// is 0 where it is constant over them (the deviation over all is then 1). The other
// samples follow, within ±1e100. Other sets have a scale of their own and are
// returned as they are. The set itself does not change. ScaledBy panics where there
// is no such sample.
func (s *Set) ScaledBy(samples []int) *Set {
	if s.measured == nil || len(samples) == 0 {
		return s
	}
	scaled := *s
	scaled.X = standardised(s.measured, samples)
	return &scaled
}

// standardised is each feature of rows (n × d) as (x - mean) / deviation with the
// mean and the population deviation √(Σ (x - mean)² / n) of the rows in by, at
// least one. No feature is constant over all rows.
func standardised(rows [][]float64, by []int) [][]float64 {
	to := make([][]float64, len(rows))
	for i, x := range rows {
		to[i] = slices.Clone(x)
	}
	for j := range rows[0] {
		standardiseColumn(to, by, j)
	}
	return to
}

// all is every row.
func all(rows [][]float64) []int {
	by := make([]int, len(rows))
	for i := range by {
		by[i] = i
	}
	return by
}

// standardiseColumn works on (x - x₀)·2^-e, where 2^e is the size of the largest
// value: no sum overflows, and 1e9 + small keeps its digits.
func standardiseColumn(rows [][]float64, by []int, j int) {
	largest := 0.0
	for _, x := range rows {
		largest = max(largest, math.Abs(x[j]))
	}
	_, exponent := math.Frexp(largest)
	origin, mean := math.Ldexp(rows[by[0]][j], -exponent), 0.0
	for _, x := range rows {
		x[j] = math.Ldexp(x[j], -exponent) - origin
	}
	for _, i := range by {
		mean += rows[i][j] / float64(len(by))
	}
	for _, x := range rows {
		x[j] -= mean
	}
	deviation := size(rows, by, j)
	if deviation == 0 {
		deviation = size(rows, all(rows), j)
	}
	const most = 1e100 // what a network takes
	for _, x := range rows {
		x[j] = min(most, max(-most, x[j]/deviation))
	}
}

// size is the root mean square of feature j over the rows in by.
func size(rows [][]float64, by []int, j int) float64 {
	square := 0.0
	for _, i := range by {
		square += rows[i][j] * rows[i][j] / float64(len(by))
	}
	return math.Sqrt(square)
}
