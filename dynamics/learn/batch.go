package learn

import (
	"math"
	"runtime"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"

	"nudge/dynamics"
)

// batch is the memory of a minibatch: its chains in parts, and the pairs that
// they write their rows of.
type batch struct {
	parts []*part
	pairs []pair
}

func newBatch(sizes []int, samples, pairs int) *batch {
	b := &batch{}
	for range pairs {
		b.pairs = append(b.pairs, pair{newLayered(sizes, samples), newLayered(sizes, samples)})
	}
	for first := 0; first < samples; first += partChains {
		b.parts = append(b.parts, newPart(sizes, min(partChains, samples-first), b.pairs, first))
	}
	return b
}

// spread does n things on all cores and waits for them. A panic in one is a panic
// here.
func spread(n int, do func(i int)) {
	workers := min(n, runtime.GOMAXPROCS(0))
	if workers <= 1 {
		for i := range n {
			do(i)
		}
		return
	}
	var crew dynamics.Crew
	for w := range workers {
		crew.Go(func() {
			for i := w * n / workers; i < (w+1)*n/workers; i++ {
				do(i)
			}
		})
	}
	crew.Wait()
}

// strip is some rows of W_k, which one goroutine changes.
type strip struct{ k, first, rows int }

// stripRows is fixed, so that results do not depend on the number of cores.
const stripRows = 64

// add adds rate_k times the mean over the samples of m_{k-1}ᵀ d_k + d_{k-1}ᵀ m_k
// to w, and of d_k to b.
func (l *Learner) add(w layered, b [][]float64, rates []float64) {
	var strips []strip
	samples := float64(l.batch.pairs[0].mean[0].Rows)
	for k := 1; k < len(l.sizes); k++ {
		for first := 0; first < l.sizes[k-1]; first += stripRows {
			strips = append(strips, strip{k, first, min(stripRows, l.sizes[k-1]-first)})
		}
		for _, p := range l.batch.pairs {
			for c := range p.delta[k].Rows {
				row := rowsOf(p.delta[k], c, 1).Data
				for j, d := range row {
					b[k][j] += rates[k-1] / samples * d
				}
			}
		}
	}
	both := !rules()[l.setup.Rule].oneWay
	spread(len(strips), func(i int) {
		s := strips[i]
		to, scale := rowsOf(w[s.k], s.first, s.rows), rates[s.k-1]/samples
		for _, p := range l.batch.pairs {
			blas64.Gemm(blas.Trans, blas.NoTrans, scale, columns(p.mean[s.k-1], s), p.delta[s.k], 1, to)
			if both && s.k > 1 {
				blas64.Gemm(blas.Trans, blas.NoTrans, scale, columns(p.delta[s.k-1], s), p.mean[s.k], 1, to)
			}
		}
	})
}

// columns is the units of a layer that the rows of a strip belong to.
func columns(m blas64.General, s strip) blas64.General {
	m.Data = m.Data[s.first:]
	m.Cols = s.rows
	return m
}

// heaviest is the size that no weight and no bias must pass. With rates that are
// too large a unit that saturates, tanh say, leaves its state in range and its
// weights at any size.
const heaviest = 1e4

// bounded returns a *dynamics.Divergence for the first layer with a weight or
// a bias out of every reasonable range.
func (l *Learner) bounded() error {
	for k := 1; k < len(l.sizes); k++ {
		worst := 0.0
		for _, v := range l.weights[k].Data {
			worst = max(worst, math.Abs(v))
		}
		for _, v := range l.biases[k] {
			worst = max(worst, math.Abs(v))
		}
		if !(worst <= heaviest) {
			return &dynamics.Divergence{Layer: k}
		}
	}
	return nil
}
