package learn

import (
	"math"
	"reflect"
	"testing"

	"nudge/dynamics"
	"nudge/model"
)

// watch takes the steps of a free phase and of a nudged one, as a Run would.
func watch(t *testing.T, net *model.Network, setup Setup) (free, nudged *model.Point) {
	t.Helper()
	l, err := NewLearner(net, setup, 1)
	if err != nil {
		t.Fatal(err)
	}
	x, y := [][]float64{net.Input()}, [][]float64{net.Target()}
	if err := l.Settle(x, y); err != nil {
		t.Fatal(err)
	}
	free = net.At(l.rest(0))
	p := l.batch.parts[0]
	if err := p.run(l, setup.Beta, setup.Nudged); err != nil {
		t.Fatal(err)
	}
	var s []float64
	for _, m := range p.state[1:] {
		s = append(s, m.Data...)
	}
	return free, net.At(s)
}

// TestLocal: what one sees in two states is the one-sided update of the learner,
// on every reference network, for a nudge that pulls and one that pushes away.
func TestLocal(t *testing.T) {
	for name, net := range references(t) {
		for _, beta := range []float64{0.5, -0.5} {
			setup := Setup{Rule: OneSided, Beta: beta, Step: 0.5, Free: 20, Nudged: 7, Rates: make([]float64, net.Depth())}
			free, nudged := watch(t, net, setup)
			local, uphill := Local(free, nudged, beta), estimate(t, net, setup)
			for k := range local.Weights {
				if gap := distance(negative(local.Weights[k]), uphill.Weights[k]); gap > 1e-13 {
					t.Errorf("%s at β = %g: ΔW_%d is %g off", name, beta, k+1, gap)
				}
			}
			if gap := distance(negative(local.Biases), uphill.Biases); gap > 1e-13 {
				t.Errorf("%s at β = %g: Δb is %g off", name, beta, gap)
			}
		}
	}
}

func negative(rows [][]float64) [][]float64 {
	all := make([][]float64, len(rows))
	for i, row := range rows {
		for _, v := range row {
			all[i] = append(all[i], -v)
		}
	}
	return all
}

// TestApply: a small change lowers the cost by what the gradient says, and leaves
// the first network alone.
func TestApply(t *testing.T) {
	for name, net := range references(t) {
		before := net.Spec()
		at := func(n *model.Network) *model.Point { return n.At(estimateRest(t, n)) }
		exact, err := at(net).EquilibriumGradient()
		if err != nil {
			t.Fatal(err)
		}
		const rate = 1e-6
		rates := make([]float64, net.Depth())
		fall := 0.0
		for k := range rates {
			rates[k] = rate * float64(k+1)
			for _, row := range append(exact.Weights[k], exact.Biases[k]) {
				for _, v := range row {
					fall += rates[k] * v * v
				}
			}
		}
		s := estimateRest(t, net)
		up := make([]float64, len(s))
		copy(up, s)
		if _, err := dynamics.Settle(net, up, 1e-4); err != nil {
			t.Fatal(err)
		}
		changed, err := Apply(net, Local(net.At(s), net.At(up), 1e-4), rates)
		if err != nil {
			t.Fatal(err)
		}
		if got := at(net).Cost() - at(changed).Cost(); math.Abs(got-fall) > 0.01*fall {
			t.Errorf("%s: the cost falls by %g, and the gradient says %g", name, got, fall)
		}
		if !reflect.DeepEqual(net.Spec(), before) {
			t.Errorf("%s: the network it began with has changed", name)
		}
	}
}

// TestApplyRefuses: rates that do not fit, and ones that leave no network.
func TestApplyRefuses(t *testing.T) {
	net := references(t)["iris-tanh.json"]
	change, err := net.At(estimateRest(t, net)).EquilibriumGradient()
	if err != nil {
		t.Fatal(err)
	}
	for _, rates := range [][]float64{nil, {1}, {1, 1, 1, 1}, {1, math.Inf(1), 1}, {1, 1, math.NaN()}} {
		if _, err := Apply(net, change, rates); err == nil {
			t.Errorf("rates %v are accepted", rates)
		}
	}
	if _, err := Apply(net, change, []float64{0, 0.5, 1}); err != nil {
		t.Error(err)
	}
}
