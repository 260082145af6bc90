package dynamics

import (
	"slices"

	"nudge/model"
)

// EquilibriumPropagation estimates +∂C(s*)/∂W and ∂C(s*)/∂b from two settled
// states, nudged by +β and −β:
//
//	∂C/∂W_k ≈ −(1/2β) ( ρ(s^β_{k-1}) ρ(s^β_k)ᵀ − ρ(s^−β_{k-1}) ρ(s^−β_k)ᵀ )
//
// and the same with ρ(s_k) alone for b_k. The bias is O(β²) (B. Scellier and
// Y. Bengio, arXiv 1602.05179; symmetric nudging: A. Laborieux et al., arXiv
// 2006.03824). It fails where asymmetry leaves no energy, and where a nudged
// network does not settle.
func EquilibriumPropagation(rest *Rest, beta float64) (model.Gradient, error) {
	net := rest.Network()
	if !net.Symmetric() {
		return model.Gradient{}, model.ErrNoEnergy
	}
	pulled, err := settledRho(rest, beta)
	if err != nil {
		return model.Gradient{}, err
	}
	pushed, err := settledRho(rest, -beta)
	if err != nil {
		return model.Gradient{}, err
	}
	var g model.Gradient
	a, c := net.InputRho(), net.InputRho()
	for k := 1; k <= net.Depth(); k++ {
		b, d := net.Layer(pulled, k), net.Layer(pushed, k)
		g.Weights = append(g.Weights, contrast(a, b, c, d, beta))
		g.Biases = append(g.Biases, contrast([]float64{1}, b, []float64{1}, d, beta)[0])
		a, c = b, d
	}
	return g, nil
}

// settledRho is ρ of the state that s* settles in under a nudge.
func settledRho(rest *Rest, beta float64) ([]float64, error) {
	s := slices.Clone(rest.State())
	if _, err := Settle(rest.Network(), s, beta); err != nil {
		return nil, err
	}
	return rest.Network().At(s).Rho, nil
}

// contrast is −(a bᵀ − c dᵀ)/2β.
func contrast(a, b, c, d []float64, beta float64) [][]float64 {
	m := model.Rows(len(a), len(b))
	for i, row := range m {
		for j := range row {
			row[j] = (c[i]*d[j] - a[i]*b[j]) / (2 * beta)
		}
	}
	return m
}
