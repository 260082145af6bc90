package dynamics

import (
	"fmt"
	"math"
	"testing"

	"nudge/model"
)

// arrivals is the relative error of −ds_k/dt/β against ε^m g_k, for the layers
// from the visible one down, each in the frame that reaches it.
func arrivals(t *testing.T, preset model.Preset, change func(*Settings)) []Agreement {
	t.Helper()
	run := nudged(t, preset, change)
	var f Frame
	var errs []Agreement
	for hops := 0; hops == 0 || hops < f.Network().Depth(); hops++ {
		if _, err := run.Advance(1, 0); err != nil {
			t.Fatal(err)
		}
		run.Observe(&f, Backprop)
		errs = append(errs, f.Layers[f.Network().Depth()-1-hops])
	}
	return errs
}

// TestArrival: the derivative at arrival is −β ε^m g_k as β → 0, for any ε and
// every activation; what is left falls with slope 1 in β, until rounding. A
// linear network has nothing left but rounding.
func TestArrival(t *testing.T) {
	for a := range model.Linear + 1 {
		for _, eps := range []float64{0.05, 0.2, 1} {
			preset := model.Preset{Name: "arrival", Layers: []int{3, 6, 5, 5, 4}, Activation: a, Scale: 0.4, Bias: 0.3}
			last := []float64{0, 0, 0, 0}
			for _, beta := range []float64{1e-2, 1e-3, 1e-4} {
				for hops, got := range arrivals(t, preset, func(s *Settings) { s.Beta, s.Step = beta, eps }) {
					what := fmt.Sprintf("%v ε = %v β = %v h%d", a, eps, beta, hops)
					noise := roundingAt(got)
					switch {
					case got.BelowRounding && got.Gradient == 0:
					case !got.Reached || !(got.RelativeError < 10*beta+noise):
						t.Errorf("%s: relative error %v", what, got.RelativeError)
					case last[hops] > 0 && last[hops] > 100*noise && math.Abs(got.RelativeError/last[hops]-0.1) > 0.02+noise/last[hops]:
						t.Errorf("%s: relative error %v after %v, ten times smaller expected", what, got.RelativeError, last[hops])
					case hops == 0 && got.RelativeError > noise:
						t.Errorf("%s: the visible layer is off by %v", what, got.RelativeError)
					}
					last[hops] = got.RelativeError
				}
			}
		}
	}
}

// roundingAt is how far rounding of states below 4 puts a derivative off,
// beside its own size.
func roundingAt(a Agreement) float64 { return 64 * 0x1p-52 / 0.05 / a.Derivative }

// TestBeforeArrival: a layer that is not reached has no derivative but the
// residual and rounding, and is not shown.
func TestBeforeArrival(t *testing.T) {
	for _, preset := range model.Presets() {
		run := nudged(t, preset, func(s *Settings) { s.Beta = 0.5 })
		var f Frame
		run.Observe(&f, Backprop)
		limit := f.Rest.Residual + 2*0x1p-52*(1+largest(f.State))/f.Step
		for frame := 1; frame < f.Network().Depth(); frame++ {
			if _, err := run.Advance(1, 0); err != nil {
				t.Fatal(err)
			}
			run.Observe(&f, Backprop)
			for _, a := range f.Layers {
				if early := a.Hops >= frame; early == a.Reached {
					t.Errorf("%s frame %d: h%d is reached: %v", preset.Name, frame, a.Hops, a.Reached)
				} else if d := f.Network().Layer(f.Derivative, a.Layer); early && (largest(d) > float64(frame)*limit || a.Shown()) {
					t.Errorf("%s frame %d: h%d moves by %v before the nudge arrives", preset.Name, frame, a.Hops, largest(d))
				}
			}
		}
	}
}

// TestThroughTime: −ds/dt/β is g(t) in every layer and frame, to an error of
// order β.
func TestThroughTime(t *testing.T) {
	for a := range model.Linear + 1 {
		preset := model.Preset{Name: "through", Layers: []int{3, 6, 5, 4}, Activation: a, Scale: 0.4, Bias: 0.3}
		run := nudged(t, preset, func(s *Settings) { s.Beta, s.Step = 1e-5, 0.2 })
		var f Frame
		for range 60 {
			if _, err := run.Advance(1, 0); err != nil {
				t.Fatal(err)
			}
			run.Observe(&f, BPTT)
			for _, a := range f.Layers {
				if a.Reached && !a.BelowRounding && !(a.RelativeError < 1e-4+roundingAt(a)) {
					t.Errorf("%v frame %d h%d: relative error %v", f.Network().Activation(), f.Number, a.Hops, a.RelativeError)
				}
			}
		}
	}
}

// TestBelowRounding: at ε = 0.1 the deepest layers of twelve arrive below
// rounding, and that is said; at ε = 0.5 none does.
func TestBelowRounding(t *testing.T) {
	for _, a := range arrivals(t, model.Deep(), func(s *Settings) { s.Step, s.Beta = 0.1, 0.1 }) {
		if below := a.Hops >= 10; !a.Reached || a.BelowRounding != below && (a.Hops < 7 || a.Hops > 10) || a.BelowRounding == a.Shown() {
			t.Errorf("ε = 0.1, h%d: reached %v, below rounding %v, cosine %v", a.Hops, a.Reached, a.BelowRounding, a.Cosine)
		}
	}
	for _, a := range arrivals(t, model.Deep(), func(s *Settings) { s.Step, s.Beta = 0.5, 0.1 }) {
		if a.BelowRounding || !(a.Cosine > 0.999) {
			t.Errorf("ε = 0.5, h%d: below rounding %v, cosine %v", a.Hops, a.BelowRounding, a.Cosine)
		}
	}
}

// TestUnsettled: a nudge on a network that moves is warned of, one on a settled
// network is not.
func TestUnsettled(t *testing.T) {
	run := nudged(t, model.Iris(), func(s *Settings) { s.On = false; s.Beta = 1e-3 })
	adjusted(t, run, func(s *Settings) { s.Gain = 1.5 })
	at(t, run, 0)
	adjusted(t, run, func(s *Settings) { s.On = true })
	var f Frame
	if run.Observe(&f, Backprop); len(f.Warnings) != 0 || f.Unsettled > 1e-9 {
		t.Errorf("settled: %v, %v", f.Warnings, f.Unsettled)
	}
	adjusted(t, run, func(s *Settings) { s.On = false })
	at(t, run, 5)
	adjusted(t, run, func(s *Settings) { s.Gain = 1 })
	at(t, run, 10)
	adjusted(t, run, func(s *Settings) { s.On = true })
	if run.Observe(&f, Backprop); len(f.Warnings) != 1 || !(f.Unsettled > 1) {
		t.Errorf("moving: %v, %v", f.Warnings, f.Unsettled)
	}
}
