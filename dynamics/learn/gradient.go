package learn

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"

	"nudge/dynamics"
	"nudge/model"
)

// backprop is the feed-forward gradient at the end of the free phase,
//
//	g_L = s_L − y,   g_{k-1} = ρ'(s_{k-1}) ⊙ W_k ( ρ'(s_k) ⊙ g_k ),   d_k = −ρ'(s_k) ⊙ g_k
//
// so that m_{k-1}ᵀ d_k with m = ρ(s) is −∂C/∂W_k. A hardsigmoid unit that is
// stuck at a bound passes no gradient.
func (p *part) backprop(l *Learner, _ float64) error {
	p.evaluate(l.activation, 1)
	p.drives(l)
	p.unstick(l.activation)
	depth := len(p.state) - 1
	pair := p.pairs[0]
	for k := range pair.mean {
		copy(pair.mean[k].Data, p.rho[k].Data)
	}
	top, up := p.state[depth], pair.delta[depth].Data
	for c, y := range p.targets {
		for i, v := range y {
			at := c*top.Stride + i
			up[at] = p.slope[depth].Data[at] * (v - top.Data[at])
		}
	}
	for k := depth; k > 1; k-- {
		below := pair.delta[k-1]
		blas64.Gemm(blas.NoTrans, blas.Trans, 1, pair.delta[k], l.weights[k], 0, below)
		for i, slope := range p.slope[k-1].Data {
			below.Data[i] *= slope * slope // once for g, once for d
		}
	}
	return nil
}

// unstick sets ρ' to 0 where a hardsigmoid unit is held at its bound.
func (p *part) unstick(rho model.Activation) {
	if rho != model.HardSigmoid {
		return
	}
	for k := 1; k < len(p.state); k++ {
		for i, v := range p.state[k].Data {
			if out := p.drive[k].Data[i] - v; v <= 0 && out < 0 || v >= 1 && out > 0 {
				p.slope[k].Data[i] = 0
			}
		}
	}
}

// equilibrium settles each chain to rounding and differentiates C(s*): with
// x = H⁻¹ ∂C/∂s it is m = ρ(s*) and d = −ρ'(s*) ⊙ x.
func (p *part) equilibrium(l *Learner, _ float64) error {
	for c := range p.inputs {
		net := l.compiled.Clamp(p.inputs[c], p.targets[c])
		s, x := make([]float64, 0, net.Units()), make([]float64, net.Units())
		for k := 1; k < len(p.state); k++ {
			s = append(s, rowsOf(p.state[k], c, 1).Data...)
		}
		if _, err := dynamics.Settle(net, s, 0); err != nil {
			return err
		}
		point := net.At(s)
		if err := point.Equilibrium(x); err != nil {
			return err
		}
		for i, slope := range point.Slope {
			x[i] *= -slope
		}
		mean, delta := p.pairs[0].mean.rows(c, 1), p.pairs[0].delta.rows(c, 1)
		copy(mean[0].Data, rowsOf(p.rho[0], c, 1).Data)
		for k := 1; k < len(p.state); k++ {
			copy(mean[k].Data, net.Layer(point.Rho, k))
			copy(delta[k].Data, net.Layer(x, k))
		}
	}
	return nil
}
