package learn

import (
	"context"
	"math"
	"reflect"
	"runtime"
	"testing"

	"nudge/model/data"
)

func begin(t testing.TB, name string, change func(*Recipe)) *Training {
	t.Helper()
	set, err := data.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	r := RecipeFor(set)
	change(&r)
	training, err := NewTraining(set, r)
	if err != nil {
		t.Fatal(err)
	}
	return training
}

func (t *Training) passes(tb testing.TB, n int) {
	tb.Helper()
	for range n {
		if err := t.Pass(context.Background(), func() {}); err != nil {
			tb.Fatal(err)
		}
	}
}

// TestXOR: the recipe solves it from 20 of 20 seeds.
func TestXOR(t *testing.T) {
	if testing.Short() {
		t.Skip("twenty trainings")
	}
	for seed := range uint64(20 / fewer) {
		training := begin(t, "xor", func(r *Recipe) { r.Seed = seed + 1 })
		training.passes(t, training.Recipe.Epochs)
		if wrong, err := training.TrainError(context.Background()); err != nil || wrong > 0 {
			t.Errorf("seed %d: %g of the points wrong, %v", seed+1, wrong, err)
		}
	}
}

// TestIris: at most 5 % test error, in the mean over 20 splits.
func TestIris(t *testing.T) {
	if testing.Short() {
		t.Skip("twenty trainings")
	}
	sum := 0.0
	for split := range uint64(20 / fewer) {
		training := begin(t, "iris", func(r *Recipe) { r.Split = split + 1 })
		training.passes(t, training.Recipe.Epochs)
		sum += *training.History[training.Epoch()-1].TestError
	}
	mean := sum / (20 / fewer)
	t.Logf("mean test error %.2f %%", 100*mean)
	if mean > 0.05*math.Sqrt(fewer) {
		t.Errorf("mean test error %.2f %%", 100*mean)
	}
}

// TestDigits: one pass tells most digits apart, whatever the number of cores.
func TestDigits(t *testing.T) {
	one := begin(t, "digits", func(*Recipe) {})
	before, err := one.TestError(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	one.passes(t, 1)
	if after := *one.History[0].TestError; after > *before/2 {
		t.Errorf("one pass takes the test error from %.3f to %.3f", *before, after)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	other := begin(t, "digits", func(*Recipe) {})
	other.passes(t, 1)
	if !reflect.DeepEqual(one.learner.weights, other.learner.weights) || !reflect.DeepEqual(one.History, other.History) {
		t.Error("the number of cores changes the result")
	}
}
