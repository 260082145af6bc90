package learn

import (
	"fmt"
	"math"
)

// Setup is what one weight change obeys.
type Setup struct {
	Rule   Rule      `json:"rule"`
	Beta   float64   `json:"beta"`   // β of the nudged phase
	Step   float64   `json:"step"`   // ε
	Free   int       `json:"free"`   // steps of the free phase
	Nudged int       `json:"nudged"` // steps of a nudged phase, from where the free one ended
	Rates  []float64 `json:"rates"`  // how far W_k and b_k move along the mean over the minibatch, for k = 1 … L
}

// The longest phase that is accepted.
const maxSteps = 1_000_000

// check returns an error that names the first value that does not fit.
func (s Setup) check(depth int) error {
	switch {
	case !(math.Abs(s.Beta) >= 1e-6 && math.Abs(s.Beta) <= 10):
		return fmt.Errorf("beta: %g is out of range: give a number from 1e-06 to 10", s.Beta)
	case !(s.Step >= 1e-3 && s.Step <= 1):
		return fmt.Errorf("step: %g is out of range: give a number from 0.001 to 1", s.Step)
	case s.Free < 1 || s.Free > maxSteps:
		return fmt.Errorf("free: %d steps are out of range: give 1 to %d", s.Free, maxSteps)
	case s.Nudged < 1 || s.Nudged > maxSteps:
		return fmt.Errorf("nudged: %d steps are out of range: give 1 to %d", s.Nudged, maxSteps)
	case s.Rule == STDP && s.Nudged > maxFrames:
		return fmt.Errorf("nudged: the rule stdp keeps every frame, and %d are too many: give up to %d", s.Nudged, maxFrames)
	case len(s.Rates) != depth:
		return fmt.Errorf("rates: there are %d for %d moving layers: give one for each, or one for all", len(s.Rates), depth)
	}
	for k, r := range s.Rates {
		if !(r >= 0 && r <= 1e6) {
			return fmt.Errorf("rates: %g of layer %d is out of range: give a number from 0 to 1e+06", r, k+1)
		}
	}
	return nil
}

// maxFrames is how many nudged frames the rule stdp can integrate.
const maxFrames = 1000
