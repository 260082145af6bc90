package model

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/mat"
)

// Extremes returns the smallest and the largest eigenvalue of H + β P_L, where
// H = −J is the Hessian of E and P_L projects on the visible layer (β = 0: the
// Hessian itself). Euler steps of size ε are stable while ε times the largest
// stays below 2. It is undefined for an asymmetric network: ok is then false.
//
// The method is Lanczos with full reorthogonalisation, carried on until both
// ends move by less than rounding or the space is exhausted; for more than
// lanczosSteps units the smallest eigenvalue may still be a little high.
func (j *Jacobian) Extremes(beta float64) (lowest, highest float64, ok bool) {
	if !j.net.symmetric {
		return 0, 0, false
	}
	lowest, highest = j.lanczos(beta, func(low, high, wasLow, wasHigh float64) bool {
		return math.Abs(low-wasLow)+math.Abs(high-wasHigh) <= 1e-15*(math.Abs(low)+math.Abs(high))
	})
	return lowest, highest, true
}

// Largest is the highest of Extremes to six digits, which is found much sooner
// than both ends to rounding.
func (j *Jacobian) Largest(beta float64) (highest float64, ok bool) {
	if !j.net.symmetric {
		return 0, false
	}
	_, highest = j.lanczos(beta, func(_, high, _, wasHigh float64) bool {
		return math.Abs(high-wasHigh) <= 1e-7*math.Abs(high)
	})
	return highest, true
}

// lanczos is the smallest and largest Ritz value when settled says, from them
// and the ones before, that it is enough.
func (j *Jacobian) lanczos(beta float64, settled func(low, high, wasLow, wasHigh float64) bool) (lowest, highest float64) {
	units := j.net.Units()
	q := j.start()
	if q == nil {
		return 1, 1 // every unit is stuck
	}
	var diagonal, side []float64
	basis := [][]float64{q}
	lowest, highest = math.Inf(1), math.Inf(-1)
	for m := 1; m <= min(units, lanczosSteps); m++ {
		w := make([]float64, units)
		j.hessian(w, q, beta)
		diagonal = append(diagonal, blas64.Dot(vector(w), vector(q)))
		for range 2 {
			for _, b := range basis {
				blas64.Axpy(-blas64.Dot(vector(w), vector(b)), vector(b), vector(w))
			}
		}
		norm := blas64.Nrm2(vector(w))
		last := norm < 1e-13*math.Abs(diagonal[0]) || m == min(units, lanczosSteps)
		if last || m%8 == 0 {
			low, high := tridiagonal(diagonal, side)
			enough := settled(low, high, lowest, highest)
			lowest, highest = low, high
			if last || enough {
				break
			}
		}
		side = append(side, norm)
		blas64.Scal(1/norm, vector(w))
		basis, q = append(basis, w), w
	}
	return lowest, highest
}

// lanczosSteps bounds the Krylov space: 400 covers every network whose extremes
// are printed.
const lanczosSteps = 400

// hessian writes (H + β P_L) v to dst.
func (j *Jacobian) hessian(dst, v []float64, beta float64) {
	j.Mul(dst, v)
	for i := range dst {
		dst[i] = -dst[i]
	}
	if beta != 0 {
		top := j.net.Depth()
		blas64.Axpy(beta, vector(j.net.Layer(v, top)), vector(j.net.Layer(dst, top)))
	}
	j.project(dst)
}

// start is a unit vector with a part along every eigenvector of the free
// units, always the same one. It is nil if no unit is free.
func (j *Jacobian) start() []float64 {
	rng := rand.New(rand.NewPCG(1, 2))
	q := make([]float64, j.net.Units())
	for i := range q {
		q[i] = rng.NormFloat64()
	}
	j.project(q)
	norm := blas64.Nrm2(vector(q))
	if norm == 0 {
		return nil
	}
	blas64.Scal(1/norm, vector(q))
	return q
}

// tridiagonal is the smallest and largest eigenvalue of a symmetric
// tridiagonal matrix.
func tridiagonal(diagonal, side []float64) (lowest, highest float64) {
	n := len(diagonal)
	t := mat.NewSymBandDense(n, min(1, n-1), nil)
	for i, d := range diagonal {
		t.SetSymBand(i, i, d)
		if i+1 < n {
			t.SetSymBand(i, i+1, side[i])
		}
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(t, false) {
		return math.NaN(), math.NaN()
	}
	values := eigen.Values(nil)
	return values[0], values[n-1]
}
