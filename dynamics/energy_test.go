package dynamics

import (
	"math"
	"math/rand/v2"
	"testing"

	"nudge/model"
)

// TestEnergyFalls: without noise F = E + βC never rises, free (β = 0) and nudged,
// from random states, for every activation, while ε λ_max stays below 2 on the
// way. A rise of rounding is none.
func TestEnergyFalls(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for a := range model.Linear + 1 {
		for _, beta := range []float64{0, 0.5, -0.2, 3} {
			for _, layers := range [][]int{{0, 6, 4}, {4, 8, 6, 3}, {3, 5, 5, 5, 5, 5, 2}} {
				net := shaped(t, a, layers...)
				s := make([]float64, net.Units())
				for i := range s {
					s[i] = rng.Float64()
					if a != model.HardSigmoid {
						s[i] = 3 * rng.NormFloat64()
					}
				}
				e, p := NewEnsemble(net, s, 1, 1), net.At(s)
				last := p.Energy() + beta*p.Cost()
				for step := range 600 {
					if err := e.Advance(Law{Step: 0.05, Beta: beta}, step, 1, nil); err != nil {
						t.Fatal(err)
					}
					p.Move(e.State)
					f := p.Energy() + beta*p.Cost()
					if f > last+1e-14*(1+math.Abs(f)) {
						t.Fatalf("%v %v β = %v: F rises from %v to %v in step %d", a, layers, beta, last, f, step)
					}
					last = f
				}
			}
		}
	}
}

// TestEnergyShown: the frame shows E and C of its own state.
func TestEnergyShown(t *testing.T) {
	run := nudged(t, model.Digits(), nil)
	for range 5 {
		at(t, run, step(run)+3)
		var f Frame
		run.Observe(&f, Backprop)
		p := f.Network().At(f.State)
		if f.Energy != p.Energy() || f.Cost != p.Cost() {
			t.Errorf("frame %d shows E = %v and C = %v of %v and %v", f.Number, f.Energy, f.Cost, p.Energy(), p.Cost())
		}
	}
}
