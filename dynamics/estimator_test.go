package dynamics

import (
	"math"
	"testing"

	"nudge/model"
)

// TestTwinFromUnsettledStart: the twin takes the drift of an unsettled start
// away, so that the derivative at arrival is the gradient again.
func TestTwinFromUnsettledStart(t *testing.T) {
	for _, estimator := range []Estimator{RawRate, TwinRate} {
		run := nudged(t, model.Iris(), func(s *Settings) { s.On, s.Beta = false, 1e-3 })
		run.Estimate(estimator)
		if _, err := run.Advance(1, 0); err != nil {
			t.Fatal(err)
		}
		set := run.Settings()
		set.Gain = 1.01 // what was at rest no longer is
		if err := run.Adjust(set); err != nil {
			t.Fatal(err)
		}
		set.On = true
		if err := run.Adjust(set); err != nil {
			t.Fatal(err)
		}
		if _, err := run.Advance(2, 0); err != nil {
			t.Fatal(err)
		}
		var f Frame
		run.Observe(&f, Backprop)
		h1 := f.Layers[1]
		if estimator == TwinRate && !(h1.Angle < 1) {
			t.Errorf("twin: h1 is %v° off at arrival", h1.Angle)
		}
		if estimator == RawRate && !(h1.Angle > 10) {
			t.Errorf("raw: an unsettled start spoils nothing (%v°), so this test tests nothing", h1.Angle)
		}
	}
}

// TestBandHalves: the standard error falls as 1/√N. With the spread known to
// about 1/√(2N) each, the ratio of those of N and N/4 chains, averaged over the
// 27 units, is ½ within 4 standard errors of 0.5·√(1/2N+4/2N)/√27.
func TestBandHalves(t *testing.T) {
	spread := func(chains float64, estimator Estimator) float64 {
		run := nudged(t, model.Lesson(), func(s *Settings) { s.Temperature, s.Chains = 1e-4, chains })
		run.Estimate(estimator)
		if done, err := run.Seek(6, 0); !done || err != nil {
			t.Fatal(done, err)
		}
		var f Frame
		run.Observe(&f, Backprop)
		if f.Spread == nil {
			t.Fatalf("%v has no spread", estimator)
		}
		var sum float64
		for _, e := range f.Spread {
			sum += math.Log(e)
		}
		return math.Exp(sum / float64(len(f.Spread)))
	}
	const n = 1024 / fewer
	for _, estimator := range []Estimator{RawRate, WindowRate, SinceNudge} {
		ratio := spread(n, estimator) / spread(n/4, estimator)
		if limit := 4 * 0.5 * math.Sqrt(5./(2*n)) / math.Sqrt(27); math.Abs(ratio-0.5) > limit {
			t.Errorf("%v: four times the chains give %.4f of the spread, want 0.5 ± %.4f", estimator, ratio, limit)
		}
	}
}

// TestSpikesAverage: fewer spikes, more noise, as 1/√K.
func TestSpikesAverage(t *testing.T) {
	spread := func(spikes float64) float64 {
		source, err := FromPreset(model.Lesson())
		if err != nil {
			t.Fatal(err)
		}
		set := Settings{Knobs: DefaultKnobs(), On: true, Seed: 1, Sample: 1}
		set.Spikes, set.Chains = spikes, 128
		run, err := NewRun(source, set, 60)
		if err != nil {
			t.Fatal(err)
		}
		if done, err := run.Seek(3, 0); !done || err != nil {
			t.Fatal(done, err)
		}
		var f Frame
		run.Observe(&f, Backprop)
		return norm(f.Spread)
	}
	// At K = 100 and 400 the states differ little, so the spread halves but for
	// the sampling error of two deviations over 128 chains and 27 units, which is
	// 0.5·√2/√(2·128·27) = 0.009.
	ratio := spread(400) / spread(100)
	if math.Abs(ratio-0.5) > 0.05 {
		t.Errorf("four times the spikes give %.3f of the spread, want 0.5", ratio)
	}
}

func TestSpikesNeedBoundedUnits(t *testing.T) {
	preset := model.Iris()
	preset.Activation, preset.Scale = model.Softplus, 0.2
	source, err := FromPreset(preset)
	if err != nil {
		t.Fatal(err)
	}
	set := Settings{Knobs: DefaultKnobs(), Seed: 1, Sample: 1}
	set.Spikes = 10
	if _, err := NewRun(source, set, 500); err == nil {
		t.Error("softplus units send spikes")
	}
}
