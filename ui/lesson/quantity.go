package lesson

import (
	"context"
	"fmt"
	"math"
	"strings"

	"nudge/dynamics"
	"nudge/dynamics/learn"
	"nudge/dynamics/sweep"
)

// quantity is something that can be observed: of a layer, of one of a few parts,
// or of the whole.
type quantity struct {
	name   string
	layer  bool     // it is of a layer
	parts  []string // it is of one of these
	yes    bool     // it is yes or no
	title  string   // for people, with %s for the layer or part
	format func(float64) string
	// of measures it; NaN where it means nothing. at is the layer's index in
	// Layers, or that of the part.
	of func(s *Stage, f *dynamics.Frame, at int) (float64, error)
}

// quantities is the table of what can be expected.
func quantities() []quantity {
	agreement := func(get func(dynamics.Agreement) float64) func(*Stage, *dynamics.Frame, int) (float64, error) {
		return func(_ *Stage, f *dynamics.Frame, at int) (float64, error) { return get(f.Layers[at]), nil }
	}
	return []quantity{
		{name: "angle", layer: true, title: "angle of %s", format: degrees, of: agreement(func(a dynamics.Agreement) float64 { return shown(a, a.Angle) })},
		{name: "cosine", layer: true, title: "cosine of %s", format: digits("%.3f"), of: agreement(func(a dynamics.Agreement) float64 { return shown(a, a.Cosine) })},
		{name: "error", layer: true, title: "error of %s", format: digits("%.2g"), of: agreement(func(a dynamics.Agreement) float64 { return shown(a, a.RelativeError) })},
		{name: "scale", layer: true, title: "size factor of %s", format: digits("%.3g"), of: agreement(func(a dynamics.Agreement) float64 { return shown(a, a.Scale) })},
		{name: "speed", layer: true, title: "speed of %s", format: digits("%.2g"), of: agreement(func(a dynamics.Agreement) float64 { return a.Derivative })},
		{name: "reached", layer: true, yes: true, title: "%s reached", format: yesNo, of: agreement(func(a dynamics.Agreement) float64 { return truth(a.Reached) })},
		{name: "moved", layer: true, yes: true, title: "%s has moved", format: yesNo, of: moved},
		{name: "slope", layer: true, title: "mean slope ρ' of %s", format: digits("%.2f"), of: slope},
		{name: "force", title: "largest force", format: digits("%.1g"), of: force},
		{name: "frame", title: "frame", format: digits("%.0f"), of: func(_ *Stage, f *dynamics.Frame, _ int) (float64, error) { return float64(f.Number), nil }},
		{name: "energy", title: "energy", format: digits("%.4g"), of: func(_ *Stage, f *dynamics.Frame, _ int) (float64, error) { return f.Energy, nil }},
		{name: "cost", title: "cost", format: digits("%.3g"), of: func(_ *Stage, f *dynamics.Frame, _ int) (float64, error) { return f.Cost, nil }},
		{name: "weights", parts: []string{"one-sided", "symmetric"}, title: "%s error", format: digits("%.2g"), of: weights},
		{name: "right", title: "inputs answered right", format: digits("%.0f"), of: right},
	}
}

// shown is v where the agreement means something.
func shown(a dynamics.Agreement, v float64) float64 {
	if !a.Shown() {
		return math.NaN()
	}
	return v
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func yesNo(v float64) string {
	if v != 0 {
		return "yes"
	}
	return "no"
}

func digits(format string) func(float64) string {
	return func(v float64) string { return fmt.Sprintf(format, v) }
}

func degrees(v float64) string {
	if v < 9.995 {
		return fmt.Sprintf("%.2f°", v)
	}
	return fmt.Sprintf("%.1f°", v)
}

// still is the part of a layer's size below which it has not moved: rounding.
const still = 1e-12

// moved tells whether a layer has left its stationary point.
func moved(_ *Stage, f *dynamics.Frame, at int) (float64, error) {
	net := f.Network()
	var way, size float64
	now := net.Layer(f.State, at+1)
	for i, was := range net.Layer(f.Rest.State(), at+1) {
		way, size = math.Hypot(way, now[i]-was), math.Hypot(size, was)
	}
	return truth(way > still*(1+size)), nil
}

func slope(_ *Stage, f *dynamics.Frame, at int) (float64, error) {
	return f.Rest.Point.Saturation(at + 1), nil
}

// force is the largest force on a unit in the present state, without the nudge.
func force(_ *Stage, f *dynamics.Frame, _ int) (float64, error) {
	forces := make([]float64, len(f.State))
	f.Network().At(f.State).Force(forces)
	var most float64
	for _, v := range forces {
		most = math.Max(most, math.Abs(v))
	}
	return most, nil
}

// weights is the relative error of the weight gradient of equilibrium
// propagation at the present β, one-sided or symmetric.
func weights(s *Stage, f *dynamics.Frame, at int) (float64, error) {
	if f.Beta == 0 {
		return 0, fmt.Errorf("β is off, so there is nothing to compare: write set beta 0.1 before it")
	}
	beta, err := dynamics.FindKnob("beta")
	if err != nil {
		return 0, err
	}
	grid := sweep.Grid{
		Source: s.Run.Source(), Base: f.Settings, Axes: []sweep.Axis{{Knob: beta, Values: []float64{f.Beta}}},
		Trials: 1, Frame: 1, Measure: sweep.WeightGradient,
	}
	if err := grid.Check(); err != nil {
		return 0, err
	}
	cell, err := grid.Compute(context.Background(), 0)
	if err != nil {
		return 0, err
	}
	return cell.Stats[at].Mean, nil
}

// mostSamples is up to how many samples are tried one by one.
const mostSamples = 2000

// right is for how many samples the network, at rest, says the class that their
// target says.
func right(s *Stage, f *dynamics.Frame, _ int) (float64, error) {
	source, set := s.Run.Source(), f.Settings
	if source.Samples() > mostSamples {
		return 0, fmt.Errorf("there are %d samples: it tries up to %d", source.Samples(), mostSamples)
	}
	var n float64
	for set.Sample = 1; set.Sample <= source.Samples(); set.Sample++ {
		net, err := source.Network(set)
		if err != nil {
			return 0, err
		}
		rest, err := dynamics.NewRest(net, make([]float64, net.Units()))
		if err != nil {
			return 0, err
		}
		low, high := net.Activation().TargetRange()
		if learn.Predict(net.Layer(rest.State(), net.Depth()), low, high) == learn.Predict(net.Target(), low, high) {
			n++
		}
	}
	return n, nil
}

// atLayer is the index in Layers of a layer by its name on the screen.
func atLayer(f *dynamics.Frame, name string, hops int) (int, error) {
	at := len(f.Layers) - 1 - hops
	if at < 0 {
		return 0, fmt.Errorf("this network has no layer %s: its layers are y%s", name, hiddenNames(len(f.Layers)-1))
	}
	return at, nil
}

func hiddenNames(n int) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, ", h%d", i)
	}
	return b.String()
}
