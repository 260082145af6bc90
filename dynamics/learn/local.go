package learn

// symmetric compares the ends of two nudged phases,
// d = (ρ(s^β) − ρ(s^−β))/2β.
func (p *part) symmetric(l *Learner, _ float64) error {
	if err := p.run(l, l.setup.Beta, l.setup.Nudged); err != nil {
		return err
	}
	for k := 1; k < len(p.rho); k++ {
		copy(p.end[k].Data, p.rho[k].Data)
	}
	p.rewind()
	if err := p.run(l, -l.setup.Beta, l.setup.Nudged); err != nil {
		return err
	}
	p.pairs[0].between(p.end, p.rho, 2*l.setup.Beta)
	return nil
}

// oneSided compares the end of the nudged phase with its beginning,
// d = (ρ(s^β) − ρ(s^0))/β.
func (p *part) oneSided(l *Learner, sign float64) error {
	beta := sign * l.setup.Beta
	if err := p.run(l, beta, l.setup.Nudged); err != nil {
		return err
	}
	p.pairs[0].between(p.rho, p.restRho, beta)
	return nil
}

// integrate has one pair a frame, the rates before and after it. Their sum is
// the integral of ρ(s_{k-1}) (dρ(s_k)/dt)ᵀ + (dρ(s_{k-1})/dt) ρ(s_k)ᵀ over the
// nudged phase, with midpoint values of ρ.
func (p *part) integrate(l *Learner, _ float64) error {
	for _, frame := range p.pairs {
		for k := range p.rho {
			copy(p.end[k].Data, p.rho[k].Data)
		}
		if err := p.run(l, l.setup.Beta, 1); err != nil {
			return err
		}
		frame.between(p.rho, p.end, l.setup.Beta)
	}
	return nil
}

// between is m = (a + c)/2 and d = (a − c)/span.
func (f pair) between(a, c layered, span float64) {
	for k := range a {
		mean, delta, from := f.mean[k].Data, f.delta[k].Data, c[k].Data
		for i, v := range a[k].Data {
			mean[i], delta[i] = (v+from[i])/2, (v-from[i])/span
		}
	}
}
