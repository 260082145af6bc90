package model

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// saved is the specification that comes back from a file.
func saved(t interface {
	Helper()
	Fatal(args ...any)
}, path string, spec Spec,
) Spec {
	t.Helper()
	n, err := New(spec)
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Save(path); err != nil {
		t.Fatal(err)
	}
	back, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	return back.Spec()
}

// bits compares numbers by their bits: −0 is not 0.
var bits = cmp.Comparer(func(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) })

// awkward are numbers that a careless printer loses.
var awkward = []float64{0.1, 1.0 / 3, math.Pi, 5e-324, 2.2250738585072014e-308, maxValue, -maxValue, 1 + 0x1p-52, math.Copysign(0, -1), 123456789012345678}

func TestRoundTripIsExact(t *testing.T) {
	spec := drawSpec(rand.New(rand.NewPCG(1, 1)), "softplus", 1, len(awkward), 3, 2)
	spec.Feedback = [][][]float64{{{-7, 5e-324}, {0.3, 3}, {1e100, 1}}}
	spec.Input = awkward
	for i, v := range awkward {
		spec.Weights[0][i][1] = v
	}
	if diff := cmp.Diff(spec, saved(t, filepath.Join(t.TempDir(), "net.json"), spec), bits); diff != "" {
		t.Error(diff)
	}
}

// TestRoundTripOfVariedNetwork: gain is saved; asymmetry is mixed in again.
func TestRoundTripOfVariedNetwork(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	spec := drawSpec(rng, "tanh", 1, 2, 4, 3)
	spec.Feedback = drawSpec(rng, "tanh", 1, 4, 3).Weights
	for _, spec := range []Spec{spec, {Layers: spec.Layers, Activation: "tanh", Weights: spec.Weights, Biases: spec.Biases, Input: spec.Input, Target: spec.Target}} {
		varied := compiled(t, spec).Vary(2, 0.25, 9)
		back := compiled(t, saved(t, filepath.Join(t.TempDir(), "net.json"), varied.Spec())).Vary(1, 0.25, 9)
		s := normals(rng, varied.Units())
		within(t, "force of the network saved", energyAndForce(back, s)[:len(s)], energyAndForce(varied, s)[:len(s)], 1e-14)
	}
}

// TestRoundTripOfAny saves and loads random valid networks.
func TestRoundTripOfAny(t *testing.T) {
	path := filepath.Join(t.TempDir(), "net.json")
	rapid.Check(t, func(t *rapid.T) {
		spec := anySpec(t)
		if diff := cmp.Diff(spec, saved(t, path, spec), bits); diff != "" {
			t.Error(diff)
		}
	})
}

func anySpec(t *rapid.T) Spec {
	number := rapid.Float64Range(-maxValue, maxValue)
	vector := func(what string, n int) []float64 { return rapid.SliceOfN(number, n, n).Draw(t, what) }
	matrix := func(what string, r, c int) [][]float64 {
		rows := make([][]float64, r)
		for i := range rows {
			rows[i] = vector(what, c)
		}
		return rows
	}
	layers := append([]int{rapid.IntRange(0, 4).Draw(t, "inputs")}, rapid.SliceOfN(rapid.IntRange(1, 4), 1, 5).Draw(t, "layers")...)
	s := Spec{Layers: layers, Activation: rapid.SampledFrom(ActivationNames()).Draw(t, "activation")}
	for k := 1; k < len(layers); k++ {
		s.Weights = append(s.Weights, matrix("W", layers[k-1], layers[k]))
		s.Biases = append(s.Biases, vector("b", layers[k]))
	}
	s.Input, s.Target = vector("input", layers[0]), vector("target", layers[len(layers)-1])
	if len(layers) > 2 && rapid.Bool().Draw(t, "feedback") {
		for k := 2; k < len(layers); k++ {
			s.Feedback = append(s.Feedback, matrix("B", layers[k-1], layers[k]))
		}
	}
	return s
}

// TestFileHasNoNull: an empty list is [], for readers in other languages.
func TestFileHasNoNull(t *testing.T) {
	var file bytes.Buffer
	if err := compiled(t, drawSpec(rand.New(rand.NewPCG(1, 1)), "tanh", 1, 0, 1)).Write(&file); err != nil {
		t.Fatal(err)
	}
	if text := file.String(); strings.Contains(text, "null") || !strings.Contains(text, `"input":[]`) || !strings.Contains(text, `"weights":[[]]`) {
		t.Errorf("empty lists are written as %s", text)
	}
}

// TestReadNeverPanics: whatever the bytes, there is a network or an error of one
// line. Half of them are a valid file with a few bytes changed.
func TestReadNeverPanics(t *testing.T) {
	valid, err := json.Marshal(drawSpec(rand.New(rand.NewPCG(1, 1)), "tanh", 1, 2, 2, 1))
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")
		if rapid.Bool().Draw(t, "nearly valid") {
			text = bytes.Clone(valid)
			for range rapid.IntRange(1, 4).Draw(t, "changes") {
				i := rapid.IntRange(0, len(text)-1).Draw(t, "at")
				part := rapid.SampledFrom([]string{"null", "[", "]", "{", "}", ",", `"`, "-", "1e999", "NaN", ":", "0", "\n", ""}).Draw(t, "part")
				text = append(append(bytes.Clone(text[:i]), part...), text[i+rapid.IntRange(0, 1).Draw(t, "cut"):]...)
			}
		}
		if n, err := Read(bytes.NewReader(text)); n == nil && (err == nil || strings.Contains(err.Error(), "\n")) {
			t.Errorf("%q gives %v", text, err)
		}
	})
}
