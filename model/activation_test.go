package model

import (
	"math"
	"strings"
	"testing"
)

// TestActivation holds ρ to its definition, ρ' and ρ” to central differences.
// The truncation error of a difference of step h is h²/6 times the next
// derivative, which is below 2 for all of them; rounding adds 2⁻⁵²/h.
func TestActivation(t *testing.T) {
	define := map[Activation]func(float64) float64{
		Tanh:        math.Tanh,
		Sigmoid:     func(v float64) float64 { return 1 / (1 + math.Exp(-v)) },
		HardSigmoid: func(v float64) float64 { return math.Max(0, math.Min(1, v)) },
		Softplus:    func(v float64) float64 { return math.Log(1 + math.Exp(v)) },
		Linear:      func(v float64) float64 { return v },
	}
	const h = 1e-5
	at := []float64{-4, -1.7, -0.3, 0.02, 0.5, 0.98, 1.3, 5}
	for a, rho := range define {
		got, slope := evaluate(a, at)
		_, up := evaluate(a, shifted(at, h))
		_, down := evaluate(a, shifted(at, -h))
		for i, v := range at {
			if want := rho(v); math.Abs(got[i]-want) > 4e-16*math.Max(1, math.Abs(want)) {
				t.Errorf("%s(%v) = %v, want %v", a, v, got[i], want)
			}
			if want := (rho(v+h) - rho(v-h)) / (2 * h); math.Abs(slope[i]-want) > 1e-9 {
				t.Errorf("%s'(%v) = %v, want %v", a, v, slope[i], want)
			}
			if want := (up[i] - down[i]) / (2 * h); math.Abs(a.Curvature(got[i], slope[i])-want) > 1e-9 {
				t.Errorf("%s''(%v) = %v, want %v", a, v, a.Curvature(got[i], slope[i]), want)
			}
		}
	}
}

func evaluate(a Activation, s []float64) (rho, slope []float64) {
	rho, slope = make([]float64, len(s)), make([]float64, len(s))
	a.Evaluate(rho, slope, s)
	return rho, slope
}

func shifted(v []float64, by float64) []float64 {
	w := make([]float64, len(v))
	for i := range v {
		w[i] = v[i] + by
	}
	return w
}

// TestActivationFarOut: no activation overflows where its value does not.
func TestActivationFarOut(t *testing.T) {
	far := []float64{-1e300, -1e4, -745, -40, 40, 745, 1e4, 1e300}
	for a := Tanh; a <= Linear; a++ {
		rho, slope := evaluate(a, far)
		for i, v := range far {
			if bad := math.IsNaN(rho[i] + slope[i]); bad || math.IsInf(rho[i], 0) || slope[i] < 0 || slope[i] > 1 {
				t.Errorf("%s(%v) = %v with slope %v", a, v, rho[i], slope[i])
			}
		}
	}
	if rho, _ := evaluate(Softplus, []float64{-40, 1e300}); rho[0] != math.Exp(-40) || rho[1] != 1e300 {
		t.Errorf("softplus far out is %v", rho)
	}
}

// TestHardSigmoidSlope: the bounds belong to the inside.
func TestHardSigmoidSlope(t *testing.T) {
	_, slope := evaluate(HardSigmoid, []float64{-1e-300, 0, 1, math.Nextafter(1, 2)})
	within(t, "slope", slope, []float64{0, 1, 1, 0}, 0)
}

func TestParseActivation(t *testing.T) {
	for i, name := range ActivationNames() {
		if a, err := ParseActivation(name); err != nil || int(a) != i || a.String() != name {
			t.Errorf("%q is %v, %v", name, a, err)
		}
	}
	if _, err := ParseActivation("relu"); err == nil || !strings.Contains(err.Error(), `"relu"`) {
		t.Errorf("relu: %v", err)
	}
}
