package dynamics

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat"

	"nudge/model"
)

// noiseTable is the measured table of lesson-numbers.md: mean and standard
// deviation over seeds of the cosine in y, h1, h2, h3.
var noiseTable = []struct {
	temperature, beta, chains float64
	frame                     int
	estimator                 Estimator
	mean, deviation           [4]float64
}{
	{1e-5, 0.5, 1, 6, RawRate, [4]float64{.97, .74, .07, .01}, [4]float64{.03, .16, .36, .37}},
	{1e-5, 0.5, 1, 6, TwinRate, [4]float64{1, 1, .99, 1}, [4]float64{}},
	{1e-4, 0.5, 1, 6, RawRate, [4]float64{.74, .30, .02, .01}, [4]float64{.28, .31, .37, .37}},
	{1e-4, 0.5, 1, 6, TwinRate, [4]float64{1, 1, .99, 1}, [4]float64{}},
	{1e-4, 0.5, 256, 6, RawRate, [4]float64{1, .98, .37, -.10}, [4]float64{0, .01, .30, .36}},
	{1e-2, 0.5, 1, 6, RawRate, [4]float64{.06, .01, 0, .01}, [4]float64{.58, .34, .37, .37}},
	{1e-2, 0.5, 1, 6, TwinRate, [4]float64{.89, .97, .90, .93}, [4]float64{.12, .04, .11, .10}},
	{1e-2, 0.5, 256, 6, RawRate, [4]float64{.93, .56, .09, -.11}, [4]float64{.06, .22, .35, .36}},
	{1e-2, 0.5, 256, 6, TwinRate, [4]float64{1, 1, 1, 1}, [4]float64{}},
	{1e-5, 1, 1, 10, SinceNudge, [4]float64{math.NaN(), .98, .38, .02}, [4]float64{0, .01, .30, .37}},
	{1e-5, 1, 10, 10, SinceNudge, [4]float64{math.NaN(), .99, .81, .14}, [4]float64{0, 0, .10, .35}},
	{1e-5, 1, 100, 10, SinceNudge, [4]float64{math.NaN(), .99, .96, .39}, [4]float64{0, 0, .02, .29}},
	{1e-5, 1, 1, 10, TwinRate, [4]float64{math.NaN(), .97, .96, .99}, [4]float64{}},
}

// TestNoiseTables holds the mean cosine over seeds to the published one: both
// are means over a few tens of seeds, so they differ by sampling error, for
// which the published deviation and a second, equal one count, and by the
// rounding of two printed digits. So few tell √2 from 1, but not 1.02.
func TestNoiseTables(t *testing.T) {
	wrong := map[string]func(*Settings){"noise × √2": func(s *Settings) { s.Temperature *= 2 }}
	holds(t, func(*Settings) {}, wrong, func(t *testing.T, change func(*Settings)) (worst float64) {
		for _, row := range noiseTable {
			n := 32 / fewer
			if row.chains >= 100 {
				n = 8 / fewer
			}
			var cosines [4][]float64
			for seed := range n {
				run := nudged(t, model.Lesson(), func(s *Settings) {
					s.Temperature, s.Beta, s.Chains, s.Seed = row.temperature, row.beta, row.chains, uint64(seed)+1
					change(s)
				})
				run.Estimate(row.estimator)
				if done, err := run.Seek(row.frame, 0); !done || err != nil {
					t.Fatal(done, err)
				}
				var f Frame
				run.Observe(&f, Backprop)
				for _, a := range f.Layers {
					cosines[a.Hops] = append(cosines[a.Hops], a.Cosine)
				}
			}
			for hops, want := range row.mean {
				if math.IsNaN(want) {
					continue
				}
				mean, deviation := stat.PopMeanStdDev(cosines[hops], nil)
				sampling := max(row.deviation[hops], deviation) * math.Sqrt(2/float64(n))
				z := max(0, math.Abs(mean-want)-0.006) / sampling
				if worst = max(worst, z); !(z < deviations) {
					t.Logf("T=%g N=%g %v: mean cosine %d hops away is %.3f, published %.2f", row.temperature, row.chains, row.estimator, hops, mean, want)
				}
			}
		}
		return worst
	})
}
