package learn

import (
	"encoding/json"
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
