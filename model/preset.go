package model

import (
	"bytes"
	_ "embed"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// Preset is a starting point: what kind of network, of which sizes, on which
// data, and the step size it is best watched at.
type Preset struct {
	Name       string
	Doc        string // one line
	Layers     []int  // n_0 … n_L
	Activation Activation
	Scale      float64 // weights are uniform in ± Scale √(6/(n_in+n_out))
	Bias       float64 // biases are uniform in ± Bias
	Data       string  // the data set that input and target come from, or ""
	Step       float64 // ε
	fixed      bool    // the weights are those of the lesson network
}

// Iris is the network that a plain nudge opens: a flower's four measurements
// below, its three species above, two hidden layers between.
func Iris() Preset {
	return Preset{
		Name: "iris", Doc: "a flower's measurements and its species, two hidden layers",
		Layers: []int{4, 8, 6, 3}, Activation: Tanh, Scale: 0.9, Bias: 0.2, Data: "iris", Step: 0.1,
	}
}

// Digits is a handwritten digit of 8×8 pixels under three layers.
func Digits() Preset {
	return Preset{
		Name: "digits", Doc: "a handwritten digit of 8×8 pixels, two hidden layers",
		Layers: []int{64, 32, 16, 10}, Activation: Tanh, Scale: 0.9, Bias: 0.2, Data: "digits", Step: 0.1,
	}
}

// Lesson is the network of the lessons: three hidden layers of eight, with
// the feedback matrices that the asymmetry knob mixes in.
func Lesson() Preset {
	return Preset{
		Name: "lesson", Doc: "the network of the lessons, three hidden layers, with feedback weights",
		Layers: []int{4, 8, 8, 8, 3}, Activation: Tanh, Step: 0.1, fixed: true,
	}
}

// Deep has twelve moving layers, so the error travels eleven hops. A larger
// step keeps its first arrival above rounding: it shrinks by ε a hop.
func Deep() Preset {
	return Preset{
		Name: "deep", Doc: "twelve layers: the error travels eleven hops (step 0.5)",
		Layers: []int{6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 4}, Activation: Tanh, Scale: 0.7, Bias: 0.2, Step: 0.5,
	}
}

// Latent has no input at all: a generative network whose only contact with the
// world is its visible layer.
func Latent() Preset {
	return Preset{
		Name: "latent", Doc: "no input: a generative network that only its visible layer ties to the world",
		Layers: []int{0, 5, 7, 4}, Activation: Tanh, Scale: 0.9, Bias: 0.5, Step: 0.1,
	}
}

// Xor is the smallest network that needs its hidden layer.
func Xor() Preset {
	return Preset{
		Name: "xor", Doc: "two bits and whether they differ, one hidden layer",
		Layers: []int{2, 8, 1}, Activation: Tanh, Scale: 0.9, Bias: 0.2, Data: "xor", Step: 0.1,
	}
}

// Presets lists every preset, the one that opens by default first.
func Presets() []Preset {
	return []Preset{Iris(), Lesson(), Digits(), Deep(), Latent(), Xor()}
}

// FindPreset returns the preset of that name.
func FindPreset(name string) (Preset, error) {
	var names []string
	for _, p := range Presets() {
		if p.Name == name {
			return p, nil
		}
		names = append(names, p.Name)
	}
	return Preset{}, fmt.Errorf("preset %q is unknown: use one of %s", name, strings.Join(names, ", "))
}

//go:embed lesson.json
var lessonFile []byte

// Fixed tells whether the weights are given, so that a seed does not draw
// them.
func (p Preset) Fixed() bool { return p.fixed }

// Draw makes the network. The seed draws weights, biases and, for a preset
// without data, an input and a target at random; input and target are zero
// where a data set will give them (see Clamp).
func (p Preset) Draw(seed uint64) (*Network, error) {
	if p.fixed {
		return Read(bytes.NewReader(lessonFile))
	}
	if err := checkSizes(p.Layers); err != nil {
		return nil, err
	}
	rng := rand.New(rand.NewPCG(seed, 0x5EED))
	spec := Spec{Layers: slices.Clone(p.Layers), Activation: p.Activation.String()}
	for k := 1; k < len(p.Layers); k++ {
		rows := Rows(p.Layers[k-1], p.Layers[k])
		for _, row := range rows {
			uniform(rng, row, p.Scale*math.Sqrt(6/float64(p.Layers[k-1]+p.Layers[k])))
		}
		bias := make([]float64, p.Layers[k])
		uniform(rng, bias, p.Bias)
		spec.Weights, spec.Biases = append(spec.Weights, rows), append(spec.Biases, bias)
	}
	spec.Input, spec.Target = make([]float64, p.Layers[0]), make([]float64, p.Layers[len(p.Layers)-1])
	if p.Data == "" {
		uniform(rng, spec.Input, 1)
		low, high := p.Activation.TargetRange()
		for i := range spec.Target {
			spec.Target[i] = low
			if rng.IntN(2) == 1 {
				spec.Target[i] = high
			}
		}
	}
	return New(spec)
}

// uniform fills v with draws from ± bound.
func uniform(rng *rand.Rand, v []float64, bound float64) {
	for i := range v {
		v[i] = bound * (2*rng.Float64() - 1)
	}
}
