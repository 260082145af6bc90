package dynamics

import (
	"math/rand/v2"
	"testing"
	"time"

	"nudge/model"
)

// wide is a network whose tape holds few steps.
func wide() model.Preset {
	return model.Preset{Name: "wide", Layers: []int{0, 2, 2400}, Activation: model.Linear, Scale: 0.5, Bias: 0.5, Step: 0.1}
}

// TestThereAndBack: n steps on and n steps back show the same frame, its past
// included, for one chain and for many, with noise, and past the first
// keyframes.
func TestThereAndBack(t *testing.T) {
	for name, chains := range map[string]float64{"one chain": 1, "many chains": 40} {
		t.Run(name, func(t *testing.T) {
			run := nudged(t, model.Xor(), func(s *Settings) { s.Temperature, s.Chains = 1e-4, chains })
			rng := rand.New(rand.NewPCG(1, 1))
			for range 20 {
				here := at(t, run, rng.IntN(1500))
				where := step(run)
				at(t, run, max(0, where+rng.IntN(800)-300))
				if diff := apartAt(at(t, run, where), here); diff != "" {
					t.Fatalf("step %d:\n%s", where, diff)
				}
			}
		})
	}
}

// TestEditNearKeyframe: an edit shows the same past as going there again does.
func TestEditNearKeyframe(t *testing.T) {
	run := nudged(t, model.Xor(), func(s *Settings) { s.Temperature, s.Chains = 1e-4, 40 })
	for _, where := range []int{255, 256, 257, 300, 512, 513, 900} {
		at(t, run, where+100)
		at(t, run, where)
		set := run.Settings()
		set.Beta *= 1.1
		if err := run.Adjust(set); err != nil {
			t.Fatal(err)
		}
		was := at(t, run, where+1)
		at(t, run, where+700)
		at(t, run, 0)
		if diff := apartAt(at(t, run, where+1), was); diff != "" {
			t.Fatalf("after an edit at step %d:\n%s", where, diff)
		}
	}
}

// TestBeyondTheTape: steps that have fallen off the tape are computed again, bit
// for bit, also across the keyframes that had to go.
func TestBeyondTheTape(t *testing.T) {
	run := nudged(t, wide(), func(s *Settings) { s.Temperature = 1e-4 })
	if run.tape.capacity > 1000 {
		t.Fatalf("the tape holds %d steps: too many for this test", run.tape.capacity)
	}
	where := []int{1, 511, 512, 1024, 1500, 2047}
	was := make([]Frame, len(where))
	for i, w := range where {
		at(t, run, w)
		run.Observe(&was[i], BPTT)
	}
	at(t, run, 2500)
	for _, i := range []int{5, 2, 0, 4, 1, 3} {
		at(t, run, where[i])
		var f Frame
		run.Observe(&f, BPTT)
		f.Trail, was[i].Trail = Trail{}, Trail{}
		if shownNow(&f) != shownNow(&was[i]) {
			t.Errorf("step %d is another one after a round trip", where[i])
		}
	}
}

// TestKeyframesThinOut: however long a run is, its keyframes stay within
// bounds and one is never far.
func TestKeyframesThinOut(t *testing.T) {
	keys := keyframes{most: 64 << 20}
	chains := make([]float64, 1<<19) // 4 MiB a keyframe, so that 16 are too many
	for step := range 64 * keySpacing {
		if keys.wants(step) {
			keys.add(keyframe{step: step, chains: chains[:]})
		}
		if len(keys.list)*8*len(chains) > keys.most {
			t.Fatalf("step %d: %d keyframes", step, len(keys.list))
		}
	}
	for step := range 64 * keySpacing {
		f := keys.before(step)
		if f.step > step || step-f.step >= 2*keys.spacing {
			t.Fatalf("step %d: the keyframe before it is at %d, spacing %d", step, f.step, keys.spacing)
		}
	}
}

// TestBudget: a run advanced a little at a time is the run advanced at once.
func TestBudget(t *testing.T) {
	change := func(s *Settings) { s.Temperature, s.Chains = 1e-4, 40 }
	whole, parts := nudged(t, model.Iris(), change), nudged(t, model.Iris(), change)
	const steps = 900
	for left := steps; left > 0; {
		n, err := parts.Advance(left, 50*time.Microsecond)
		if err != nil || n < 1 || n > left {
			t.Fatalf("advanced %d of %d: %v", n, left, err)
		}
		left -= n
	}
	if n, err := whole.Advance(steps, 0); n != steps || err != nil {
		t.Fatalf("advanced %d of %d without a budget: %v", n, steps, err)
	}
	for _, where := range []int{steps, 0, 1, 63, 64, 65, 700} {
		if diff := apartAt(at(t, parts, where), at(t, whole, where)); diff != "" {
			t.Errorf("step %d:\n%s", where, diff)
		}
	}
}

// TestBudgetIsKept: a long way takes many calls, and none takes much longer
// than it may.
func TestBudgetIsKept(t *testing.T) {
	run := nudged(t, model.Digits(), func(s *Settings) { s.Temperature, s.Chains = 1e-4, 500 })
	if done, err := run.Seek(100000, 5*time.Millisecond); done || err != nil {
		t.Errorf("100000 steps in 5 ms: %v, %v", done, err)
	}
	if done, err := run.Seek(run.First()-10, 0); !done && err != nil || step(run) != 0 {
		t.Errorf("before the first frame is not the first: step %d, %v", step(run), err)
	}
}
