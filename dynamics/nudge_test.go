package dynamics

import (
	"math"
	"testing"

	"nudge/model"
)

// nudged is a run of a preset with the nudge on from frame 0.
func nudged(t testing.TB, preset model.Preset, change func(*Settings)) *Run {
	t.Helper()
	source, err := FromPreset(preset)
	if err != nil {
		t.Fatal(err)
	}
	set := Settings{Knobs: DefaultKnobs(), On: true, Seed: 1, Sample: 1}
	set.Step = source.Step()
	if change != nil {
		change(&set)
	}
	run, err := NewRun(source, set, 500)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// TestKick holds the kick to the formulas of the theory: arrival at
// −η ε^{m−1} g_k, and J restricted to the hidden units after it. Both are exact
// as η → 0; what is left at η = 1e-6 is of that order.
func TestKick(t *testing.T) {
	const eta = 1e-6
	for _, preset := range []model.Preset{model.Iris(), model.Lesson(), model.Latent(), model.Xor()} {
		run := nudged(t, preset, func(s *Settings) { s.Nudge, s.Beta = Kick, eta })
		var f Frame
		for frame := 1; frame <= 20; frame++ {
			if _, err := run.Advance(1, 0); err != nil {
				t.Fatal(err)
			}
			run.Observe(&f, Backprop)
			for _, a := range f.Layers {
				if frame == a.Hops+1 && !(a.RelativeError < 1e-4) {
					t.Errorf("%s frame %d h%d: relative error %v at arrival", preset.Name, frame, a.Hops, a.RelativeError)
				}
				if a.Hops == 0 && a.Held != (frame > 1) {
					t.Errorf("%s frame %d: visible layer held: %v", preset.Name, frame, a.Held)
				}
			}
			run.Observe(&f, BPTT)
			for _, a := range f.Layers {
				if a.Reached && !a.Held && !(a.RelativeError < 1e-4) {
					t.Errorf("%s frame %d h%d: relative error %v against bptt", preset.Name, frame, a.Hops, a.RelativeError)
				}
			}
		}
		if _, err := run.Advance(3000, 0); err != nil {
			t.Fatal(err)
		}
		run.Observe(&f, Equilibrium)
		for _, a := range f.Layers {
			if !(a.RelativeError < 1e-4) {
				t.Errorf("%s h%d: the displacement is %v from its equilibrium", preset.Name, a.Hops, a.RelativeError)
			}
		}
	}
}

// TestClamp: a clamped visible layer is the target, exactly, and stays so.
func TestClamp(t *testing.T) {
	run := nudged(t, model.Iris(), func(s *Settings) { s.Nudge = Clamp })
	var f Frame
	for range 5 {
		if _, err := run.Advance(1, 0); err != nil {
			t.Fatal(err)
		}
		run.Observe(&f, Backprop)
		net := f.Network()
		for i, v := range net.Layer(f.State, net.Depth()) {
			if math.Abs(v-net.Target()[i]) > 1e-15 {
				t.Errorf("visible unit %d is %v, not its target %v", i+1, v, net.Target()[i])
			}
		}
	}
}
