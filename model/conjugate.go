package model

import (
	"fmt"

	"gonum.org/v1/gonum/blas/blas64"
)

// conjugate writes A⁻¹ residual to dst by conjugate gradient. apply writes A v to
// its first argument; A must be positive definite. residual is used up.
func conjugate(apply func(dst, v []float64), dst, residual []float64) error {
	n := len(residual)
	direction, image := make([]float64, n), make([]float64, n)
	clear(dst)
	copy(direction, residual)
	norm := blas64.Dot(vector(residual), vector(residual))
	for floor, i := norm*1e-32, 0; norm > floor && i < 20*n+100; i++ {
		apply(image, direction)
		curvature := blas64.Dot(vector(direction), vector(image))
		if !(curvature > 0) {
			return fmt.Errorf("the state is not a minimum of the energy, or ε is too large for it (curvature %.3g along a direction): settle it first", curvature)
		}
		step := norm / curvature
		blas64.Axpy(step, vector(direction), vector(dst))
		blas64.Axpy(-step, vector(image), vector(residual))
		next := blas64.Dot(vector(residual), vector(residual))
		blas64.Scal(next/norm, vector(direction))
		blas64.Axpy(1, vector(residual), vector(direction))
		norm = next
	}
	return nil
}
