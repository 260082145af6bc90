package learn

import (
	"fmt"
	"slices"

	"nudge/model"
	"nudge/model/data"
)

// Epoch is how many passes were done.
func (s Snapshot) Epoch() int { return len(s.history) }

// Data is what the training learns. The caller must not change it.
func (t *Training) Data() *data.Set { return t.set }

// Change goes on with another recipe: the same layers, activation and split, and
// what was learnt so far. With another batch size the pass begins anew. After an
// error the training is as it was.
func (t *Training) Change(r Recipe) error {
	now := t.Recipe
	switch {
	case !slices.Equal(r.Layers, now.Layers), r.Activation != now.Activation:
		return fmt.Errorf("layers and activation are those of the network: they cannot change while it learns")
	case r.Split != now.Split, r.TestFraction != now.TestFraction, r.Validate != now.Validate, r.Seed != now.Seed:
		return fmt.Errorf("seed and split were drawn when learning began: they cannot change while it goes on")
	}
	if err := r.Check(t.set); err != nil {
		return err
	}
	net, err := t.Network()
	if err != nil {
		return err
	}
	learner, err := NewLearner(net, r.Setup, r.Seed)
	if err != nil {
		return err
	}
	t.learner, t.Recipe = learner, r
	if r.Batch != now.Batch {
		t.beginPass()
	}
	if r.Persistent != now.Persistent {
		t.forget()
	}
	return nil
}

// Adopt goes on with the parameters of another network of the same layers and
// activation.
func (t *Training) Adopt(net *model.Network) error {
	if !slices.Equal(net.Sizes(), t.Recipe.Layers) || net.Activation() != t.Recipe.Activation {
		return fmt.Errorf("weights of a network %v %s do not fit one of %v %s", net.Sizes(), net.Activation(), t.Recipe.Layers, t.Recipe.Activation)
	}
	t.learner.parameters = parametersOf(net)
	return nil
}

// Outputs is s_L at the end of the free phase for each input, newly allocated.
// The training stays as it is.
func (t *Training) Outputs(inputs [][]float64) ([][]float64, error) {
	var all [][]float64
	for first := 0; first < len(inputs); first += tested {
		some := inputs[first:min(first+tested, len(inputs))]
		if err := t.learner.Settle(some, slices.Repeat(t.targets[:1], len(some))); err != nil {
			return nil, err
		}
		for i := range some {
			all = append(all, slices.Clone(t.learner.Visible(i)))
		}
	}
	return all, nil
}

// Local tells whether a synapse needs nothing but the rates on both of its sides.
func (r Rule) Local() bool { return r < Backprop }
