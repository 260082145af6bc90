package dynamics

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"nudge/model"
)

// TestStationaryCovariance: with ρ linear the chain's covariance is
// T (H − ½εH²)⁻¹ and its mean is s*. Over m independent chains the mean of
// unit i has variance Σ_ii/m and the sample covariance of i and j has variance
// (Σ_ii Σ_jj + Σ_ij²)/m.
func TestStationaryCovariance(t *testing.T) {
	const chains, eps, temperature = 400_000 / fewer, 0.8, 0.05
	net := shaped(t, model.Linear, 2, 3, 2)
	u, rest := net.Units(), make([]float64, net.Units())
	if _, err := Settle(net, rest, 0); err != nil {
		t.Fatal(err)
	}
	want, slowest := stationary(t, net, rest, eps, temperature)
	// What is left of a start at s* falls as (1 − ελ)²ⁿ in the variance. Of it,
	// leave less than a thousandth of the standard error √(2/m).
	steps := int(math.Ceil(math.Log(1e-3*math.Sqrt(2./chains)) / (2 * math.Log(1-eps*slowest))))
	holds(t, faithful, mutants, func(t *testing.T, advance sampler) (worst float64) {
		e := NewEnsemble(net, rest, chains, 5)
		if err := advance(e, Law{Step: eps, Temperature: temperature}, 0, steps, nil); err != nil {
			t.Fatal(err)
		}
		off := mat.NewDense(chains, u, e.State)
		off.Apply(func(_, i int, v float64) float64 { return v - rest[i] }, off)
		var got mat.Dense
		got.Mul(off.T(), off)
		for i := range u {
			mean := mat.Sum(off.ColView(i)) / chains
			worst = max(worst, math.Abs(mean)/math.Sqrt(want.At(i, i)/chains))
			for j := range i + 1 {
				variance := (want.At(i, i)*want.At(j, j) + want.At(i, j)*want.At(i, j)) / chains
				worst = max(worst, math.Abs(got.At(i, j)/chains-want.At(i, j))/math.Sqrt(variance))
			}
		}
		return worst
	})
}

// stationary is T (H − ½εH²)⁻¹, and the smallest curvature.
func stationary(t *testing.T, net *model.Network, s []float64, eps, temperature float64) (covariance *mat.Dense, lowest float64) {
	t.Helper()
	u, j := net.Units(), net.At(s).Jacobian()
	h, column := mat.NewDense(u, u, nil), make([]float64, u)
	for i := range u {
		unit := make([]float64, u)
		unit[i] = -1
		j.Mul(column, unit)
		h.SetCol(i, column)
	}
	var square mat.Dense
	square.Mul(h, h)
	square.Scale(-eps/2, &square)
	square.Add(h, &square)
	covariance = new(mat.Dense)
	if err := covariance.Inverse(&square); err != nil {
		t.Fatal(err)
	}
	covariance.Scale(temperature, covariance)
	lowest, _, _ = j.Extremes(0)
	return covariance, lowest
}
