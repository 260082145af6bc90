package dynamics

import (
	"fmt"
	"runtime"
	"testing"

	"nudge/model"
)

// BenchmarkEnsemble is one step of all chains, noise and nudge included, on one
// core and on more. The parallel efficiency is the time on one core over that
// of all cores together.
func BenchmarkEnsemble(b *testing.B) {
	for _, layers := range [][]int{{4, 8, 6, 3}, {64, 32, 16, 10}} {
		net := shaped(b, model.Tanh, layers...)
		for _, chains := range []int{64, 1024, 4096} {
			var alone float64 // ns a step on one core
			for cores := 1; cores <= runtime.NumCPU(); cores *= 2 {
				b.Run(fmt.Sprintf("%s/chains=%d/cores=%d", dashed(layers), chains, cores), func(b *testing.B) {
					defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
					e := NewEnsemble(net, make([]float64, net.Units()), chains, 1)
					law, mean := Law{Step: 0.1, Temperature: 1e-4, Beta: 0.5}, make([]float64, net.Units())
					b.ReportAllocs()
					for step := 0; b.Loop(); step++ {
						if err := e.Advance(law, step, 1, mean); err != nil {
							b.Fatal(err)
						}
					}
					each := float64(b.Elapsed().Nanoseconds()) / float64(b.N)
					if cores == 1 {
						alone = each
					}
					if alone > 0 {
						b.ReportMetric(alone/(float64(cores)*each), "efficiency")
					}
				})
			}
		}
	}
}

// BenchmarkTracked is the same step of a thousand chains with what each
// estimator has to follow.
func BenchmarkTracked(b *testing.B) {
	net := shaped(b, model.Tanh, 4, 8, 6, 3)
	for estimator := range Estimators {
		b.Run(estimator.String(), func(b *testing.B) {
			e := NewEnsemble(net, make([]float64, net.Units()), 1000, 1)
			e.Track(estimator, 5)
			e.Begin()
			law, mean, spread := Law{Step: 0.1, Temperature: 1e-4, Beta: 0.5}, make([]float64, net.Units()), make([]float64, net.Units())
			b.ReportAllocs()
			for step := 0; b.Loop(); step++ {
				if err := e.Advance(law, step, 1, mean); err != nil {
					b.Fatal(err)
				}
				e.Spread(spread, 0)
			}
		})
	}
}
