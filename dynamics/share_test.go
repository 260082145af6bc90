package dynamics

import (
	"sync"
	"testing"

	"nudge/model"
)

// TestShareRest: many goroutines read one network at rest, and all find the same
// to the byte.
func TestShareRest(t *testing.T) {
	for _, preset := range []model.Preset{model.Lesson(), model.Iris()} {
		preset.Activation = []model.Activation{model.Tanh, model.HardSigmoid}[len(preset.Layers)%2]
		source, err := FromPreset(preset)
		if err != nil {
			t.Fatal(err)
		}
		set := Settings{Knobs: DefaultKnobs(), Seed: 1, Sample: 1}
		net, err := source.Network(set)
		if err != nil {
			t.Fatal(err)
		}
		shared, err := NewRest(net, make([]float64, net.Units()))
		if err != nil {
			t.Fatal(err)
		}
		alone, err := NewRest(net, make([]float64, net.Units()))
		if err != nil {
			t.Fatal(err)
		}
		want := found(alone)
		all := make([][]float64, 8)
		var wait sync.WaitGroup
		for i := range all {
			wait.Go(func() { all[i] = found(shared) })
		}
		wait.Wait()
		for _, got := range all {
			agrees(t, preset.Name, got, want, 0, 0)
		}
	}
}

// found is everything that a network at rest tells.
func found(r *Rest) []float64 {
	g, scratch := make([]float64, len(r.State())), make([]float64, 2*len(r.State()))
	r.Point.CostGradient(g)
	for range 20 {
		r.Jacobian.Back(g, 0.1, scratch)
	}
	for _, held := range []bool{false, true} {
		g = append(g, r.Lag(held)...)
		for _, beta := range []float64{0, 0.1, 1} {
			bound, _ := r.bound(Law{Beta: beta, Held: held})
			g = append(g, bound)
		}
	}
	low, high, _ := r.Hessian()
	exact, err := r.Point.EquilibriumGradient()
	if err != nil {
		return nil
	}
	return append(append(g, low, high), flatWeights(exact)...)
}
