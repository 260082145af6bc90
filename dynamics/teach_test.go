package dynamics

import (
	"slices"
	"testing"

	"nudge/model"
)

func xorRun(t *testing.T) *Run {
	t.Helper()
	source, err := FromPreset(model.Xor())
	if err != nil {
		t.Fatal(err)
	}
	run, err := NewRun(source, Settings{Knobs: DefaultKnobs(), Seed: 1, Sample: 1}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

func drawn(t *testing.T, run *Run, seed uint64) *model.Network {
	t.Helper()
	net, err := run.Source().Base(Settings{Seed: seed})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

func weights(run *Run) [][][]float64 {
	var f Frame
	run.Observe(&f, Backprop)
	return f.Network().Spec().Weights
}

func sameWeights(a, b [][][]float64) bool {
	return slices.EqualFunc(a, b, func(x, y [][]float64) bool { return slices.EqualFunc(x, y, slices.Equal[[]float64]) })
}

// Seeking back shows the old weights, and one undo takes back all that followed
// each other.
func TestTeach(t *testing.T) {
	run := xorRun(t)
	first := weights(run)
	advance(t, run, 5)
	for seed := range uint64(3) {
		if err := run.Teach(drawn(t, run, 7+seed)); err != nil {
			t.Fatal(err)
		}
		advance(t, run, 5)
	}
	last := weights(run)
	if want := drawn(t, run, 9).Spec().Weights; !sameWeights(last, want) {
		t.Error("the weights shown are not those that were learnt last")
	}
	if _, err := run.Seek(3, 0); err != nil || !sameWeights(weights(run), first) {
		t.Error("frame 3 does not have the weights it had:", err)
	}
	if _, err := run.Seek(8, 0); err != nil || !sameWeights(weights(run), drawn(t, run, 7).Spec().Weights) {
		t.Error("frame 8 does not have the weights that were learnt first:", err)
	}
	if !run.Undo() || run.Undo() {
		t.Error("three changes of weights in a row are not one edit")
	}
	if _, err := run.Seek(20, 0); err != nil || !sameWeights(weights(run), first) {
		t.Error("undo does not bring the first weights back:", err)
	}
	run.Redo()
	if _, err := run.Seek(20, 0); err != nil || !sameWeights(weights(run), last) {
		t.Error("redo does not bring the last weights back:", err)
	}
}

func TestTeachRefusesAnotherShape(t *testing.T) {
	run := xorRun(t)
	net, err := model.Iris().Draw(1)
	if err != nil {
		t.Fatal(err)
	}
	if run.Teach(net) == nil {
		t.Error("weights of another network are taken")
	}
}

// The state goes on from where it is, and comes to rest where the new input
// has it.
func TestPresent(t *testing.T) {
	run := xorRun(t)
	advance(t, run, 3)
	var before, f Frame
	run.Observe(&before, Backprop)
	set := run.Settings()
	set.Sample = 4
	if err := run.Present(set); err != nil {
		t.Fatal(err)
	}
	run.Observe(&f, Backprop)
	if !slices.Equal(f.State, before.State) || f.Number != before.Number {
		t.Error("the state jumped, or time did")
	}
	advance(t, run, 5000)
	run.Observe(&f, Backprop)
	if !slices.Equal(f.Network().Input(), run.Source().Data().X[3]) {
		t.Error("the input is not that of sample 4")
	}
	for i, s := range f.Rest.State() {
		if d := f.State[i] - s; d > 1e-12 || d < -1e-12 {
			t.Errorf("unit %d rests at %g, not at %g", i, f.State[i], s)
		}
	}
}

// Join makes what one example did a single edit.
func TestJoin(t *testing.T) {
	run := xorRun(t)
	set := run.Settings()
	set.Beta = 0.3
	if err := run.Adjust(set); err != nil {
		t.Fatal(err)
	}
	past := run.Past()
	for _, on := range []bool{true, false, true} {
		set.On = on
		if err := run.Adjust(set); err != nil {
			t.Fatal(err)
		}
		advance(t, run, 2)
	}
	run.Join(past)
	if !run.Undo() || run.Settings().On || run.Settings().Beta != 0.3 {
		t.Error("one undo does not take the joined edits back, and only them")
	}
}

func advance(t *testing.T, run *Run, steps int) {
	t.Helper()
	if _, err := run.Advance(steps, 0); err != nil {
		t.Fatal(err)
	}
}
