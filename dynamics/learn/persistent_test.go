package learn

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"nudge/model"
	"nudge/model/data"
)

func persistent(r *Recipe) { r.Persistent, r.Free = true, 3 }

// TestPersistent: with two free steps a state that begins at zero never comes to
// rest. One that is kept from pass to pass does, so that its network fits the
// targets.
func TestPersistent(t *testing.T) {
	cost := map[bool]float64{}
	for _, keep := range []bool{false, true} {
		training := begin(t, "iris", func(r *Recipe) { r.Free, r.Persistent = 2, keep })
		training.passes(t, 40)
		cost[keep] = training.History[39].Cost
	}
	if !(cost[true] < cost[false]/3) {
		t.Errorf("two free steps end at a cost of %.3f, persistent ones at %.3f", cost[false], cost[true])
	}
}

// TestPersistentBegins: the first pass begins at zero, the second where the
// first ended, and a test always at zero.
func TestPersistentBegins(t *testing.T) {
	one, other := begin(t, "iris", persistent), begin(t, "iris", func(r *Recipe) { r.Free = 3 })
	one.passes(t, 1)
	other.passes(t, 1)
	if !reflect.DeepEqual(one.History, other.History) {
		t.Error("the first passes differ")
	}
	// With weights that do not change, 3 persistent steps twice are 6 at once.
	still := func(free int, keep bool) *Training {
		training := begin(t, "iris", func(r *Recipe) { r.Free, r.Persistent, r.Rates = free, keep, []float64{0, 0} })
		training.passes(t, 2)
		return training
	}
	if twice, once := still(3, true), still(6, false); twice.History[1].Cost != once.History[1].Cost || *twice.History[1].TestError != *still(3, false).History[1].TestError {
		t.Errorf("3 and 3 steps come to a cost of %v, 6 to %v", twice.History[1].Cost, once.History[1].Cost)
	}
}

// TestPersistentRewind: states are part of a snapshot and of a checkpoint.
func TestPersistentRewind(t *testing.T) {
	path := filepath.Join(t.TempDir(), "checkpoint")
	one, other := begin(t, "digits", persistent), begin(t, "digits", persistent)
	one.steps(t, 100)
	before := one.Snapshot()
	if err := one.Save(path); err != nil {
		t.Fatal(err)
	}
	if err := other.Restore(path); err != nil {
		t.Fatal(err)
	}
	one.steps(t, 20)
	other.steps(t, 20)
	after := one.Snapshot()
	if !reflect.DeepEqual(after, other.Snapshot()) {
		t.Error("the resumed training differs")
	}
	one.Rewind(before)
	if one.steps(t, 20); !reflect.DeepEqual(after, one.Snapshot()) {
		t.Error("the steps after Rewind differ")
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{`"rest":[`: `"rest":["AAAA",`, `"rest":`: `"past":`, `"place":{"batch":28`: `"place":{"batch":73`} {
		broken := strings.Replace(string(text), from, to, 1)
		if broken == string(text) {
			t.Fatalf("the checkpoint has no %s", from)
		}
		if err := os.WriteFile(path, []byte(broken), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := begin(t, "digits", persistent).Restore(path); err == nil {
			t.Errorf("%s instead of %s is accepted", to, from)
		}
	}
}

// TestPersistentMemory: states that do not fit are refused before they are made.
func TestPersistentMemory(t *testing.T) {
	set, err := data.Open("iris")
	if err != nil {
		t.Fatal(err)
	}
	r := RecipeFor(set)
	r.Layers, r.Rates = []int{4, 65536, 65536, 3}, []float64{1, 1, 1}
	r.Persistent, r.Activation = true, model.Tanh
	set.X, set.Y = append([][]float64{}, set.X...), append([]int{}, set.Y...)
	for range 4 { // 2,400 samples
		set.X, set.Y = append(set.X, set.X...), append(set.Y, set.Y...)
	}
	if err := r.Check(set); err == nil || !strings.HasPrefix(err.Error(), "persistent: the states of 1920 samples take 2013312000 bytes") {
		t.Errorf("it says %v", err)
	}
}
