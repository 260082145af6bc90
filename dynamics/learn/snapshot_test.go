package learn

import (
	"context"
	"errors"
	"math"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"nudge/dynamics"
	"nudge/model"
	"nudge/model/data"
)

// steps takes n steps and returns what each of them came to.
func (t *Training) steps(tb testing.TB, n int) (costs []float64, samples [][]int) {
	tb.Helper()
	for range n {
		if _, err := t.Step(context.Background()); err != nil {
			tb.Fatal(err)
		}
		costs, samples = append(costs, t.Cost()), append(samples, slices.Clone(t.Last()))
	}
	return costs, samples
}

// TestRewind: with every rule, the steps after Rewind are those after the
// snapshot, to the last bit, over the end of a pass.
func TestRewind(t *testing.T) {
	for i := range rules() {
		training := begin(t, "iris", func(r *Recipe) { r.Rule = Rule(i) })
		training.steps(t, 17)
		before := training.Snapshot()
		costs, samples := training.steps(t, 20)
		after := training.Snapshot()
		for range 2 {
			training.Rewind(before)
			if epoch, batch := training.Position(); epoch != 1 || batch != 5 {
				t.Errorf("%s: it goes back to minibatch %d after epoch %d", Rule(i), batch, epoch)
			}
			again, drawn := training.steps(t, 20)
			if !reflect.DeepEqual(again, costs) || !reflect.DeepEqual(drawn, samples) || !reflect.DeepEqual(training.Snapshot(), after) {
				t.Errorf("%s: the steps after Rewind differ", Rule(i))
			}
		}
	}
}

// TestSnapshotStays: what a training does later does not change a snapshot.
func TestSnapshotStays(t *testing.T) {
	one, other := begin(t, "iris", func(*Recipe) {}), begin(t, "iris", func(*Recipe) {})
	one.steps(t, 14)
	other.steps(t, 14)
	kept := one.Snapshot()
	one.steps(t, 30)
	one.Rewind(kept)
	one.steps(t, 30) // appends a second history to the first
	if !reflect.DeepEqual(kept, other.Snapshot()) {
		t.Error("the snapshot is no longer what it was")
	}
}

// TestRewindForeign: a snapshot of other layers is a mistake in the program.
func TestRewindForeign(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("it is taken over")
		}
	}()
	begin(t, "iris", func(*Recipe) {}).Rewind(begin(t, "xor", func(*Recipe) {}).Snapshot())
}

// TestStep: the steps of a pass see every sample once and end with a report.
func TestStep(t *testing.T) {
	training := begin(t, "iris", func(r *Recipe) { r.Batch = 50 })
	if !math.IsNaN(training.Cost()) || len(training.Last()) != 0 {
		t.Errorf("before the first step the cost is %g, of %v", training.Cost(), training.Last())
	}
	var seen []int
	sum := 0.0
	for i, size := range []int{50, 50, 20} {
		passed, err := training.Step(context.Background())
		if err != nil || passed != (i == 2) || len(training.Last()) != size {
			t.Fatalf("step %d: over %v, %d samples, %v", i+1, passed, len(training.Last()), err)
		}
		seen, sum = append(seen, training.Last()...), sum+training.Cost()*float64(size)
	}
	slices.Sort(seen)
	want := slices.Sorted(slices.Values(training.train))
	if epoch, batch := training.Position(); !slices.Equal(seen, want) || epoch != 1 || batch != 0 {
		t.Errorf("minibatch %d after epoch %d, %d samples seen", batch, epoch, len(seen))
	}
	if got := training.History[0].Cost; math.Abs(got-sum/120) > 1e-14 {
		t.Errorf("the report has the cost %g, its minibatches %g", got, sum/120)
	}
}

// TestStepInterrupted: a step that was stopped while it tested goes on with the
// test.
func TestStepInterrupted(t *testing.T) {
	whole, stopped := begin(t, "iris", func(*Recipe) {}), begin(t, "iris", func(*Recipe) {})
	whole.steps(t, 12)
	stopped.steps(t, 11)
	if _, err := stopped.Step(&expiring{Context: context.Background(), after: 1}); !errors.Is(err, context.Canceled) {
		t.Fatalf("it ends with %v", err)
	}
	if epoch, batch := stopped.Position(); epoch != 0 || batch != 12 {
		t.Errorf("it stops at minibatch %d after epoch %d", batch, epoch)
	}
	stopped.steps(t, 1)
	if !reflect.DeepEqual(stopped.Snapshot(), whole.Snapshot()) {
		t.Error("the interruption changes the pass")
	}
}

// expiring is cancelled once it has been asked so often.
type expiring struct {
	context.Context
	after int
}

func (e *expiring) Err() error {
	if e.after--; e.after < 0 {
		return context.Canceled
	}
	return nil
}

// TestResumeWithinPass: a checkpoint has the position too.
func TestResumeWithinPass(t *testing.T) {
	path := filepath.Join(t.TempDir(), "checkpoint")
	first, second := begin(t, "iris", func(*Recipe) {}), begin(t, "iris", func(*Recipe) {})
	first.steps(t, 17)
	if err := first.Save(path); err != nil {
		t.Fatal(err)
	}
	if err := second.Restore(path); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(first.Snapshot(), second.Snapshot()) {
		t.Error("a checkpoint is not the snapshot that it was made of")
	}
	first.steps(t, 30)
	second.steps(t, 30)
	if !reflect.DeepEqual(first.Snapshot(), second.Snapshot()) {
		t.Error("the resumed training differs")
	}
}

// TestTrainingFrom: a training goes on with given weights, if they fit.
func TestTrainingFrom(t *testing.T) {
	one := begin(t, "iris", func(*Recipe) {})
	one.passes(t, 1)
	net, err := one.Network()
	if err != nil {
		t.Fatal(err)
	}
	other, err := NewTrainingFrom(net, one.set, one.Recipe)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(other.learner.parameters, one.learner.parameters) || other.Epoch() != 0 {
		t.Errorf("it begins with other weights, after %d passes", other.Epoch())
	}
	for what, change := range map[string]func(*Recipe){
		"layers":     func(r *Recipe) { r.Layers = []int{4, 8, 3} },
		"activation": func(r *Recipe) { r.Activation = model.Sigmoid },
		"batch":      func(r *Recipe) { r.Batch = 0 },
	} {
		r := one.Recipe
		change(&r)
		if _, err := NewTrainingFrom(net, one.set, r); err == nil || err.Error()[:len(what)] != what {
			t.Errorf("another %s: %v", what, err)
		}
	}
	if _, err := NewTrainingFrom(net.Vary(1, 0.5, 1), one.set, one.Recipe); !errors.Is(err, model.ErrNoEnergy) {
		t.Errorf("asymmetric feedback: %v", err)
	}
}

// TestRewindAfterDivergence: a training that diverged goes on from before.
func TestRewindAfterDivergence(t *testing.T) {
	set, err := data.Open("iris")
	if err != nil {
		t.Fatal(err)
	}
	r := RecipeFor(set)
	r.Rates = []float64{1e6, 1e6}
	training, err := NewTraining(set, r)
	if err != nil {
		t.Fatal(err)
	}
	before := training.Snapshot()
	if _, err := training.Step(context.Background()); !errors.As(err, new(*dynamics.Divergence)) {
		t.Fatalf("it ends with %v", err)
	}
	if training.Rewind(before); !reflect.DeepEqual(training.Snapshot(), before) {
		t.Error("it is not back")
	}
	if _, err := training.Network(); err != nil {
		t.Error(err)
	}
}
