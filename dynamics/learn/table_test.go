package learn

import (
	"encoding/json"
	"math"
	"reflect"
	"slices"
	"testing"
)

// TestRules: names are unique, and survive a file.
func TestRules(t *testing.T) {
	seen := map[string]bool{}
	for i, name := range RuleNames() {
		if seen[name] || Rule(i).Doc() == "" {
			t.Errorf("rule %d is called %q and says %q", i, name, Rule(i).Doc())
		}
		seen[name] = true
		text, err := json.Marshal(Rule(i))
		var back Rule
		if err != nil || json.Unmarshal(text, &back) != nil || back != Rule(i) {
			t.Errorf("%s comes back from %s as %s", name, text, back)
		}
	}
	if _, err := ParseRule("hebb"); err == nil {
		t.Error("a rule that does not exist is found")
	}
}

// TestPredict: the largest unit says the class, and a single one its truth.
func TestPredict(t *testing.T) {
	for _, c := range []struct {
		visible   []float64
		low, high float64
		want      int
	}{
		{[]float64{0.1, 0.7, 0.2}, 0, 1, 1},
		{[]float64{0.4}, 0, 1, 0},
		{[]float64{0.6}, 0, 1, 1},
		{[]float64{-0.1}, -0.8, 0.8, 0},
	} {
		if got := Predict(c.visible, c.low, c.high); got != c.want {
			t.Errorf("%v says class %d, want %d", c.visible, got, c.want)
		}
	}
}

// TestSplit: nothing is lost or used twice, and digits are split as the measured
// recipe has it.
func TestSplit(t *testing.T) {
	for _, c := range []struct {
		name        string
		train, test int
	}{{"digits", 1437, 360}, {"iris", 120, 30}, {"xor", 4, 0}} {
		training := begin(t, c.name, func(*Recipe) {})
		if len(training.train) != c.train || len(training.test) != c.test {
			t.Errorf("%s: %d and %d samples", c.name, len(training.train), len(training.test))
		}
		seen := map[int]bool{}
		for _, i := range append(training.Recipe.order(training.train, 3), training.test...) {
			if seen[i] {
				t.Errorf("%s: sample %d is used twice", c.name, i)
			}
			seen[i] = true
		}
		if len(seen) != training.set.Len() {
			t.Errorf("%s: %d of %d samples are used", c.name, len(seen), training.set.Len())
		}
	}
}

// TestRandomSign: both signs come, and each is an update of its own.
func TestRandomSign(t *testing.T) {
	training := begin(t, "iris", func(r *Recipe) { r.Rule = RandomSign })
	x, y := training.rows(training.train[:10])
	signs := map[float64]int{}
	for turn := range 40 {
		g, err := training.learner.Gradient(x, y, turn)
		if err != nil {
			t.Fatal(err)
		}
		signs[g.Weights[0][0][0]]++
	}
	if len(signs) != 2 {
		t.Errorf("%d different updates of one minibatch, want 2", len(signs))
	}
}

// TestSeedAndSplit: the split draws what is tested with, the seed everything
// else.
func TestSeedAndSplit(t *testing.T) {
	one := begin(t, "iris", func(*Recipe) {})
	seed := begin(t, "iris", func(r *Recipe) { r.Seed = 2 })
	split := begin(t, "iris", func(r *Recipe) { r.Split = 2 })
	if !reflect.DeepEqual(one.test, seed.test) || reflect.DeepEqual(one.learner.weights, seed.learner.weights) || reflect.DeepEqual(one.Recipe.order(one.train, 1), one.Recipe.order(one.train, 2)) {
		t.Error("another seed must keep the test samples and change weights and order")
	}
	if reflect.DeepEqual(one.test, split.test) || !reflect.DeepEqual(one.learner.weights, split.learner.weights) {
		t.Error("another split must change the test samples and keep the weights")
	}
}

// TestValidate: settings are tried on samples to learn from, and never see a
// test sample.
func TestValidate(t *testing.T) {
	whole := begin(t, "digits", func(*Recipe) {})
	seen := map[int]bool{}
	for seed := range uint64(3) {
		trial := begin(t, "digits", func(r *Recipe) { r.Validate, r.Seed = true, seed })
		if len(trial.train) != 1149 || len(trial.test) != 288 {
			t.Errorf("seed %d: %d and %d samples", seed, len(trial.train), len(trial.test))
		}
		for _, i := range slices.Concat(trial.train, trial.test) {
			if !slices.Contains(whole.train, i) {
				t.Fatalf("seed %d: sample %d is kept for testing, and used", seed, i)
			}
		}
		seen[trial.test[0]] = true
	}
	if len(seen) == 1 {
		t.Error("each seed validates with the same samples")
	}
}

// TestFirstGuess: visible biases begin at the mean target, hidden ones at 0.
func TestFirstGuess(t *testing.T) {
	training := begin(t, "iris", func(*Recipe) {})
	net, err := training.Network()
	if err != nil {
		t.Fatal(err)
	}
	biases, want := net.Spec().Biases, make([]float64, 3)
	for _, i := range training.train {
		want[training.set.Y[i]]++
	}
	for j, n := range want {
		if got := biases[1][j]; math.Abs(got-(1.6*n/120-0.8)) > 1e-14 {
			t.Errorf("the bias of class %d is %g, with %g of 120 samples", j, got, n)
		}
	}
	if slices.Max(biases[0]) != 0 || slices.Min(biases[0]) != 0 {
		t.Errorf("hidden biases begin at %v", biases[0])
	}
}
