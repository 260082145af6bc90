package dynamics

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"nudge/model"
)

// TestStability: the warning is there exactly when ε λ_max(H + β P_L) ≥ 2, and
// what it says is true: Euler steps grow beyond it and shrink below.
func TestStability(t *testing.T) {
	for _, preset := range model.Presets() {
		source, err := FromPreset(preset)
		if err != nil {
			t.Fatal(err)
		}
		net, err := source.Network(Settings{Knobs: DefaultKnobs(), Seed: 1, Sample: 1})
		if err != nil {
			t.Fatal(err)
		}
		rest, err := NewRest(net, make([]float64, net.Units()))
		if err != nil {
			t.Fatal(err)
		}
		for _, beta := range []float64{0, 0.5, 10, -0.5} {
			_, highest, _ := rest.Jacobian.Extremes(beta)
			for _, c := range []struct {
				product float64
				warned  bool
			}{{1.99, false}, {1.99999, false}, {2.00001, true}, {2.5, true}} {
				law := Law{Step: c.product / highest, Beta: beta}
				if err := rest.Stability(law); (err != nil) != c.warned {
					t.Errorf("%s β = %v: ε λ = %v: %v", preset.Name, beta, c.product, err)
				}
			}
			if below, above := grows(rest, beta, 1.98/highest), grows(rest, beta, 2.02/highest); below || !above {
				t.Errorf("%s β = %v: a disturbance grows below the bound: %v, above it: %v", preset.Name, beta, below, above)
			}
		}
		if rest.Stability(Law{Step: 1e-3, Beta: -1.01}) == nil {
			t.Errorf("%s: no warning at β < −1", preset.Name)
		}
	}
}

// grows tells whether a tiny disturbance of s* becomes larger over 2000 steps
// of the linearised flow.
func grows(rest *Rest, beta, eps float64) bool {
	net := rest.Network()
	v, jv := make([]float64, net.Units()), make([]float64, net.Units())
	for i := range v {
		v[i] = math.Cos(float64(3 * i))
	}
	top := len(v) - len(net.Target())
	start := norm(v)
	for range 2000 {
		rest.Jacobian.Mul(jv, v)
		for i := range v {
			if i >= top {
				jv[i] -= beta * v[i]
			}
			v[i] += eps * jv[i]
		}
	}
	return norm(v) > start
}

// TestWarnings: what the user is warned of is in the frame.
func TestWarnings(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Settings)
		want   int
	}{
		"sound":      {nil, 0},
		"β = 10":     {func(s *Settings) { s.Beta, s.Step = 10, 0.2 }, 1},
		"inverted":   {func(s *Settings) { s.Beta, s.Inverted = 2, true }, 1},
		"held":       {func(s *Settings) { s.Beta, s.Step, s.Nudge = 10, 0.2, Kick }, 0},
		"asymmetric": {func(s *Settings) { s.Asymmetry = 0.25 }, 1},
	} {
		var f Frame
		if nudged(t, model.Iris(), c.change).Observe(&f, Backprop); len(f.Warnings) != c.want {
			t.Errorf("%s: warned of %v", name, f.Warnings)
		}
	}
}

// TestDisplacement: the displacement of a settled nudge tends to −β H⁻¹ ∂C/∂s,
// with an error that falls as β.
func TestDisplacement(t *testing.T) {
	for _, preset := range []model.Preset{model.Iris(), model.Lesson(), model.Latent(), linear(2, 5, 3)} {
		var last []float64
		for _, beta := range []float64{1e-2, 1e-3, 1e-4} {
			run := nudged(t, preset, func(s *Settings) { s.Beta = beta })
			at(t, run, 4000)
			var f Frame
			run.Observe(&f, Equilibrium)
			for i, a := range f.Layers {
				switch {
				case !(a.RelativeError < 10*beta+1e-13/beta/a.Gradient):
					t.Errorf("%s β = %v layer %d: relative error %v", preset.Name, beta, a.Layer, a.RelativeError)
				case preset.Activation == model.Linear && !(math.Abs(a.RelativeError-beta) < beta*10):
					t.Errorf("linear: %v", a.RelativeError)
				case last != nil && math.Abs(a.RelativeError/last[i]-0.1) > 0.03:
					t.Errorf("%s β = %v layer %d: relative error %v after %v", preset.Name, beta, a.Layer, a.RelativeError, last[i])
				}
			}
			last = nil
			for _, a := range f.Layers {
				last = append(last, a.RelativeError)
			}
		}
	}
}

// TestLagIsTheSumThroughTime: ε Σ_t g(t) → H⁻¹ ∂C/∂s.
func TestLagIsTheSumThroughTime(t *testing.T) {
	run := nudged(t, model.Iris(), nil)
	var f Frame
	run.Observe(&f, BPTT)
	const eps = 0.1
	g, sum, scratch := slices.Clone(f.Gradient), make([]float64, len(f.State)), make([]float64, 2*len(f.State))
	for range 20000 {
		for i, v := range g {
			sum[i] += eps * v
		}
		f.Rest.Jacobian.Back(g, eps, scratch)
	}
	agrees(t, "ε Σ g", sum, f.Rest.Lag(false), 1e-11, 0)
}

// TestEquilibriumGradient: it is what C(s*) changes by when a parameter does,
// by central differences through settled states. They are off by h² times a
// third derivative of order ten, and by rounding over h.
func TestEquilibriumGradient(t *testing.T) {
	const h = 1e-5
	for a := range model.Linear + 1 {
		net := shaped(t, a, 3, 5, 4, 2)
		s := make([]float64, net.Units())
		if _, err := Settle(net, s, 0); err != nil {
			t.Fatal(err)
		}
		got, err := net.At(s).EquilibriumGradient()
		if err != nil {
			t.Fatal(err)
		}
		cost := func(change func(model.Spec)) float64 {
			spec := net.Spec()
			change(spec)
			moved, err := model.New(spec)
			if err != nil {
				t.Fatal(err)
			}
			at := slices.Clone(s)
			if _, err := Settle(moved, at, 0); err != nil {
				t.Fatal(err)
			}
			return moved.At(at).Cost()
		}
		for k := range got.Weights {
			for j := range got.Biases[k] {
				up := cost(func(s model.Spec) { s.Biases[k][j] += h })
				down := cost(func(s model.Spec) { s.Biases[k][j] -= h })
				agrees(t, fmt.Sprint(a, " bias ", k, j), got.Biases[k][j:j+1], []float64{(up - down) / (2 * h)}, 0, 1e-8)
				for i := range got.Weights[k] {
					up := cost(func(s model.Spec) { s.Weights[k][i][j] += h })
					down := cost(func(s model.Spec) { s.Weights[k][i][j] -= h })
					agrees(t, fmt.Sprint(a, " weight ", k, i, j), got.Weights[k][i][j:j+1], []float64{(up - down) / (2 * h)}, 0, 1e-8)
				}
			}
		}
	}
}
