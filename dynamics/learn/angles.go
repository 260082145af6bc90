package learn

import (
	"context"
	"encoding/json"
	"errors"
	"math"

	"nudge/dynamics"
	"nudge/model"
)

// Angles are those between what a rule gives for W_1 … W_L and the exact gradient,
// in degrees. One that is not defined is NaN, and null in a file.
type Angles []float64

// MarshalJSON writes null for NaN.
func (a Angles) MarshalJSON() ([]byte, error) {
	all := make([]*float64, len(a))
	for i := range a {
		if !math.IsNaN(a[i]) {
			all[i] = &a[i]
		}
	}
	return json.Marshal(all)
}

// UnmarshalJSON reads null as NaN.
func (a *Angles) UnmarshalJSON(text []byte) error {
	var all []*float64
	if err := json.Unmarshal(text, &all); err != nil {
		return err
	}
	*a = nil
	for _, v := range all {
		if v == nil {
			nan := math.NaN()
			v = &nan
		}
		*a = append(*a, *v)
	}
	return nil
}

// probed is how many samples Angles looks at: enough to tell a trend, and few
// enough to be settled to rounding while one watches.
const probed = 8

// Angles compares what the rule gives for the first samples of the last
// minibatch, in the mean over them, with the exact gradient of C(s*), both with
// the weights as they are now. An angle is NaN where one of the two is zero, and
// all are where nothing is learned yet or where a state of rest is no minimum of
// the energy. The training stays as it is.
func (t *Training) Angles(ctx context.Context) (Angles, error) {
	undefined := make(Angles, len(t.Recipe.Layers)-1)
	for i := range undefined {
		undefined[i] = math.NaN()
	}
	samples := t.place.Last[:min(probed, len(t.place.Last))]
	if len(samples) == 0 {
		return undefined, ctx.Err()
	}
	var found [2]model.Gradient
	for i, rule := range []Rule{t.Recipe.Rule, Equilibrium} {
		if err := ctx.Err(); err != nil {
			return undefined, err
		}
		g, err := t.probe(samples, rule)
		if errors.As(err, new(*dynamics.Divergence)) {
			return undefined, err
		}
		if err != nil {
			return undefined, nil
		}
		found[i] = g
	}
	return AnglesBetween(found[0], found[1]), nil
}

// AnglesBetween is the angle between the weight parts of two gradients, for each
// layer, in degrees; NaN where one of them is zero.
func AnglesBetween(a, b model.Gradient) Angles {
	angles := make(Angles, len(a.Weights))
	for k := range angles {
		angles[k] = angle(a.Weights[k], b.Weights[k])
	}
	return angles
}

// probe is what a rule takes for the gradient of some samples.
func (t *Training) probe(samples []int, rule Rule) (model.Gradient, error) {
	net, err := t.Network()
	if err != nil {
		return model.Gradient{}, err
	}
	setup := t.Recipe.Setup
	setup.Rule = rule
	l, err := NewLearner(net, setup, t.Recipe.Seed)
	if err != nil {
		return model.Gradient{}, err
	}
	return l.gradient(t.minibatch(samples))
}

// angle is that between two matrices, in degrees, exact at every size of it
// (Kahan's formula); NaN where one of them is zero.
func angle(a, b [][]float64) float64 {
	aa, bb := norm(a), norm(b)
	if aa == 0 || bb == 0 {
		return math.NaN()
	}
	apart, along := 0.0, 0.0
	for i, row := range a {
		for j, v := range row {
			v, w := v/aa, b[i][j]/bb
			apart, along = apart+(v-w)*(v-w), along+(v+w)*(v+w)
		}
	}
	return 360 / math.Pi * math.Atan2(math.Sqrt(apart), math.Sqrt(along))
}

func norm(a [][]float64) float64 {
	sum := 0.0
	for _, row := range a {
		for _, v := range row {
			sum += v * v
		}
	}
	return math.Sqrt(sum)
}
