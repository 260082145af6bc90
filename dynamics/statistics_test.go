package dynamics

import (
	"math"
	"testing"
)

// A statistical test tells a sampler from one that is nearly right, so it is a
// function of the sampler: what it is for must pass it, and every mutant must
// fail it. Seeds are fixed and the tolerance is the sampling error.

// deviations is how many standard errors a statistic may be off. By chance, one
// in 16000 is.
const deviations = 4

// sampler takes steps of an ensemble and writes the mean over its chains, if
// that is asked for, as Ensemble.Advance does.
type sampler func(e *Ensemble, law Law, from, steps int, means []float64) error

var faithful sampler = (*Ensemble).Advance

// noisier multiplies the noise √(2εT).
func noisier(factor float64) sampler {
	return func(e *Ensemble, law Law, from, steps int, means []float64) error {
		law.Temperature *= factor * factor
		return e.Advance(law, from, steps, means)
	}
}

// lazier multiplies the drift alone: ε is part of the noise, too.
func lazier(factor float64) sampler {
	return func(e *Ensemble, law Law, from, steps int, means []float64) error {
		law.Step *= factor
		law.Temperature /= factor
		return e.Advance(law, from, steps, means)
	}
}

// reusing gives a chain the same noise at every step.
func reusing(e *Ensemble, law Law, _, steps int, means []float64) error {
	for t := range steps {
		var mean []float64
		if means != nil {
			mean = means[t*e.net.Units() : (t+1)*e.net.Units()]
		}
		if err := e.Advance(law, 0, 1, mean); err != nil {
			return err
		}
	}
	return nil
}

// mutants are what every test of a whole trajectory must reject.
var mutants = map[string]sampler{
	"noise × 1.02": noisier(1.02), "noise × √2": noisier(math.Sqrt2), "drift × 0.95": lazier(0.95), "reused noise": reusing,
}

// holds runs a test on the genuine thing and on its mutants. The test returns
// how many standard errors its worst statistic is off. Mutants are not run under
// the race detector, where samples are smaller.
func holds[S any](t *testing.T, genuine S, mutants map[string]S, worst func(*testing.T, S) float64) {
	t.Helper()
	z := worst(t, genuine)
	t.Logf("%.1f deviations", z)
	if !(z < deviations) {
		t.Errorf("%.1f deviations off", z)
	}
	if fewer > 1 {
		return
	}
	for name, mutant := range mutants {
		z := worst(t, mutant)
		t.Logf("%s: %.1f deviations", name, z)
		if z < deviations {
			t.Errorf("%s passes with %.1f deviations: this test tests too little", name, z)
		}
	}
}

// variances is by how many standard errors the mean square of m independent
// numbers is off their variance: that of the mean square is √(2/m) of it.
func variances(meanSquare, variance, m float64) float64 {
	return math.Abs(meanSquare/variance-1) * math.Sqrt(m/2)
}
