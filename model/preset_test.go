package model

import (
	"math"
	"reflect"
	"strings"
	"testing"
)

// TestPresets: every preset draws a network of its own sizes, the same for the
// same seed and another one for another.
func TestPresets(t *testing.T) {
	for _, p := range Presets() {
		t.Run(p.Name, func(t *testing.T) {
			a, b, c := drawn(t, p, 1), drawn(t, p, 1), drawn(t, p, 2)
			if !reflect.DeepEqual(a, b) {
				t.Error("one seed gives two networks")
			}
			if reflect.DeepEqual(a, c) != p.Fixed() {
				t.Errorf("two seeds give the same network: %v", !p.Fixed())
			}
			if !reflect.DeepEqual(a.Layers, p.Layers) || a.Activation != p.Activation.String() {
				t.Errorf("it is a %s network of %v, not %s of %v", a.Activation, a.Layers, p.Activation, p.Layers)
			}
			if p.Doc == "" || p.Step <= 0 {
				t.Error("it says too little of itself")
			}
			if found, err := FindPreset(p.Name); err != nil || !reflect.DeepEqual(found, p) {
				t.Errorf("it is not found by its name: %v", err)
			}
		})
	}
	if _, err := FindPreset("digit"); err == nil || !strings.Contains(err.Error(), "digits") {
		t.Errorf("digit: %v", err)
	}
}

func drawn(t *testing.T, p Preset, seed uint64) Spec {
	t.Helper()
	n, err := p.Draw(seed)
	if err != nil {
		t.Fatal(err)
	}
	return n.Spec()
}

// TestDrawIsUniform: weights fill ± Scale √(6/(n_in+n_out)) evenly. The mean of m
// draws has deviation bound/√3m, their mean square bound²·√(4/45m): five of each.
func TestDrawIsUniform(t *testing.T) {
	p := Digits()
	for k, w := range drawn(t, p, 3).Weights {
		bound := p.Scale * math.Sqrt(6/float64(p.Layers[k]+p.Layers[k+1]))
		var sum, square, largest float64
		m := float64(len(w) * len(w[0]))
		for _, v := range flat(w) {
			sum, square, largest = sum+v, square+v*v, max(largest, math.Abs(v))
		}
		if largest > bound || largest < bound*(1-20/m) {
			t.Errorf("W_%d goes up to %v of %v", k+1, largest, bound)
		}
		if mean := sum / m; math.Abs(mean) > 5*bound/math.Sqrt(3*m) {
			t.Errorf("W_%d has mean %v", k+1, mean)
		}
		if off := square/m - bound*bound/3; math.Abs(off) > 5*bound*bound*math.Sqrt(4/(45*m)) {
			t.Errorf("W_%d has mean square %v beside %v", k+1, square/m, bound*bound/3)
		}
	}
}

// TestTargets: one-hot values that the activation can hold.
func TestTargets(t *testing.T) {
	for _, p := range []Preset{Deep(), Latent()} {
		low, high := p.Activation.TargetRange()
		for _, y := range drawn(t, p, 1).Target {
			if y != low && y != high {
				t.Errorf("%s: target %v is neither %v nor %v", p.Name, y, low, high)
			}
		}
	}
	for a := Tanh; a <= Linear; a++ {
		low, high := a.TargetRange()
		if wantLow, wantHigh := map[bool]float64{true: -0.8}[a == Tanh], map[bool]float64{true: 0.8, false: 1}[a == Tanh]; low != wantLow || high != wantHigh {
			t.Errorf("%s has targets %v and %v", a, low, high)
		}
	}
}
