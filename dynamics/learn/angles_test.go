package learn

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"slices"
	"testing"

	"nudge/model"
)

// TestAngle: exact where cosines are not, and undefined beside nothing.
func TestAngle(t *testing.T) {
	for _, c := range []struct {
		a, b [][]float64
		want float64
	}{
		{[][]float64{{1, 0}}, [][]float64{{0, 3}}, 90},
		{[][]float64{{1}, {1}}, [][]float64{{2}, {2}}, 0},
		{[][]float64{{1, 2}}, [][]float64{{-1, -2}}, 180},
		{[][]float64{{1, 0}}, [][]float64{{1, 1e-9}}, 1e-9 * 180 / math.Pi},
		{[][]float64{{0, 0}}, [][]float64{{1, 1}}, math.NaN()},
		{[][]float64{}, [][]float64{}, math.NaN()},
	} {
		got := angle(c.a, c.b)
		if math.IsNaN(got) != math.IsNaN(c.want) || math.Abs(got-c.want) > 1e-13*max(1, c.want) {
			t.Errorf("between %v and %v: %g°, want %g°", c.a, c.b, got, c.want)
		}
	}
}

// TestAngles: measured at the weights as they are, they are those of the gradient
// of the model, sample by sample, and leave the training as it is.
func TestAngles(t *testing.T) {
	training := begin(t, "iris", func(r *Recipe) { r.Batch = 12 })
	angles, err := training.Angles(context.Background())
	if err != nil || len(angles) != 2 || !math.IsNaN(angles[0]) {
		t.Errorf("before the first step: %v, %v", angles, err)
	}
	training.steps(t, 25)
	before := training.Snapshot()
	if angles, err = training.Angles(context.Background()); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(training.Snapshot(), before) {
		t.Error("measuring changes the training")
	}
	net, err := training.Network()
	if err != nil {
		t.Fatal(err)
	}
	x, y := training.rows(training.Last()[:8])
	exact := []([][]float64){model.Rows(4, 16), model.Rows(16, 3)}
	for c := range x {
		one := net.Clamp(x[c], y[c])
		g, err := one.At(estimateRest(t, one)).EquilibriumGradient()
		if err != nil {
			t.Fatal(err)
		}
		for k, w := range g.Weights {
			for i, row := range w {
				for j, v := range row {
					exact[k][i][j] += v / 8
				}
			}
		}
	}
	rule, err := training.learner.Gradient(x, y, 0)
	if err != nil {
		t.Fatal(err)
	}
	for k, a := range angles {
		if want := angle(rule.Weights[k], exact[k]); math.Abs(a-want) > 1e-6 || !(a > 0.1 && a < 60) {
			t.Errorf("W_%d: %g°, want %g°", k+1, a, want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := training.Angles(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestAnglesOfEachRule: settled and weakly nudged, equilibrium propagation and
// plasticity have the exact direction while they learn, random sign or not, and
// the rule that is the exact one has it at any length of the phases.
func TestAnglesOfEachRule(t *testing.T) {
	for _, c := range []struct {
		rule  Rule
		steps int
		most  float64
	}{{Symmetric, 500, 1e-4}, {OneSided, 500, 0.02}, {RandomSign, 500, 0.02}, {STDP, 500, 0.02}, {Equilibrium, 2, 1e-6}} {
		training := begin(t, "iris", func(r *Recipe) {
			r.Rule, r.Beta, r.Free, r.Nudged, r.Batch = c.rule, 1e-4, c.steps, c.steps, 60
		})
		training.Measure = true
		training.passes(t, 1)
		if angles := training.History[0].Angles; !(slices.Max(angles) < c.most) {
			t.Errorf("%s is %v° off the exact gradient", c.rule, angles)
		} else {
			t.Logf("%s: %v°", c.rule, angles)
		}
	}
}

// TestAnglesFile: null is what is not defined.
func TestAnglesFile(t *testing.T) {
	text, err := json.Marshal(Report{Angles: Angles{0.25, math.NaN()}})
	var back Report
	if err != nil || json.Unmarshal(text, &back) != nil || len(back.Angles) != 2 || back.Angles[0] != 0.25 || !math.IsNaN(back.Angles[1]) {
		t.Errorf("%s comes back as %v, %v", text, back.Angles, err)
	}
}

// BenchmarkAngles is what one look costs while 64-64-10 learns digits.
func BenchmarkAngles(b *testing.B) {
	training := begin(b, "digits", func(*Recipe) {})
	training.steps(b, 100)
	for b.Loop() {
		if _, err := training.Angles(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}
