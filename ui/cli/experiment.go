package cli

import (
	"slices"

	"github.com/spf13/pflag"

	"nudge/dynamics"
	"nudge/model"
	"nudge/model/data"
)

// experiment is what the shared flags ask for.
type experiment struct {
	preset      model.Preset
	network     string
	data        string
	sample      int
	target      int
	layers      []int
	activation  model.Activation
	seed        uint64
	knobs       dynamics.Knobs // a negative Beta is an inverted nudge
	nudge       dynamics.Nudge
	reference   dynamics.Reference
	estimator   dynamics.Estimator
	equilibrate int
	free        int

	flags *pflag.FlagSet // which tells what was given
}

// open gets the rest of the settings from the environment and the
// configuration file, and finds the
// network.
func (e *experiment) open(environ []string) (*dynamics.Source, dynamics.Settings, error) {
	if err := complement(e.flags, environ); err != nil {
		return nil, dynamics.Settings{}, err
	}
	source, err := e.source()
	if err != nil {
		return nil, dynamics.Settings{}, usage("%w", err)
	}
	if e.sample > source.Samples() {
		return nil, dynamics.Settings{}, usage("--sample: there is no sample %d: give 1 to %d", e.sample, source.Samples())
	}
	if e.target > source.Targets() {
		return nil, dynamics.Settings{}, usage("--target: there is no target %d: give 1 to %d, or 0 for the sample's own", e.target, source.Targets())
	}
	set := dynamics.Settings{Knobs: e.knobs, On: true, Nudge: e.nudge, Seed: e.seed, Sample: e.sample, Target: e.target}
	if set.Beta < 0 {
		set.Beta, set.Inverted = -set.Beta, true
	}
	if own := source.Step(); own > 0 && !e.flags.Changed("step") {
		set.Step = own
	}
	return source, set, nil
}

// start makes the run and reads its derivative as asked.
func (e *experiment) start(source *dynamics.Source, set dynamics.Settings) (*dynamics.Run, error) {
	run, err := dynamics.Beginning{Settings: set, Equilibrate: e.equilibrate, Free: e.free}.Run(source)
	if err != nil {
		return nil, err
	}
	run.Estimate(e.estimator)
	return run, nil
}

// given is the options that a flag, the environment or a file of the user's gave.
func (e *experiment) given() []string {
	var names []string
	for _, o := range options() {
		if e.flags.Changed(o.name) {
			names = append(names, o.name)
		}
	}
	return names
}

func (e *experiment) source() (*dynamics.Source, error) {
	if e.flags.Changed("network") {
		return e.fromFile()
	}
	p, set, err := e.shape()
	if err != nil {
		return nil, err
	}
	return dynamics.FromData(p, set)
}

// fromFile is the network of a file. Arrays of NumPy say no activation, and may be
// shown other data than their own input and target.
func (e *experiment) fromFile() (*dynamics.Source, error) {
	if !model.IsNPZ(e.network) {
		return dynamics.FromFile(e.network)
	}
	activation, set := model.Tanh, (*data.Set)(nil)
	if e.flags.Changed("activation") {
		activation = e.activation
	}
	net, err := model.LoadNPZ(e.network, activation)
	if err == nil && e.flags.Changed("data") {
		set, err = data.Open(e.data)
	}
	if err != nil {
		return nil, err
	}
	return dynamics.FromNetwork(e.network, net, set)
}

// shape is the preset with what was asked to be different, and its data, nil
// for none. Other data bring their own input and visible layer, and leave the
// hidden ones.
func (e *experiment) shape() (model.Preset, *data.Set, error) {
	p := e.preset
	for _, name := range []string{"data", "layers", "activation"} {
		if p.Fixed() && e.flags.Changed(name) {
			return p, nil, usage("--%s: the weights of the preset %s are given, so it stays as it is: choose another --preset", name, p.Name)
		}
	}
	if e.flags.Changed("activation") {
		p.Activation = e.activation
	}
	if e.flags.Changed("layers") {
		p.Layers = e.layers
	}
	if e.flags.Changed("data") {
		p.Data = e.data
	}
	if p.Data == "" {
		return p, nil, nil
	}
	set, err := data.Open(p.Data)
	if err != nil {
		return p, nil, err
	}
	if e.flags.Changed("data") && !e.flags.Changed("layers") {
		p.Layers = slices.Clone(p.Layers)
		p.Layers[0], p.Layers[len(p.Layers)-1] = len(set.X[0]), set.Outputs()
	}
	return p, set, nil
}
