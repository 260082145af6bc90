package learn

import (
	"fmt"

	"nudge/model"
)

// Local is the change that equilibrium propagation makes for each unit of
// learning rate, from two states that one can watch: at the end of the free
// phase, and under a nudge of strength β = push, negative when it pushes away,
//
//	ΔW_k = (1/β) ( ρ(s^β_{k-1}) ρ(s^β_k)ᵀ − ρ(s⁰_{k-1}) ρ(s⁰_k)ᵀ ),   Δb_k = (1/β) ( ρ(s^β_k) − ρ(s⁰_k) )
//
// (Scellier and Bengio, arXiv 1602.05179). It points downhill: it tends to
// −∂C/∂W_k. Both points must be of networks with the same layers and input.
// It panics when the layers differ or push is 0.
func Local(free, nudged *model.Point, push float64) model.Gradient {
	net := free.Network()
	if len(free.Rho) != len(nudged.Rho) || push == 0 {
		panic(fmt.Sprintf("learn: states of %d and %d units under a nudge of %g have no local change", len(free.Rho), len(nudged.Rho), push))
	}
	var g model.Gradient
	below := net.InputRho()
	was := below
	for k := 1; k <= net.Depth(); k++ {
		after, before := net.Layer(nudged.Rho, k), net.Layer(free.Rho, k)
		w, b := model.Rows(len(below), len(after)), make([]float64, len(after))
		for i, row := range w {
			for j := range row {
				row[j] = (below[i]*after[j] - was[i]*before[j]) / push
			}
		}
		for j := range b {
			b[j] = (after[j] - before[j]) / push
		}
		g.Weights, g.Biases = append(g.Weights, w), append(g.Biases, b)
		below, was = after, before
	}
	return g
}

// Apply is the network with rate_k times a change added to W_k and b_k, for
// k = 1 … L. Input, target and feedback matrices stay. The error says that there
// is not one rate a layer, or that the parameters are no longer finite. It
// panics when the change has other shapes.
func Apply(net *model.Network, change model.Gradient, rates []float64) (*model.Network, error) {
	if len(rates) != net.Depth() {
		return nil, fmt.Errorf("rates: there are %d for %d moving layers: give one for each", len(rates), net.Depth())
	}
	spec := net.Spec()
	for k, rate := range rates {
		for i, row := range spec.Weights[k] {
			add(row, change.Weights[k][i], rate)
		}
		add(spec.Biases[k], change.Biases[k], rate)
	}
	return model.New(spec)
}

func add(to, change []float64, rate float64) {
	if len(to) != len(change) {
		panic(fmt.Sprintf("learn: a change of %d numbers for %d", len(change), len(to)))
	}
	for i, v := range change {
		to[i] += rate * v
	}
}
