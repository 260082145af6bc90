package model

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// plainDrive is b_k + W_kᵀ ρ(s_{k-1}) + W_{k+1} ρ(s_{k+1}) in loops over single
// weights.
func plainDrive(n *Network, s []float64) []float64 {
	below, _ := evaluate(n.Activation(), n.Input())
	rho, _ := evaluate(n.Activation(), s)
	drive := append([]float64(nil), n.biases...)
	for k := 1; k <= n.Depth(); k++ {
		w, f := n.weights[k-1], n.feedback[k-1]
		here := n.Layer(rho, k)
		for i := range w.Rows {
			for j := range w.Cols {
				n.Layer(drive, k)[j] += w.Data[i*w.Cols+j] * below[i]
				if k > 1 {
					n.Layer(drive, k-1)[i] += f.Data[i*w.Cols+j] * here[j]
				}
			}
		}
		below = here
	}
	return drive
}

// TestDrives holds the blocked kernel to plain loops, at sizes on both sides of
// every boundary: one row a block, a block that just fits, one row more, and
// the small matrices that skip BLAS. A sum of n products is off by n roundings
// of its largest partial sum at most.
func TestDrives(t *testing.T) {
	fits := blockBytes / 8 / 10 // rows of 10 in a block
	for _, layers := range [][]int{
		{0, 1, 1},
		{2, smallMatrix / 8, 8},
		{2, smallMatrix / 8, 9},
		{2, 1, smallMatrix},
		{2, smallMatrix + 1, 1},
		{2, fits - 1, 10},
		{2, fits, 10},
		{2, fits + 1, 10},
		{2, 3*fits + 7, 10, 3},
		{2, 3, blockBytes / 8},
		{2, 3, blockBytes/8 + 1},
		{5, 300, 200, 100, 2},
	} {
		t.Run(fmt.Sprint(layers), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(3, 4))
			n := compiled(t, drawSpec(rng, "tanh", 1, layers...))
			for _, n := range []*Network{n, n.Vary(2, 0.5, 1)} {
				const chains = 3
				u := n.Units()
				s := normals(rng, chains*u)
				rho, _ := evaluate(Tanh, s)
				dst := normals(rng, chains*u)
				n.Drives(dst, rho, chains)
				one := make([]float64, u)
				for c := range chains {
					n.Drives(one, rho[c*u:(c+1)*u], 1)
					within(t, "many chains beside one", dst[c*u:(c+1)*u], one, 0)
					within(t, "blocks beside loops", one, plainDrive(n, s[c*u:(c+1)*u]), 0x1p-50*math.Sqrt(float64(u))*10)
				}
			}
		})
	}
}

func TestDrivesShape(t *testing.T) {
	n := compiled(t, drawSpec(rand.New(rand.NewPCG(1, 1)), "tanh", 1, 2, 3, 4))
	if message := panics(func() { n.Drives(make([]float64, 14), make([]float64, 7), 2) }); message != "model: drives of 2 chains want 14 values, have 14 and 7" {
		t.Errorf("a short rho panics with %q", message)
	}
}

// TestDrivesAllocatesNothing, for one chain and for many.
func TestDrivesAllocatesNothing(t *testing.T) {
	n := compiled(t, drawSpec(rand.New(rand.NewPCG(1, 1)), "tanh", 1, 2, 90, 40))
	for _, chains := range []int{1, 64} {
		rho, dst := make([]float64, chains*n.Units()), make([]float64, chains*n.Units())
		if count := testing.AllocsPerRun(20, func() { n.Drives(dst, rho, chains) }); count != 0 {
			t.Errorf("%d chains: %v allocations", chains, count)
		}
	}
}
