package model

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/mat"
)

// dense writes out a linear map column by column.
func dense(units int, mul func(dst, v []float64)) *mat.Dense {
	m := mat.NewDense(units, units, nil)
	column := make([]float64, units)
	for i := range units {
		unit := make([]float64, units)
		unit[i] = 1
		mul(column, unit)
		m.SetCol(i, column)
	}
	return m
}

// TestJacobian compares with central differences of the force: truncation
// 6e-12 times a third derivative of at most a few hundred, rounding 2e-11 times
// forces of order ten.
func TestJacobian(t *testing.T) {
	everyNetwork(t, func(t *testing.T, rng *rand.Rand, n *Network) {
		s, u := drawState(rng, n), n.Units()
		got := dense(u, n.At(s).Jacobian().Mul)
		p, want := n.At(s), mat.NewDense(u, u, nil)
		force := func(dst, x []float64) { p.Move(x); p.Force(dst) }
		fd.Jacobian(want, force, s, &fd.JacobianSettings{Formula: fd.Central})
		within(t, "J", got.RawMatrix().Data, want.RawMatrix().Data, 5e-9)
	})
}

// TestJacobianTransposes: u·Jv = Jᵀu·v to rounding, and J is symmetric exactly
// when the weights are.
func TestJacobianTransposes(t *testing.T) {
	everyNetwork(t, func(t *testing.T, rng *rand.Rand, n *Network) {
		s := drawState(rng, n)
		if n.Activation() == HardSigmoid {
			s = drawBounded(rng, n)
		}
		j, units := n.At(s).Jacobian(), n.Units()
		u, v := normals(rng, units), normals(rng, units)
		jv, jtu := make([]float64, units), make([]float64, units)
		j.Mul(jv, v)
		j.MulTrans(jtu, u)
		if a, b := dot(u, jv), dot(jtu, v); math.Abs(a-b) > 1e-14*length(u)*length(jv)+1e-14*length(jtu)*length(v) {
			t.Errorf("u·Jv = %v but Jᵀu·v = %v", a, b)
		}
		a := dense(units, j.Mul)
		var skew mat.Dense
		skew.Sub(a, a.T())
		if off := mat.Norm(&skew, 2); n.Symmetric() && off > 1e-15*mat.Norm(a, 2) {
			t.Errorf("J is off symmetry by %v", off)
		} else if !n.Symmetric() && n.Units() > n.Depth() && n.Activation() != HardSigmoid && off < 1e-3 {
			// A drawn B of one entry is W or −W.
			t.Errorf("J of an asymmetric network is symmetric to %v", off)
		}
	})
}

// TestJacobianStuck: the rows and columns of stuck units are zero, and
// between free units J is that of a linear network.
func TestJacobianStuck(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	n := compiled(t, drawSpec(rng, "hardsigmoid", 1.5, 2, 6, 5, 3))
	p := n.At(drawBounded(rng, n))
	j, u := dense(n.Units(), p.Jacobian().Mul), n.Units()
	for i := range u {
		for k := range u {
			want := 0.0
			if !p.Stuck(i) && !p.Stuck(k) {
				want = linearJacobian(n, i, k)
			}
			if j.At(i, k) != want {
				t.Fatalf("J[%d,%d] is %v, want %v (stuck %v, %v)", i, k, j.At(i, k), want, p.Stuck(i), p.Stuck(k))
			}
		}
	}
}

// linearJacobian is ∂(drive − s)_i/∂s_k where ρ is the identity.
func linearJacobian(n *Network, i, k int) float64 {
	if i == k {
		return -1
	}
	low, high := min(i, k), max(i, k)
	for layer := 2; layer <= n.Depth(); layer++ {
		below, above, end := n.offset[layer-1], n.offset[layer], n.offset[layer+1]
		if low >= below && low < above && high >= above && high < end {
			w := n.weights[layer-1]
			return w.Data[(low-below)*w.Cols+high-above]
		}
	}
	return 0
}

// TestHoldVisible is J with the rows and columns of the visible units zero.
func TestHoldVisible(t *testing.T) {
	everyNetwork(t, func(t *testing.T, rng *rand.Rand, n *Network) {
		j, u := n.At(drawState(rng, n)).Jacobian(), n.Units()
		hidden := u - n.Size(n.Depth())
		want := dense(u, j.Mul)
		for i := range u {
			for k := range u {
				if i >= hidden || k >= hidden {
					want.Set(i, k, 0)
				}
			}
		}
		// A held unit takes no part: what it is given is to be zero already.
		got := dense(u, func(dst, v []float64) {
			h := j.HoldVisible()
			h.project(v)
			h.Mul(dst, v)
		})
		within(t, "J held", got.RawMatrix().Data, want.RawMatrix().Data, 0)
	})
}

// TestBack: t steps back are (I + εJᵀ)^t.
func TestBack(t *testing.T) {
	everyNetwork(t, func(t *testing.T, rng *rand.Rand, n *Network) {
		const eps, steps = 0.1, 5
		j, u := n.At(drawState(rng, n)).Jacobian(), n.Units()
		g := normals(rng, u)
		want := mat.NewVecDense(u, append([]float64(nil), g...))
		m := dense(u, j.Mul)
		m.Scale(eps, m)
		for i := range u {
			m.Set(i, i, m.At(i, i)+1)
		}
		scratch := make([]float64, 2*u)
		for range steps {
			j.Back(g, eps, scratch)
			want.MulVec(m.T(), want)
		}
		within(t, "g", g, want.RawVector().Data, 1e-13*(1+mat.Norm(want, 2)))
	})
}
