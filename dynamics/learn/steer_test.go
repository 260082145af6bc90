package learn

import (
	"context"
	"math"
	"slices"
	"testing"

	"nudge/model/data"
)

func xorTraining(t *testing.T) *Training {
	t.Helper()
	set, err := data.Open("xor")
	if err != nil {
		t.Fatal(err)
	}
	training, err := NewTraining(set, RecipeFor(set))
	if err != nil {
		t.Fatal(err)
	}
	return training
}

// A change of the recipe keeps what was learnt, and the following steps are those
// of a training that began with the new recipe and these weights.
func TestChange(t *testing.T) {
	training := xorTraining(t)
	training.steps(t, 7)
	before, err := training.Network()
	if err != nil {
		t.Fatal(err)
	}
	r := training.Recipe
	r.Rule, r.Rates = OneSided, []float64{0.05, 0.01}
	if err := training.Change(r); err != nil {
		t.Fatal(err)
	}
	fresh, err := NewTrainingFrom(before, training.Data(), r)
	if err != nil {
		t.Fatal(err)
	}
	fresh.History, fresh.place = training.History, training.place
	got, _ := training.steps(t, 5)
	want, _ := fresh.steps(t, 5)
	if !slices.Equal(got, want) {
		t.Errorf("costs %v after a change, %v with the recipe from there on", got, want)
	}
}

func TestChangeRefuses(t *testing.T) {
	training := xorTraining(t)
	for name, change := range map[string]func(*Recipe){
		"layers": func(r *Recipe) { r.Layers = []int{2, 9, 1} },
		"seed":   func(r *Recipe) { r.Seed++ },
		"split":  func(r *Recipe) { r.Split++ },
		"rates":  func(r *Recipe) { r.Rates = []float64{1} },
		"beta":   func(r *Recipe) { r.Beta = math.NaN() },
	} {
		r := training.Recipe
		if change(&r); training.Change(r) == nil {
			t.Errorf("another %s is taken", name)
		}
	}
	if _, err := training.Step(context.Background()); err != nil {
		t.Error("after refused changes:", err)
	}
}

// Outputs is what the free phase of the learner says, in any number.
func TestOutputs(t *testing.T) {
	training := xorTraining(t)
	training.steps(t, 3)
	set := training.Data()
	many := slices.Repeat(set.X, 60)
	got, err := training.Outputs(many)
	if err != nil || len(got) != len(many) {
		t.Fatalf("%d outputs for %d inputs: %v", len(got), len(many), err)
	}
	if err := training.learner.Settle(set.X, training.targets); err != nil {
		t.Fatal(err)
	}
	for i := range many {
		if want := training.learner.Visible(i % 4); math.Abs(got[i][0]-want[0]) > 1e-15 {
			t.Fatalf("output %d is %v, the free phase says %v", i, got[i], want)
		}
	}
}

func TestAdopt(t *testing.T) {
	training := xorTraining(t)
	first, err := training.Network()
	if err != nil {
		t.Fatal(err)
	}
	a, _ := training.steps(t, 1)
	if err := training.Adopt(first); err != nil {
		t.Fatal(err)
	}
	training.place = place{Last: []int{}}
	training.History = training.History[:0]
	if b, _ := training.steps(t, 1); !slices.Equal(a, b) {
		t.Errorf("cost %v with the first weights again, %v at first", b, a)
	}
}
