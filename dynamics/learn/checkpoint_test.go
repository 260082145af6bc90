package learn

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"nudge/dynamics"
	"nudge/model/data"
)

// TestResume: a training that goes on from its checkpoint comes to the numbers of
// one that was not interrupted, with every rule.
func TestResume(t *testing.T) {
	path := filepath.Join(t.TempDir(), "checkpoint")
	for i := range rules() {
		choose := func(r *Recipe) { r.Rule, r.Epochs = Rule(i), 4 }
		whole, first, second := begin(t, "iris", choose), begin(t, "iris", choose), begin(t, "iris", choose)
		whole.passes(t, 4)
		first.passes(t, 2)
		if err := first.Save(path); err != nil {
			t.Fatal(err)
		}
		if err := second.Restore(path); err != nil {
			t.Fatal(err)
		}
		second.passes(t, 2)
		if !reflect.DeepEqual(whole.History, second.History) || !reflect.DeepEqual(whole.learner.weights, second.learner.weights) {
			t.Errorf("%s: the resumed training differs", Rule(i))
		}
	}
}

// TestForeignCheckpoint: what is not this training's is refused.
func TestForeignCheckpoint(t *testing.T) {
	path := filepath.Join(t.TempDir(), "checkpoint")
	iris := begin(t, "iris", func(*Recipe) {})
	iris.passes(t, 2)
	if err := iris.Save(path); err != nil {
		t.Fatal(err)
	}
	for what, other := range map[string]*Training{
		"data":  begin(t, "xor", func(*Recipe) {}),
		"seed":  begin(t, "iris", func(r *Recipe) { r.Seed = 7 }),
		"split": begin(t, "iris", func(r *Recipe) { r.Split = 7 }),
		"rule":  begin(t, "iris", func(r *Recipe) { r.Rule = STDP }),
	} {
		if err := other.Restore(path); !errors.Is(err, ErrForeign) {
			t.Errorf("another %s: %v", what, err)
		}
	}
	if err := begin(t, "iris", func(r *Recipe) { r.Epochs = 1 }).Restore(path); err == nil {
		t.Error("fewer epochs than are done are accepted")
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text[:len(text)/2], 0o644); err != nil {
		t.Fatal(err)
	}
	if err := begin(t, "iris", func(*Recipe) {}).Restore(path); err == nil {
		t.Error("half a checkpoint is accepted")
	}
}

// TestDiverged: a rate that is too large ends with an error that names the pass.
func TestDiverged(t *testing.T) {
	training := begin(t, "iris", func(r *Recipe) { r.Rates = []float64{1e6, 1e6} })
	var err error
	for err == nil && training.Epoch() < 40 {
		err = training.Pass(context.Background(), func() {})
	}
	var diverged *DivergedError
	if !errors.As(err, &diverged) || diverged.Epoch != training.Epoch()+1 || !errors.As(err, new(*dynamics.Divergence)) {
		t.Errorf("it ends with %v", err)
	}
}

// TestCancelled: a pass ends when it is told to.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	training := begin(t, "iris", func(*Recipe) {})
	if err := training.Pass(ctx, cancel); !errors.Is(err, context.Canceled) || training.Epoch() != 0 {
		t.Errorf("it ends with %v after %d passes", err, training.Epoch())
	}
}

// TestRecipeCheck: what does not fit is refused, by name.
func TestRecipeCheck(t *testing.T) {
	set, err := data.Open("iris")
	if err != nil {
		t.Fatal(err)
	}
	for field, change := range map[string]func(*Recipe){
		"layers":        func(r *Recipe) { r.Layers = []int{4, 8, 2} },
		"beta":          func(r *Recipe) { r.Beta = 0 },
		"step":          func(r *Recipe) { r.Step = 2 },
		"free":          func(r *Recipe) { r.Free = 0 },
		"nudged":        func(r *Recipe) { r.Nudged = 0 },
		"rates":         func(r *Recipe) { r.Rates = r.Rates[:1] },
		"batch":         func(r *Recipe) { r.Batch = 0 },
		"epochs":        func(r *Recipe) { r.Epochs = 0 },
		"test-fraction": func(r *Recipe) { r.TestFraction = 0.999 },
		"validate":      func(r *Recipe) { r.TestFraction, r.Validate = 0.99, true },
		"validate: no":  func(r *Recipe) { r.TestFraction, r.Validate = 0, true },
	} {
		r := RecipeFor(set)
		change(&r)
		if _, err := NewTraining(set, r); err == nil || len(err.Error()) < len(field) || err.Error()[:len(field)] != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}
