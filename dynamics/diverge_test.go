package dynamics

import (
	"errors"
	"math"
	"strings"
	"testing"

	"nudge/model"
)

// linear is a preset that every weight of is small: its energy has one minimum.
func linear(layers ...int) model.Preset {
	return model.Preset{Name: "linear", Layers: layers, Activation: model.Linear, Scale: 0.3, Bias: 0.5, Step: 0.1}
}

// TestDiverges: a run that leaves every range says in which frame and layer,
// stays at the last good frame, and goes on once the cause is gone.
func TestDiverges(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Settings)
		layer  int
	}{
		"pushed away":         {func(s *Settings) { s.Inverted, s.Beta = true, 5 }, 3},
		"β ε beyond 2":        {func(s *Settings) { s.Beta, s.Step = 10, 1 }, 3},
		"many chains":         {func(s *Settings) { s.Beta, s.Step, s.Chains, s.Temperature = 10, 1, 40, 1e-4 }, 3},
		"pushed, not at once": {func(s *Settings) { s.Inverted, s.Beta = true, 2 }, 3},
	} {
		t.Run(name, func(t *testing.T) {
			run := nudged(t, linear(2, 4, 3, 2), c.change)
			_, err := run.Advance(100000, 0)
			var diverged *DivergedError
			if !errors.As(err, &diverged) || diverged.Layer != c.layer || strings.Contains(err.Error(), "\n") {
				t.Fatalf("the run ends with %v", err)
			}
			good := run.Cursor()
			if diverged.Frame != good+1 {
				t.Errorf("frame %d diverged, the last good one is %d", diverged.Frame, good)
			}
			checkFinite(t, run)
			if n, again := run.Advance(1, 0); n != 0 || !errors.Is(again, err) {
				t.Errorf("a further step goes %d on with %v", n, again)
			}
			end := at(t, run, step(run))
			at(t, run, 0)
			if diff := apartAt(at(t, run, good-run.First()), end); diff != "" {
				t.Errorf("the last good frame is another one after a round trip: %s", diff)
			}
			adjusted(t, run, func(s *Settings) { s.On = false; s.Step = 0.1 })
			if n, err := run.Advance(50, 0); n != 50 || err != nil {
				t.Errorf("with the nudge off it goes %d on with %v", n, err)
			}
			checkFinite(t, run)
			if run.Undo(); run.Cursor() != good {
				t.Errorf("undo leaves frame %d, the last good one is %d", run.Cursor(), good)
			}
		})
	}
}

func checkFinite(t *testing.T, run *Run) {
	t.Helper()
	var f Frame
	for ref := range References {
		run.Observe(&f, ref)
		for _, v := range [][]float64{f.State, f.Derivative, f.Gradient} {
			if sum := norm(v); math.IsNaN(sum) || math.IsInf(sum, 0) {
				t.Errorf("%v shows %v", ref, v)
			}
		}
	}
}

// TestDivergesWithinABudget: the same frame, whether in one go or bit by bit.
func TestDivergesWithinABudget(t *testing.T) {
	push := func(s *Settings) { s.Inverted, s.Beta = true, 2 }
	whole, parts := nudged(t, linear(2, 4, 3, 2), push), nudged(t, linear(2, 4, 3, 2), push)
	_, want := whole.Advance(100000, 0)
	var err error
	for range 100000 {
		if _, err = parts.Advance(3, 1); err != nil {
			break
		}
	}
	if err == nil || err.Error() != want.Error() || parts.Cursor() != whole.Cursor() {
		t.Errorf("%v at %d, %v at %d", err, parts.Cursor(), want, whole.Cursor())
	}
}

// TestSettlingDiverges: where the Hessian of a linear network has a negative
// eigenvalue, its energy has no minimum.
func TestSettlingDiverges(t *testing.T) {
	for _, layers := range [][]int{{2, 4, 3}, {0, 4, 3}, {1, 5, 5, 5, 2}} {
		for _, scale := range []float64{0.3, 1.5, 3} {
			preset := linear(layers...)
			preset.Scale = scale
			net, err := preset.Draw(1)
			if err != nil {
				t.Fatal(err)
			}
			s := make([]float64, net.Units())
			lowest, _, _ := net.At(s).Jacobian().Extremes(0)
			_, err = Settle(net, s, 0)
			var diverged *Divergence
			switch is := errors.As(err, &diverged); {
			case lowest > 0 && err != nil:
				t.Errorf("%v, smallest curvature %.2f: %v", layers, lowest, err)
			case lowest < 0 && (!is || diverged.Step != -1 || diverged.Layer < 1 || diverged.Layer >= len(layers) || !strings.Contains(err.Error(), "layer")):
				t.Errorf("%v, smallest curvature %.2f: %v", layers, lowest, err)
			}
		}
	}
}

// TestAdjustToDivergence: a gain without a minimum is refused, and the run
// stays as it was.
func TestAdjustToDivergence(t *testing.T) {
	preset := linear(2, 4, 3)
	preset.Scale = 0.9
	run := nudged(t, preset, func(s *Settings) { s.Gain = 0.25 })
	was := at(t, run, 20)
	set := run.Settings()
	set.Gain = 4
	if err := run.Adjust(set); err == nil {
		t.Fatal("the gain is accepted")
	}
	if at(t, run, 20) != was || run.Undo() {
		t.Error("the refused gain left a trace")
	}
}
