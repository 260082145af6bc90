package dynamics

import (
	"math"
	"testing"
)

// sharing gives all chains the noise of the first: each is as it should be, and
// no average helps.
func sharing(e *Ensemble, law Law, from, steps int, means []float64) error {
	if err := e.Advance(law, from, steps, means); err != nil {
		return err
	}
	units := e.net.Units()
	for c := units; c < len(e.State); c += units {
		copy(e.State[c:c+units], e.State[:units])
	}
	copy(means, e.State[:units])
	return nil
}

// TestMeanOfChains: at rest the first step is noise alone, so the derivative of
// the mean over N chains has variance 2T/(εN): the deviation falls as 1/√N. The
// spread over the chains must say the same without knowing it; its square has a
// relative variance of 2/(N − 1).
func TestMeanOfChains(t *testing.T) {
	const units, eps, temperature = 20, 0.1, 1e-4
	net := paired(t, units/2)
	wrong := map[string]sampler{
		"noise × 1.02": noisier(1.02), "noise × √2": noisier(math.Sqrt2),
		"reused noise": reusing, "shared noise": sharing,
	}
	holds(t, faithful, wrong, func(t *testing.T, advance sampler) (worst float64) {
		for _, chains := range []int{4, 16, 64, 256} {
			const draws = 2000 / fewer
			e := NewEnsemble(net, make([]float64, units), chains, 7)
			e.Track(RawRate, 1)
			mean, spread := make([]float64, units), make([]float64, units)
			var means, spreads float64
			for step := range draws {
				clear(e.State)
				if err := advance(e, Law{Step: eps, Temperature: temperature}, step, 1, mean); err != nil {
					t.Fatal(err)
				}
				e.Spread(spread, 0)
				means += dotted(mean, mean) / (eps * eps)
				spreads += dotted(spread, spread)
			}
			const m = draws * units
			want := 2 * temperature / (eps * float64(chains))
			worst = max(worst, variances(means/m, want, m), variances(spreads/m, want, m*float64(chains-1)))
		}
		return worst
	})
}
