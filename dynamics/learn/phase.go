package learn

import (
	"math"

	"nudge/dynamics"
	"nudge/model"
)

// settle runs the free phase and remembers where it ended.
func (p *part) settle(l *Learner) error {
	if err := p.run(l, 0, l.setup.Free); err != nil {
		return err
	}
	for k := 1; k < len(p.state); k++ {
		copy(p.rest[k].Data, p.state[k].Data)
		copy(p.restRho[k].Data, p.rho[k].Data)
	}
	return nil
}

// rewind goes back to the end of the free phase.
func (p *part) rewind() {
	for k := 1; k < len(p.state); k++ {
		copy(p.state[k].Data, p.rest[k].Data)
		copy(p.rho[k].Data, p.restRho[k].Data)
	}
}

// run takes so many steps under a nudge, and leaves rho at the last state.
func (p *part) run(l *Learner, beta float64, steps int) error {
	for t := range steps {
		if err := p.step(l, beta, t); err != nil {
			return err
		}
	}
	p.evaluate(l.activation, 1)
	return nil
}

// step moves every chain, each layer from the old state:
//
//	s_k ← s_k + ε ( ρ'(s_k) ⊙ a_k − s_k + [k = L] β (y − s_L) )
//
// projected on [0, 1] for hardsigmoid.
func (p *part) step(l *Learner, beta float64, t int) error {
	p.evaluate(l.activation, 1)
	p.drives(l)
	depth := len(p.state) - 1
	for k := 1; k <= depth; k++ {
		if l.activation != model.HardSigmoid {
			for i, slope := range p.slope[k].Data {
				p.drive[k].Data[i] *= slope
			}
		}
	}
	if top := p.state[depth]; beta != 0 {
		for c, y := range p.targets {
			at := c * top.Stride
			for i, v := range y {
				p.drive[depth].Data[at+i] += beta * (v - top.Data[at+i])
			}
		}
	}
	for k := 1; k <= depth; k++ {
		if !move(p.state[k].Data, p.drive[k].Data, l.setup.Step, l.activation == model.HardSigmoid) {
			return &dynamics.Divergence{Step: t, Layer: k}
		}
	}
	return nil
}

// divergedAt is the size a state must not pass.
const divergedAt = 1e6

// move is s ← s + ε (r − s). It tells whether all of s stayed in range.
func move(s, r []float64, eps float64, project bool) bool {
	worst := 0.0
	for i, v := range s {
		v += eps * (r[i] - v)
		if project {
			v = min(max(v, 0), 1)
		}
		s[i] = v
		worst = max(worst, math.Abs(v)) // NaN wins
	}
	return worst <= divergedAt
}
