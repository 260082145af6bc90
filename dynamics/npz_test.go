package dynamics

import (
	"encoding/json"
	"os"
	"testing"

	"nudge/model"
	"nudge/model/data"
)

// TestSettleArrays: from the origin, a network that NumPy saved comes to rest where
// NumPy's own iteration does.
func TestSettleArrays(t *testing.T) {
	text, err := os.ReadFile("../model/testdata/npz/expect.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []struct {
		File, Activation string
		Stationary       [][]float64
	}
	if err := json.Unmarshal(text, &all); err != nil || len(all) != 24 {
		t.Fatalf("%d cases, want 24 (%v)", len(all), err)
	}
	for _, want := range all {
		activation, err := model.ParseActivation(want.Activation)
		if err != nil {
			t.Fatal(err)
		}
		net, err := model.LoadNPZ("../model/testdata/npz/"+want.File, activation)
		if err != nil {
			t.Fatal(err)
		}
		s := make([]float64, net.Units())
		if _, err := Settle(net, s, 0); err != nil {
			t.Fatal(err)
		}
		for k, layer := range net.Split(s) {
			for i, v := range layer {
				if d := v - want.Stationary[k][i]; !(d < 1e-12 && d > -1e-12) {
					t.Errorf("%s %s: unit %d of layer %d rests at %v, want %v", want.File, want.Activation, i+1, k+1, v, want.Stationary[k][i])
				}
			}
		}
	}
}

// TestFromNetwork: a network of a file is shown the samples of a data set.
func TestFromNetwork(t *testing.T) {
	net, err := model.LoadNPZ("../model/testdata/npz/plain.npz", model.Tanh)
	if err != nil {
		t.Fatal(err)
	}
	set, err := data.Open("iris")
	if err != nil {
		t.Fatal(err)
	}
	source, err := FromNetwork("net.npz", net, set)
	if err != nil {
		t.Fatal(err)
	}
	if source.Samples() != 150 || source.Targets() != 3 || source.Drawn() || source.Describe(60, 0) != "iris 60 (versicolor)" {
		t.Errorf("%d samples, %d targets, %q", source.Samples(), source.Targets(), source.Describe(60, 0))
	}
	clamped, err := source.Network(Settings{Knobs: DefaultKnobs(), Sample: 60})
	if err != nil {
		t.Fatal(err)
	}
	if x := clamped.Input(); x[0] != set.X[59][0] || clamped.Target()[1] != 0.8 {
		t.Errorf("input %v, target %v", x, clamped.Target())
	}
	xor, err := data.Open("xor")
	if err != nil {
		t.Fatal(err)
	}
	const want = "layers: 4 inputs and 3 visible units do not fit the data set xor, which needs 2 and 1"
	if _, err := FromNetwork("net.npz", net, xor); err == nil || err.Error() != want {
		t.Errorf("sizes that do not fit: %v", err)
	}
}
