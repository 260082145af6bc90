package model

import (
	"fmt"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
)

const (
	trans   = blas.Trans
	noTrans = blas.NoTrans
)

// blockBytes is how much of a weight matrix is used twice, once for each of
// its two products, before the next part is fetched: what fits in a core's own
// cache beside the states.
const blockBytes = 64 << 10

func vector(x []float64) blas64.Vector { return blas64.Vector{N: len(x), Inc: 1, Data: x} }

// Drives writes, for each of the chains, what every unit receives:
//
//	a_k = b_k + W_kᵀ ρ(s_{k-1}) + W_{k+1} ρ(s_{k+1})
//
// rho and dst hold one state a chain, one after the other. The part that
// comes from the clamped input is cached, so W_1 is not read.
func (n *Network) Drives(dst, rho []float64, chains int) {
	if len(dst) != chains*n.Units() || len(rho) != len(dst) {
		panic(fmt.Sprintf("model: drives of %d chains want %d values, have %d and %d", chains, chains*n.Units(), len(dst), len(rho)))
	}
	for c := range chains {
		copy(dst[c*n.Units():], n.constant)
	}
	couple(n, dst, rho, chains, n.weights, n.feedback)
}

// couple adds to dst what each layer of v sends to its neighbours: layer k-1
// through up[k-1]ᵀ to layer k, and layer k through down[k-1] to layer k-1.
// A block of rows serves both products of every chain before the next one is
// read, so each matrix crosses memory once.
func couple(n *Network, dst, v []float64, chains int, up, down []blas64.General) {
	units := n.Units()
	for k := 2; k <= n.Depth(); k++ {
		u, d := up[k-1], down[k-1]
		below, above, end := n.offset[k-1], n.offset[k], n.offset[k+1]
		rows := max(1, blockBytes/(8*u.Cols))
		for r := 0; r < u.Rows; r += rows {
			m := min(rows, u.Rows-r)
			ub, db := block(u, r, m), block(d, r, m)
			for at := 0; at < chains*units; at += units {
				low := at + below + r
				both(ub, db, v[low:low+m], v[at+above:at+end], dst[low:low+m], dst[at+above:at+end])
			}
		}
	}
}

func block(m blas64.General, row, rows int) blas64.General {
	m.Data = m.Data[row*m.Stride : row*m.Stride+(rows-1)*m.Stride+m.Cols]
	m.Rows = rows
	return m
}

// both adds uᵀ·low to toHigh and d·high to toLow.
func both(u, d blas64.General, low, high, toLow, toHigh []float64) {
	if u.Rows*u.Cols > smallMatrix {
		blas64.Gemv(trans, 1, u, vector(low), 1, vector(toHigh))
		blas64.Gemv(noTrans, 1, d, vector(high), 1, vector(toLow))
		return
	}
	// A call into BLAS costs more than a small product.
	high = high[:len(toHigh)]
	for i, x := range low {
		up, down := u.Data[i*u.Stride:][:len(toHigh)], d.Data[i*d.Stride:][:len(toHigh)]
		var sum float64
		for j, w := range up {
			toHigh[j] += w * x
			sum += down[j] * high[j]
		}
		toLow[i] += sum
	}
}

// smallMatrix is the number of entries up to which plain loops beat two calls
// of Gemv (BenchmarkStep/2-8-1 is the case).
const smallMatrix = 64
