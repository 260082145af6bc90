package model

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/diff/fd"
)

// TestForceIsMinusEnergyGradient compares with central differences of step
// h = 6e-6: their truncation is h²/6 ≈ 6e-12 times a third derivative of at most
// a few hundred, their rounding 2⁻⁵³/h ≈ 2e-11 times |E|.
func TestForceIsMinusEnergyGradient(t *testing.T) {
	everyNetwork(t, func(t *testing.T, rng *rand.Rand, n *Network) {
		if !n.Symmetric() {
			if p := n.At(drawState(rng, n)); !math.IsNaN(p.Energy()) {
				t.Errorf("asymmetric feedback has energy %v", p.Energy())
			}
			return
		}
		for range 3 {
			s := drawState(rng, n)
			p := n.At(s)
			limit := 2e-9 + 1e-9*math.Abs(p.Energy())
			force, want := make([]float64, n.Units()), make([]float64, n.Units())
			p.Force(force)
			fd.Gradient(want, func(x []float64) float64 { return n.At(x).Energy() }, s, &fd.Settings{Formula: fd.Central})
			for i := range want {
				want[i] = -want[i]
			}
			within(t, "force", force, want, limit)
		}
	})
}

// TestForce is the definition in plain loops, asymmetric networks too. It sums
// at most eight products of order one.
func TestForce(t *testing.T) {
	everyNetwork(t, func(t *testing.T, rng *rand.Rand, n *Network) {
		s := drawState(rng, n)
		force := make([]float64, n.Units())
		n.At(s).Force(force)
		drive := plainDrive(n, s)
		_, slope := evaluate(n.Activation(), s)
		for i := range drive {
			drive[i] = slope[i]*drive[i] - s[i]
		}
		within(t, "force", force, drive, 1e-13)
	})
}

// TestStuck: at a bound whose drive points outward a unit is stuck and its
// force is zero; everywhere else the force is what the projected flow does.
func TestStuck(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 3))
	stuck := 0
	for range 50 {
		n := compiled(t, drawSpec(rng, "hardsigmoid", 2, 3, 6, 5, 4))
		s := drawBounded(rng, n)
		p, force := n.At(s), make([]float64, n.Units())
		p.Force(force)
		for i, a := range plainDrive(n, s) {
			out := a - s[i]
			want := s[i] == 0 && out < 0 || s[i] == 1 && out > 0
			if p.Stuck(i) != want {
				t.Fatalf("unit %d at %v with drive %v: stuck is %v", i, s[i], a, p.Stuck(i))
			}
			if want {
				out = 0
				stuck++
			}
			if math.Abs(force[i]-out) > 1e-13 {
				t.Fatalf("unit %d at %v with drive %v: force %v, want %v", i, s[i], a, force[i], out)
			}
		}
		checkNoGradient(t, p)
	}
	if stuck < 100 {
		t.Errorf("only %d stuck units in 50 states", stuck)
	}
}

// checkNoGradient: no gradient passes a stuck unit.
func checkNoGradient(t *testing.T, p *Point) {
	u := p.Network().Units()
	cost, backprop := make([]float64, u), make([]float64, u)
	p.CostGradient(cost)
	p.Backprop(backprop)
	for i := range u {
		if p.Stuck(i) && (cost[i] != 0 || backprop[i] != 0) {
			t.Fatalf("stuck unit %d has gradients %v and %v", i, cost[i], backprop[i])
		}
	}
}

// TestPointMoves: a Point is a function of the state it was moved to last, and
// moving it allocates nothing.
func TestPointMoves(t *testing.T) {
	everyNetwork(t, func(t *testing.T, rng *rand.Rand, n *Network) {
		a, b := drawState(rng, n), drawState(rng, n)
		moved, fresh := n.At(a), n.At(b)
		moved.Move(b)
		got, want := make([]float64, n.Units()), make([]float64, n.Units())
		moved.Force(got)
		fresh.Force(want)
		within(t, "force after a move", got, want, 0)
		if count := testing.AllocsPerRun(10, func() { moved.Move(a); moved.Force(got); _ = moved.Energy() + moved.Cost() }); count != 0 {
			t.Errorf("%v allocations a move", count)
		}
	})
	n := compiled(t, drawSpec(rand.New(rand.NewPCG(1, 1)), "tanh", 1, 2, 3))
	if message := panics(func() { n.At(make([]float64, 2)) }); message != "model: a state of this network has 3 units, not 2" {
		t.Errorf("a short state panics with %q", message)
	}
}

func TestSaturation(t *testing.T) {
	n := compiled(t, Spec{Layers: []int{0, 2, 1}, Activation: "linear", Weights: [][][]float64{{}, {{1}, {1}}}, Biases: [][]float64{{0, 0}, {0}}, Target: []float64{0}})
	if got := n.At([]float64{3, -3, 9}).Saturation(1); got != 1 {
		t.Errorf("mean slope of a linear layer is %v", got)
	}
}
