package dynamics

import (
	"math"
	"testing"

	"nudge/model"
)

// paired is a linear network of two layers whose units are joined in pairs by a
// weight of 1: E = ½ Σ (a − b)². The sum of a pair feels no force at all, and
// its difference, of curvature 2, is a leaky integrator.
func paired(t *testing.T, pairs int) *model.Network {
	t.Helper()
	identity := make([][]float64, pairs)
	for i := range identity {
		identity[i] = make([]float64, pairs)
		identity[i][i] = 1
	}
	none := make([]float64, pairs)
	net, err := model.New(model.Spec{
		Layers: []int{0, pairs, pairs}, Activation: "linear", Weights: [][][]float64{{}, identity},
		Biases: [][]float64{none, none}, Input: []float64{}, Target: none,
	})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// TestSpreadGrows: from a sharp start, without force, the variance is 2Tt at any
// t = nε. That of the leaky integrator of curvature λ is
//
//	2εT ( 1 − a^2n ) / ( 1 − a² ),   a = 1 − ελ,
//
// the discretised Ornstein-Uhlenbeck process.
func TestSpreadGrows(t *testing.T) {
	const pairs, chains, temperature, curvature = 8, 50_000 / fewer, 0.03, 2
	net := paired(t, pairs)
	holds(t, faithful, mutants, func(t *testing.T, advance sampler) (worst float64) {
		for _, eps := range []float64{0.05, 0.7} {
			e, step := NewEnsemble(net, make([]float64, 2*pairs), chains, 3), 0
			law, a := Law{Step: eps, Temperature: temperature}, 1-eps*curvature
			for _, until := range []int{1, 2, 5, 20} {
				if err := advance(e, law, step, until-step, nil); err != nil {
					t.Fatal(err)
				}
				step = until
				sums, differences := pairSquares(e.State, pairs)
				free := 2 * temperature * eps * float64(step)
				leaky := 2 * eps * temperature * (1 - math.Pow(a, 2*float64(step))) / (1 - a*a)
				worst = max(worst, variances(sums, free, pairs*chains), variances(differences, leaky, pairs*chains))
			}
		}
		return worst
	})
}

// pairSquares is the mean square of (a + b)/√2 and of (a − b)/√2 over the pairs
// of all chains.
func pairSquares(states []float64, pairs int) (sums, differences float64) {
	for c := 0; c < len(states); c += 2 * pairs {
		for i := c; i < c+pairs; i++ {
			a, b := states[i], states[i+pairs]
			sums += (a + b) * (a + b)
			differences += (a - b) * (a - b)
		}
	}
	m := float64(len(states)) // pairs, twice
	return sums / m, differences / m
}
