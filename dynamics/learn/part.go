package learn

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"

	"nudge/model"
)

// layered is one matrix a layer, a row for each chain: matrix k is that of layer
// k = 0 … L.
type layered []blas64.General

func newLayered(sizes []int, rows int) layered {
	m := make(layered, len(sizes))
	for k, size := range sizes {
		m[k] = newMatrix(rows, size)
	}
	return m
}

func newMatrix(rows, cols int) blas64.General {
	return blas64.General{Rows: rows, Cols: cols, Stride: max(1, cols), Data: make([]float64, rows*max(1, cols))}
}

// rows is part of the chains. It shares memory.
func (m layered) rows(first, n int) layered {
	part := make(layered, len(m))
	for k := range m {
		part[k] = rowsOf(m[k], first, n)
	}
	return part
}

func rowsOf(m blas64.General, first, n int) blas64.General {
	m.Data = m.Data[first*m.Stride : (first+n)*m.Stride]
	m.Rows = n
	return m
}

// pair is what a rule finds out about each unit: its mean rate and its change
// of rate. delta of the input is not used: the input is clamped.
type pair struct{ mean, delta layered }

// partChains is how many chains one goroutine advances together. It is fixed, so
// that results do not depend on the number of cores.
const partChains = 5

// part is a few chains of a minibatch, with the scratch of the step.
type part struct {
	inputs, targets [][]float64 // one a chain
	constant        blas64.General
	state, rho      layered
	slope, drive    layered
	rest, restRho   layered // after the free phase
	end             layered // ρ at the end of the first nudged phase
	pairs           []pair
	failed          error
}

func newPart(sizes []int, rows int, pairs []pair, first int) *part {
	p := &part{constant: newMatrix(rows, sizes[1])}
	for _, m := range []*layered{&p.state, &p.rho, &p.slope, &p.drive, &p.rest, &p.restRho, &p.end} {
		*m = newLayered(sizes, rows)
	}
	for _, whole := range pairs {
		p.pairs = append(p.pairs, pair{whole.mean.rows(first, rows), whole.delta.rows(first, rows)})
	}
	return p
}

// clamp puts the chains under their inputs: b_1 + W_1ᵀ ρ(s_0) is computed once.
func (p *part) clamp(l *Learner, inputs, targets [][]float64) {
	p.inputs, p.targets = inputs, targets
	for c, x := range inputs {
		copy(p.state[0].Data[c*p.state[0].Stride:], x)
		copy(p.constant.Data[c*p.constant.Stride:], l.biases[1])
	}
	p.evaluate(l.activation, 0)
	if l.sizes[0] > 0 {
		blas64.Gemm(blas.NoTrans, blas.NoTrans, 1, p.rho[0], l.weights[1], 1, p.constant)
	}
	for _, of := range []layered{p.restRho, p.end} {
		copy(of[0].Data, p.rho[0].Data)
	}
	for k := 1; k < len(p.state); k++ {
		clear(p.state[k].Data)
	}
}

// begin puts the chains into states of their own; nil is s = 0.
func (p *part) begin(states [][]float64) {
	for c, s := range states {
		if s == nil {
			continue
		}
		for k := 1; k < len(p.state); k++ {
			s = s[copy(rowsOf(p.state[k], c, 1).Data, s):]
		}
	}
}

func (p *part) evaluate(rho model.Activation, from int) {
	for k := from; k < len(p.state); k++ {
		rho.Evaluate(p.rho[k].Data, p.slope[k].Data, p.state[k].Data)
	}
}

// drives computes what every unit receives from the rates of its neighbours.
func (p *part) drives(l *Learner) {
	depth := len(l.sizes) - 1
	copy(p.drive[1].Data, p.constant.Data)
	for k := 1; k <= depth; k++ {
		if k > 1 {
			for c := range p.inputs {
				copy(p.drive[k].Data[c*p.drive[k].Stride:], l.biases[k])
			}
			blas64.Gemm(blas.NoTrans, blas.NoTrans, 1, p.rho[k-1], l.weights[k], 1, p.drive[k])
		}
		if k < depth {
			blas64.Gemm(blas.NoTrans, blas.Trans, 1, p.rho[k+1], l.weights[k+1], 1, p.drive[k])
		}
	}
}
