package dynamics

import (
	"math"
	"testing"

	"nudge/model"
)

// TestNoiseOfADerivative: one Langevin step adds noise of deviation √(2T/ε) to
// the derivative of a unit, and the mean over N chains divides it by √N.
func TestNoiseOfADerivative(t *testing.T) {
	const temperature, eps, chains = 1e-4, 0.1, 100
	run := nudged(t, model.Iris(), func(s *Settings) { s.On, s.Temperature, s.Chains, s.Step = false, temperature, chains, eps })
	at(t, run, 500)
	var f Frame
	var sum, n float64
	for range 400 {
		if _, err := run.Advance(1, 0); err != nil {
			t.Fatal(err)
		}
		run.Observe(&f, Backprop)
		for _, v := range f.Derivative {
			sum, n = sum+v*v, n+1
		}
	}
	// The drift adds variance of order ε/2 of that of the noise.
	want := math.Sqrt(2 * temperature / eps / chains)
	if got := math.Sqrt(sum / n); got < want*(1-4/math.Sqrt(2*n)) || got > want*(1+eps) {
		t.Errorf("noise %v a derivative, want %v and a little drift", got, want)
	}
}
