package learn

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"nudge/dynamics"
	"nudge/model"
)

// references are the networks that model/testdata has independent numbers for.
func references(t *testing.T) map[string]*model.Network {
	t.Helper()
	files, err := filepath.Glob("../../model/testdata/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("the reference cases are missing", err)
	}
	nets := map[string]*model.Network{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var ref struct{ Network model.Spec }
		if err := json.Unmarshal(text, &ref); err != nil {
			t.Fatal(err)
		}
		net, err := model.New(ref.Network)
		if err != nil {
			t.Fatal(err)
		}
		nets[filepath.Base(file)] = net
	}
	return nets
}

// estimate is what a rule takes for the gradient of a network's own sample.
func estimate(t *testing.T, net *model.Network, setup Setup) model.Gradient {
	t.Helper()
	setup.Rates = make([]float64, net.Depth())
	l, err := NewLearner(net, setup, 1)
	if err != nil {
		t.Fatal(err)
	}
	g, err := l.Gradient([][]float64{net.Input()}, [][]float64{net.Target()}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// settled is long enough for every reference network to come to rest.
func settled(rule Rule) Setup {
	return Setup{Rule: rule, Beta: 1e-4, Step: 0.2, Free: 20000, Nudged: 20000}
}

// TestSymmetricIsExact: settled and weakly nudged, equilibrium propagation has
// the direction of the exact gradient, and so has the rule equilibrium.
func TestSymmetricIsExact(t *testing.T) {
	for name, net := range references(t) {
		exact, err := net.At(estimateRest(t, net)).EquilibriumGradient()
		if err != nil {
			t.Fatal(err)
		}
		local, direct := estimate(t, net, settled(Symmetric)), estimate(t, net, settled(Equilibrium))
		for k := range exact.Weights {
			if net.Size(k) == 0 {
				continue
			}
			a := angle(local.Weights[k], exact.Weights[k])
			t.Logf("%s %s: symmetric is %.2g° off the exact gradient of W_%d", name, net.Activation(), a, k+1)
			if !(a < 0.01) {
				t.Errorf("%s: symmetric is %g° off the exact gradient of W_%d", name, a, k+1)
			}
			if a := angle(direct.Weights[k], exact.Weights[k]); !(a < 1e-6) {
				t.Errorf("%s: the rule equilibrium is %g° off the exact gradient of W_%d", name, a, k+1)
			}
		}
	}
}

func estimateRest(t *testing.T, net *model.Network) []float64 {
	t.Helper()
	s := make([]float64, net.Units())
	if _, err := dynamics.Settle(net, s, 0); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestBackprop: the rule has the feed-forward gradient of the model.
func TestBackprop(t *testing.T) {
	for name, net := range references(t) {
		point := net.At(estimateRest(t, net))
		g := make([]float64, net.Units())
		point.Backprop(g)
		below := net.InputRho()
		got := estimate(t, net, settled(Backprop))
		for k := 1; k <= net.Depth(); k++ {
			want := model.Rows(net.Size(k-1), net.Size(k))
			for i, row := range want {
				for j := range row {
					row[j] = below[i] * net.Layer(point.Slope, k)[j] * net.Layer(g, k)[j]
				}
			}
			below = net.Layer(point.Rho, k)
			if gap := distance(got.Weights[k-1], want); gap > 1e-9 {
				t.Errorf("%s: ∂C/∂W_%d is %g off", name, k, gap)
			}
		}
	}
}

// TestSTDP: integrated over the nudged frames with midpoint rates, the change of
// rates is the one-sided update, to rounding.
func TestSTDP(t *testing.T) {
	for name, net := range references(t) {
		setup := Setup{Beta: 0.5, Step: 0.5, Free: 20, Nudged: 7, Rule: STDP}
		integral := estimate(t, net, setup)
		setup.Rule = OneSided
		ends := estimate(t, net, setup)
		for k := range ends.Weights {
			if gap := distance(integral.Weights[k], ends.Weights[k]); gap > 1e-13 {
				t.Errorf("%s: the integral for W_%d is %g off the difference", name, k+1, gap)
			}
		}
		if gap := distance(integral.Biases, ends.Biases); gap > 1e-13 {
			t.Errorf("%s: the integral for the biases is %g off the difference", name, gap)
		}
	}
}

// distance is the largest difference of two entries.
func distance(a, b [][]float64) float64 {
	worst := 0.0
	for i, row := range a {
		for j, v := range row {
			worst = max(worst, math.Abs(v-b[i][j]))
		}
	}
	return worst
}
