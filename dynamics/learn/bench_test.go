package learn

import (
	"math/rand/v2"
	"testing"

	"nudge/model"
)

// BenchmarkEpoch learns from 2,000 random samples with 784-500-10, 20 free and 4
// nudged steps, batch 20.
func BenchmarkEpoch(b *testing.B) {
	const samples, batch = 2000, 20
	net, err := model.Preset{Layers: []int{784, 500, 10}, Activation: model.HardSigmoid, Scale: 0.3, Data: "random"}.Draw(1)
	if err != nil {
		b.Fatal(err)
	}
	l, err := NewLearner(net, Setup{Beta: 0.5, Step: 0.5, Free: 20, Nudged: 4, Rates: []float64{0.2, 0.1}}, 1)
	if err != nil {
		b.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 1))
	x, y := model.Rows(samples, 784), model.Rows(samples, 10)
	for i, row := range x {
		for j := range row {
			row[j] = rng.Float64()
		}
		y[i][rng.IntN(10)] = 1
	}
	for b.Loop() {
		for first := 0; first < samples; first += batch {
			if err := l.Learn(x[first:first+batch], y[first:first+batch], 0); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*samples), "µs/sample")
}
