package dynamics

import (
	"math"
	"testing"

	"nudge/model"
)

// long is a long chain of a network about its stationary point, a unit at a
// time.
func long(t *testing.T, net *model.Network, law Law, chains, steps int) (series [][]float64, rest *Rest) {
	t.Helper()
	rest, err := NewRest(net, make([]float64, net.Units()))
	if err != nil {
		t.Fatal(err)
	}
	e := NewEnsemble(net, rest.State(), chains, 7)
	if err := e.Advance(law, 0, 1000, nil); err != nil {
		t.Fatal(err)
	}
	means := make([]float64, steps*net.Units())
	if err := e.Advance(law, 1000, steps, means); err != nil {
		t.Fatal(err)
	}
	series = make([][]float64, net.Units())
	for i := range means {
		unit := i % net.Units()
		series[unit] = append(series[unit], means[i])
	}
	return series, rest
}

// TestStationaryVarianceIsSampled holds the theory to a long chain of every
// unit, within |z| < 4 of the sampling error. The same chain must refuse a
// temperature 10 % higher, and the variance without the ½εH² of the step.
func TestStationaryVarianceIsSampled(t *testing.T) {
	net, err := model.Lesson().Draw(1)
	if err != nil {
		t.Fatal(err)
	}
	law := Law{Step: 0.5, Temperature: 1e-6}
	for _, chains := range []int{1, 4} {
		series, rest := long(t, net, law, chains, 100000)
		refused, coarse := 0, 0
		for i, values := range series {
			mean := average(values)
			sigma, standardError := deviation(values, rest.State()[i])
			theory := func(temperature, eps float64) float64 {
				v, err := rest.Point.StationaryVariance(i, temperature, eps)
				if err != nil {
					t.Fatal(err)
				}
				return math.Sqrt(v / float64(chains))
			}
			if z := (sigma - theory(law.Temperature, law.Step)) / standardError; !(math.Abs(z) < 4) {
				t.Errorf("%d chains, unit %d: deviation %g ± %g, theory %g: z = %.1f", chains, i, sigma, standardError, theory(law.Temperature, law.Step), z)
			}
			if math.Abs(mean-rest.State()[i]) > 0.2*sigma {
				t.Errorf("%d chains, unit %d: mean %g, s* is %g", chains, i, mean, rest.State()[i])
			}
			if math.Abs(sigma-theory(1.1*law.Temperature, law.Step)) > 4*standardError {
				refused++
			}
			if math.Abs(sigma-theory(law.Temperature, 0)) > 4*standardError {
				coarse++
			}
		}
		if refused < len(series) || coarse < len(series) {
			t.Errorf("%d chains: of %d units %d refuse a higher temperature, %d a step of 0", chains, len(series), refused, coarse)
		}
	}
}

// The standard error that deviation gives is that of its own estimates, over
// many series, whether their values remember each other or not.
func TestDeviationKnowsItsError(t *testing.T) {
	const trials, n = 400, 500
	for _, r := range []float64{0, 0.5, 0.9} {
		noise := NewNoise(3, Thermal)
		xi := make([]float64, n+100)
		var square, claimed float64
		for trial := range trials {
			noise.Normal(xi, trial, 0)
			for i := 1; i < len(xi); i++ {
				xi[i] = r*xi[i-1] + math.Sqrt(1-r*r)*xi[i]
			}
			sigma, standardError := deviation(xi[100:], 0)
			square += (sigma - 1) * (sigma - 1) / trials
			claimed += standardError / trials
		}
		// The spread of 400 errors is known to 1/√800.
		if ratio := claimed / math.Sqrt(square); math.Abs(ratio-1) > 4/math.Sqrt(2*trials) {
			t.Errorf("memory %g: the claimed error is %.2f of the real one", r, ratio)
		}
	}
}

func TestSamplingLooksAtFreeFramesOnly(t *testing.T) {
	run := nudged(t, model.Iris(), func(s *Settings) { s.Temperature, s.Chains = 1e-4, 16 })
	var f Frame
	look := func(frame int) (s Sampling, ok bool) {
		t.Helper()
		if done, err := run.Seek(frame, 0); !done || err != nil {
			t.Fatal(done, err)
		}
		run.Observe(&f, Backprop)
		return s, s.Look(f.Trail, 3)
	}
	if s, ok := look(run.First()); ok {
		t.Errorf("before the first step it sees frames %d to %d", s.First, s.Last)
	}
	at0, ok := look(0)
	if !ok || at0.First <= run.First() || at0.Last != 0 {
		t.Fatalf("at frame 0 it sees frames %d to %d (%v)", at0.First, at0.Last, ok)
	}
	later, ok := look(40)
	if !ok || later.Last != 0 || later.Deviation != at0.Deviation || later.Theory != at0.Theory {
		t.Errorf("nudged it sees frames %d to %d, deviation %g, not %g", later.First, later.Last, later.Deviation, at0.Deviation)
	}
	if z := (at0.Deviation - at0.Theory) / at0.Error; math.Abs(z) > 4 {
		t.Errorf("deviation %g ± %g, theory %g", at0.Deviation, at0.Error, at0.Theory)
	}
}

func TestSamplingKeepsAndRenews(t *testing.T) {
	run := nudged(t, model.Iris(), func(s *Settings) { s.Temperature, s.On = 1e-4, false })
	var f Frame
	var s Sampling
	observe := func(frame int) {
		t.Helper()
		if done, err := run.Seek(frame, 0); !done || err != nil {
			t.Fatal(done, err)
		}
		run.Observe(&f, Backprop)
	}
	observe(100)
	if !s.Look(f.Trail, 2) || s.Last != 100 {
		t.Fatalf("at frame 100 it ends at %d", s.Last)
	}
	if n := testing.AllocsPerRun(5, func() { s.Look(f.Trail, 2) }); n > 0 {
		t.Errorf("a second look allocates %v times", n)
	}
	kept := s
	kept.Values = nil
	observe(120)
	s.Look(f.Trail, 2)
	observe(100)
	s.Look(f.Trail, 2)
	if s.Deviation != kept.Deviation || s.Last != kept.Last || s.First != kept.First {
		t.Errorf("back at frame 100 the deviation is %g, was %g", s.Deviation, kept.Deviation)
	}
	hotter := run.Settings()
	hotter.Temperature *= 100
	if err := run.Adjust(hotter); err != nil {
		t.Fatal(err)
	}
	observe(400)
	if s.Look(f.Trail, 2); s.First < 100 || math.Abs(s.Theory/kept.Theory-10) > 1e-9 {
		t.Errorf("after the edit it sees frames from %d on, theory %g after %g", s.First, s.Theory, kept.Theory)
	}
}

func TestSamplingSaysWhyThereIsNoTheory(t *testing.T) {
	for name, edit := range map[string]func(*Settings){
		"spikes":    func(s *Settings) { s.Spikes = 10 },
		"asymmetry": func(s *Settings) { s.Asymmetry = 0.5 },
	} {
		run := nudged(t, model.Iris(), func(s *Settings) { s.Temperature = 1e-4; edit(s) })
		if _, err := run.Seek(0, 0); err != nil {
			t.Fatal(err)
		}
		var f Frame
		var s Sampling
		run.Observe(&f, Backprop)
		if !s.Look(f.Trail, 0) || !math.IsNaN(s.Theory) || s.Why == "" || !(s.Deviation > 0) {
			t.Errorf("%s: theory %g because %q, deviation %g", name, s.Theory, s.Why, s.Deviation)
		}
	}
	var s Sampling
	run := nudged(t, model.Iris(), func(*Settings) {})
	var f Frame
	run.Observe(&f, Backprop)
	if s.Look(f.Trail, 0) {
		t.Error("without noise there are samples")
	}
}
