package model

import "errors"

// StationaryVariance is the variance with which unit i of the free chain
//
//	s ← s − ε H (s − s*) + √(2εT) ξ
//
// moves about the stationary point s* that the point is at, once it has run for
// long: the i-th diagonal entry of T (H − ½εH²)⁻¹, H being the Hessian of E. It
// is exact where E is quadratic, and the limit of low temperature elsewhere.
//
// It fails where there is no such Gaussian: without an energy, away from a
// minimum, for steps too large to be stable, and for a stuck unit.
func (p *Point) StationaryVariance(i int, temperature, eps float64) (float64, error) {
	switch {
	case !p.net.symmetric:
		return 0, ErrNoGaussian
	case p.Stuck(i):
		return 0, errors.New("the unit is stuck at a bound: it samples no Gaussian")
	}
	j, units := p.Jacobian(), p.net.Units()
	once, twice := make([]float64, units), make([]float64, units)
	precision := func(dst, v []float64) {
		j.hessian(once, v, 0)
		j.hessian(twice, once, 0)
		for n, h := range once {
			dst[n] = h - eps/2*twice[n]
		}
	}
	unit, column := make([]float64, units), make([]float64, units)
	unit[i] = 1
	if err := conjugate(precision, column, unit); err != nil {
		return 0, err
	}
	return temperature * column[i], nil
}

// ErrNoGaussian says that the noise about a stationary point has no variance in
// closed form.
var ErrNoGaussian = errors.New("asymmetric feedback leaves no Hessian: set asymmetry to 0")
