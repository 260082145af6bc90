package sweep

import (
	"math"
	"slices"

	"nudge/dynamics"
	"nudge/model"
)

// weightErrors writes how far the weight gradients of equilibrium propagation,
// one-sided from 0 to β and symmetric from −β to β, are from the exact one.
func weightErrors(values []float64, rest *dynamics.Rest, beta float64) error {
	if beta == 0 {
		return nil
	}
	exact, err := rest.Point.EquilibriumGradient()
	if err != nil {
		return err
	}
	symmetric, err := dynamics.EquilibriumPropagation(rest, beta)
	if err != nil {
		return err
	}
	one, err := oneSided(rest, beta)
	if err != nil {
		return err
	}
	values[0], values[1] = apart(one, exact.Weights), apart(symmetric.Weights, exact.Weights)
	return nil
}

// oneSided is −(1/β) ( ρ(s^β_{k-1}) ρ(s^β_k)ᵀ − ρ(s*_{k-1}) ρ(s*_k)ᵀ ), the estimate
// of ∂C/∂W_k whose bias is O(β) (B. Scellier and Y. Bengio, arXiv 1602.05179).
func oneSided(rest *dynamics.Rest, beta float64) ([][][]float64, error) {
	net := rest.Network()
	s := slices.Clone(rest.State())
	if _, err := dynamics.Settle(net, s, beta); err != nil {
		return nil, err
	}
	nudged, free := net.At(s).Rho, rest.Point.Rho
	var weights [][][]float64
	a, c := net.InputRho(), net.InputRho()
	for k := 1; k <= net.Depth(); k++ {
		b, d := net.Layer(nudged, k), net.Layer(free, k)
		m := model.Rows(len(a), len(b))
		for i, row := range m {
			for j := range row {
				row[j] = (c[i]*d[j] - a[i]*b[j]) / beta
			}
		}
		weights = append(weights, m)
		a, c = b, d
	}
	return weights, nil
}

// apart is ‖a − b‖ / ‖b‖, NaN where b is 0.
func apart(a, b [][][]float64) float64 {
	var off, size float64
	for k := range b {
		for i := range b[k] {
			for j, v := range b[k][i] {
				off += (a[k][i][j] - v) * (a[k][i][j] - v)
				size += v * v
			}
		}
	}
	if size == 0 {
		return math.NaN()
	}
	return math.Sqrt(off / size)
}
