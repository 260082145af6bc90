package dynamics

import (
	"reflect"
	"strings"
	"testing"

	"nudge/model"
)

// begun is a run of iris at rest, with noise or without.
func begun(t *testing.T, change func(*Settings)) *Run {
	t.Helper()
	source, err := FromPreset(model.Iris())
	if err != nil {
		t.Fatal(err)
	}
	set := Settings{Knobs: DefaultKnobs(), Seed: 1, Sample: 1}
	change(&set)
	r, err := NewRun(source, set, 20)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Seek(0, 0); err != nil {
		t.Fatal(err)
	}
	return r
}

// adjust turns the settings of a run, forward goes on.
func adjust(t *testing.T, r *Run, change func(*Settings)) {
	t.Helper()
	set := r.Settings()
	change(&set)
	if err := r.Adjust(set); err != nil {
		t.Fatal(err)
	}
}

func forward(t *testing.T, r *Run, n int) {
	t.Helper()
	if _, err := r.Advance(n, 0); err != nil {
		t.Fatal(err)
	}
}

func on(s *Settings)  { s.On = true }
func hot(s *Settings) { s.Temperature, s.Chains = 1e-4, 5 }

// TestBeginning: a run that was nudged at once, after free frames, never, with and
// without noise, or turned before it went anywhere, is made again to the byte.
func TestBeginning(t *testing.T) {
	for name, c := range map[string]struct {
		noise func(*Settings)
		play  func(*Run)
		free  int
	}{
		"at rest":          {func(*Settings) {}, func(*Run) {}, 0},
		"nudged":           {func(*Settings) {}, func(r *Run) { adjust(t, r, on); forward(t, r, 4) }, 0},
		"after free steps": {func(*Settings) {}, func(r *Run) { forward(t, r, 7); adjust(t, r, on); forward(t, r, 4) }, 7},
		"free":             {func(*Settings) {}, func(r *Run) { forward(t, r, 9) }, 0},
		"noise":            {hot, func(r *Run) { adjust(t, r, on); forward(t, r, 4) }, 0},
		"noise, free":      {hot, func(r *Run) { forward(t, r, 3); adjust(t, r, on); forward(t, r, 2) }, 3},
		"before noise":     {hot, func(r *Run) { _, _ = r.Seek(-15, 0); adjust(t, r, on); forward(t, r, 2) }, 0},
		"turned while off": {func(*Settings) {}, func(r *Run) {
			forward(t, r, 2)
			adjust(t, r, func(s *Settings) { s.Beta, s.Inverted = 1, true })
			forward(t, r, 2)
			adjust(t, r, on)
			forward(t, r, 3)
		}, 4},
		"turned at rest": {func(*Settings) {}, func(r *Run) {
			adjust(t, r, func(s *Settings) { s.Step = 0.2 })
			adjust(t, r, on)
			forward(t, r, 3)
			adjust(t, r, func(s *Settings) { s.Beta = 1 })
			r.Undo()
		}, 0},
		"the past of an edit": {func(*Settings) {}, func(r *Run) {
			adjust(t, r, on)
			forward(t, r, 5)
			adjust(t, r, func(s *Settings) { s.Beta = 1 })
			_, _ = r.Seek(4, 0)
		}, 0},
	} {
		r := begun(t, c.noise)
		c.play(r)
		b, err := r.Beginning()
		if err != nil || b.Free != c.free {
			t.Errorf("%s: %d free frames, %v", name, b.Free, err)
			continue
		}
		again, err := b.Run(r.Source())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := again.Seek(b.Frame, 0); err != nil {
			t.Fatal(err)
		}
		var want, got Frame
		r.Observe(&want, BPTT)
		again.Observe(&got, BPTT)
		if got.Number != want.Number || got.Energy != want.Energy || got.Led != want.Led || !reflect.DeepEqual(got.State, want.State) ||
			!reflect.DeepEqual(got.Derivative, want.Derivative) || !reflect.DeepEqual(got.Gradient, want.Gradient) {
			t.Errorf("%s: frame %d is another frame %d", name, want.Number, got.Number)
		}
	}
}

// TestNoBeginning: an edit on the way is named, with its frame.
func TestNoBeginning(t *testing.T) {
	for says, play := range map[string]func(*Run){
		"nudge strength β was turned at frame 3": func(r *Run) { adjust(t, r, func(s *Settings) { s.Beta = 1 }) },
		"step size ε was turned at frame 3":      func(r *Run) { adjust(t, r, func(s *Settings) { s.Step = 0.05 }); forward(t, r, 1) },
		"the nudge went off at frame 3":          func(r *Run) { adjust(t, r, func(s *Settings) { s.On = false }) },
		"the nudge was inverted at frame 3":      func(r *Run) { adjust(t, r, func(s *Settings) { s.Inverted = true }) },
		"another input was clamped at frame 3": func(r *Run) {
			set := r.Settings()
			set.Sample = 2
			if err := r.Present(set); err != nil {
				t.Fatal(err)
			}
		},
		"the weights were learnt at frame 3": func(r *Run) {
			adjust(t, r, func(s *Settings) { s.Weights, _ = r.Source().Base(*s) })
		},
		"before the nudge": func(r *Run) { _, _ = r.Seek(-1, 0) },
		"several trials": func(r *Run) {
			set := r.Settings()
			set.Noise = 1
			if err := r.Restart(set); err != nil {
				t.Fatal(err)
			}
		},
	} {
		r := begun(t, hot)
		adjust(t, r, on)
		forward(t, r, 3)
		play(r)
		if _, err := r.Beginning(); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %q", err, says)
		}
	}
}
