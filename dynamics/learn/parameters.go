package learn

import (
	"slices"

	"gonum.org/v1/gonum/blas/blas64"

	"nudge/model"
)

// parameters are W_k and b_k at k = 1 … L.
type parameters struct {
	weights layered
	biases  [][]float64
}

func (p parameters) clone() parameters {
	c := parameters{make(layered, len(p.weights)), make([][]float64, len(p.biases))}
	for k := 1; k < len(p.weights); k++ {
		c.weights[k], c.biases[k] = p.weights[k], slices.Clone(p.biases[k])
		c.weights[k].Data = slices.Clone(p.weights[k].Data)
	}
	return c
}

func parametersOf(net *model.Network) parameters {
	spec := net.Spec()
	p := parameters{make(layered, len(spec.Layers)), make([][]float64, len(spec.Layers))}
	for k := 1; k < len(spec.Layers); k++ {
		p.weights[k] = newMatrix(spec.Layers[k-1], spec.Layers[k])
		for i, row := range spec.Weights[k-1] {
			copy(p.weights[k].Data[i*p.weights[k].Stride:], row)
		}
		p.biases[k] = spec.Biases[k-1]
	}
	return p
}

// spec is a network with other parameters.
func (p parameters) spec(of model.Spec) model.Spec {
	of.Weights, of.Biases = nil, nil
	for k := 1; k < len(p.weights); k++ {
		of.Weights, of.Biases = append(of.Weights, toRows(p.weights[k])), append(of.Biases, slices.Clone(p.biases[k]))
	}
	return of
}

func toRows(m blas64.General) [][]float64 {
	rows := model.Rows(m.Rows, m.Cols)
	for i, row := range rows {
		copy(row, m.Data[i*m.Stride:])
	}
	return rows
}
