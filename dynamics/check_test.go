package dynamics

import (
	"errors"
	"math"
	"slices"
	"testing"

	"nudge/model"
)

func checked(t *testing.T, source *Source, change func(*Settings)) *Check {
	t.Helper()
	set := Settings{Knobs: DefaultKnobs(), Seed: 1, Sample: 1}
	set.Beta = 1e-4
	if own := source.Step(); own > 0 {
		set.Step = own
	}
	if change != nil {
		change(&set)
	}
	check, err := NewCheck(source, set, 1e-2)
	if err != nil {
		t.Fatal(err)
	}
	return check
}

func TestCheckMatchesReference(t *testing.T) {
	references(t, func(t *testing.T, ref reference, source *Source) {
		check := checked(t, source, func(s *Settings) { s.Step = ref.Step })
		if check.Failed() > 0 || len(check.Left) > 0 {
			t.Errorf("the check fails or leaves out: %+v %v", check.Rows, check.Left)
		}
		if len(check.Rows) != source.file.Depth()+5 {
			t.Errorf("%d rows: %+v", len(check.Rows), check.Rows)
		}
		ep, err := EquilibriumPropagation(check.Rest, ref.Expect.EPSymmetric.Beta)
		if err != nil {
			t.Fatal(err)
		}
		for k, want := range ref.Expect.EPSymmetric.Weights {
			agrees(t, "symmetric EP", slices.Concat(ep.Weights[k]...), slices.Concat(want...), 1e-6, 1e-14)
		}
	})
}

func TestCheckPasses(t *testing.T) {
	for _, preset := range model.Presets() {
		for a := range model.Linear + 1 {
			if preset.Fixed() && a != preset.Activation {
				continue
			}
			preset.Activation = a
			if a == model.Softplus || a == model.Linear {
				preset.Scale = 0.3 // the energy is unbounded below with larger weights
			}
			source, err := FromPreset(preset)
			if err != nil {
				t.Fatal(err)
			}
			for seed := range uint64(5) {
				check := checked(t, source, func(s *Settings) { s.Seed = seed })
				if check.Failed() > 0 {
					t.Errorf("%s with %v, seed %d: %+v", preset.Name, a, seed, check.Rows)
				}
			}
		}
	}
}

// TestCheckFails: a check that cannot fail says nothing.
func TestCheckFails(t *testing.T) {
	source, err := FromPreset(model.Lesson())
	if err != nil {
		t.Fatal(err)
	}
	asymmetric := checked(t, source, func(s *Settings) { s.Asymmetry = 0.5 })
	if asymmetric.Failed() != 4 || asymmetric.EP != nil || asymmetric.Exact != nil || len(asymmetric.Left) != 1 {
		t.Errorf("asymmetric feedback: %+v %v", asymmetric.Rows, asymmetric.Left)
	}
	if _, err := EquilibriumPropagation(asymmetric.Rest, EPBeta); !errors.Is(err, model.ErrNoEnergy) {
		t.Errorf("equilibrium propagation without an energy: %v", err)
	}
	hard := checked(t, source, func(s *Settings) { s.Beta = 1 })
	if hard.Failed() == 0 {
		t.Errorf("β = 1 passes: %+v", hard.Rows)
	}
	if (Comparison{Error: math.NaN(), Tolerance: 1}).OK() {
		t.Error("NaN passes")
	}
}

// TestCheckBelowRounding: what cannot be seen is not compared.
func TestCheckBelowRounding(t *testing.T) {
	source, err := FromPreset(model.Deep())
	if err != nil {
		t.Fatal(err)
	}
	check := checked(t, source, func(s *Settings) { s.Step = 0.01 })
	if check.Failed() > 0 || len(check.Left) == 0 || len(check.Rows) >= 12+5 {
		t.Errorf("%+v %v", check.Rows, check.Left)
	}
}

// TestEquilibriumPropagationBias: its error falls as β².
func TestEquilibriumPropagationBias(t *testing.T) {
	source, err := FromPreset(model.Lesson())
	if err != nil {
		t.Fatal(err)
	}
	check := checked(t, source, nil)
	var errs []float64
	for _, beta := range []float64{1e-3, 1e-2} {
		ep, err := EquilibriumPropagation(check.Rest, beta)
		if err != nil {
			t.Fatal(err)
		}
		errs = append(errs, apart(flatWeights(ep), flatWeights(*check.Exact)))
		if e := apart(slices.Concat(ep.Biases...), slices.Concat(check.Exact.Biases...)); !(e < 20*beta*beta) {
			t.Errorf("β = %g: the bias gradient is off by %.2g", beta, e)
		}
	}
	if math.Abs(errs[0]/4.8e-6-1) > 0.05 || math.Abs(errs[1]/4.8e-4-1) > 0.05 {
		t.Errorf("errors %.3g and %.3g, the lesson numbers say 4.8e-6 and 4.8e-4", errs[0], errs[1])
	}
}
