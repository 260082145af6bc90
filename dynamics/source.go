package dynamics

import (
	"fmt"
	"path/filepath"
	"slices"

	"nudge/model"
	"nudge/model/data"
)

// Source says where networks come from: a preset or a file, and the data set
// whose samples are clamped. It is shared and never changed once made.
type Source struct {
	name   string
	preset model.Preset
	file   *model.Network // the network of a file; nil to draw the preset's
	set    *data.Set      // nil without data
}

// FromPreset is a source that draws a preset's network on its data set. It
// fails where the sizes do not fit the data.
func FromPreset(p model.Preset) (*Source, error) {
	if p.Data == "" {
		return FromData(p, nil)
	}
	set, err := data.Open(p.Data)
	if err != nil {
		return nil, err
	}
	return FromData(p, set)
}

// FromData is FromPreset with the data set at hand, nil for none.
func FromData(p model.Preset, set *data.Set) (*Source, error) {
	if err := fits(p.Layers, set); err != nil {
		return nil, err
	}
	if _, err := p.Draw(1); err != nil {
		return nil, err
	}
	return &Source{name: p.Name, preset: p, set: set}, nil
}

// fits refuses layers of other sizes than the data set has, which may be nil.
func fits(layers []int, set *data.Set) error {
	if set == nil {
		return nil
	}
	if in, out := layers[0], layers[len(layers)-1]; in != len(set.X[0]) || out != set.Outputs() {
		return fmt.Errorf("layers: %d inputs and %d visible units do not fit the data set %s, which needs %d and %d",
			in, out, set.Name, len(set.X[0]), set.Outputs())
	}
	return nil
}

// FromNetwork is a source with one network, which has the samples of the data set
// clamped unless that is nil. It fails where the sizes do not fit the data.
func FromNetwork(name string, net *model.Network, set *data.Set) (*Source, error) {
	if err := fits(net.Sizes(), set); err != nil {
		return nil, err
	}
	return &Source{name: name, file: net, set: set}, nil
}

// FromFile is a source with the one network of a file.
func FromFile(path string) (*Source, error) {
	net, err := model.Load(path)
	if err != nil {
		return nil, err
	}
	return FromNetwork(path, net, nil)
}

// Name is the preset's name or the file's path.
func (s *Source) Name() string { return s.name }

// Preset is what the network is drawn from; drawn is false for one of a file.
func (s *Source) Preset() (p model.Preset, drawn bool) { return s.preset, s.file == nil }

// Step is the step size the source is best watched at, 0 if it does not say.
func (s *Source) Step() float64 { return s.preset.Step }

// Samples is how many inputs there are to choose from, at least 1.
func (s *Source) Samples() int {
	if s.set == nil {
		return 1
	}
	return s.set.Len()
}

// Drawn tells whether the seed draws the weights.
func (s *Source) Drawn() bool { return s.file == nil && !s.preset.Fixed() }

// HasData tells whether inputs and targets come from a data set.
func (s *Source) HasData() bool { return s.set != nil }

// Data is the data set that inputs and targets come from, nil for none. The
// caller must not change it.
func (s *Source) Data() *data.Set { return s.set }

// Describe says in a few words what sample and target are, "iris 1 (setosa)".
func (s *Source) Describe(sample, target int) string {
	switch {
	case s.set == nil && target == 0:
		return "its own target"
	case s.set == nil:
		return fmt.Sprintf("target %d", target)
	}
	was := fmt.Sprintf("%s %d (%s)", filepath.Base(s.set.Name), sample, s.set.Classes[s.set.Y[sample-1]])
	if target > 0 {
		was += " → " + s.set.Classes[target-1]
	}
	return was
}

// Targets is how many other targets the visible layer can be given.
func (s *Source) Targets() int {
	if s.set != nil {
		return len(s.set.Classes)
	}
	if s.file != nil {
		return s.file.Size(s.file.Depth())
	}
	return s.preset.Layers[len(s.preset.Layers)-1]
}

// Base is the network with the weights that the settings ask for, those of the
// file, drawn from the seed, or learnt, before gain and asymmetry vary them.
func (s *Source) Base(set Settings) (*model.Network, error) {
	switch {
	case set.Weights != nil:
		return set.Weights, nil
	case s.file != nil:
		return s.file, nil
	}
	return s.preset.Draw(set.Seed)
}

// Network is the network that the settings ask for: its weights clamped to the
// sample, and varied by gain and asymmetry.
func (s *Source) Network(set Settings) (*model.Network, error) {
	net, err := s.Base(set)
	if err != nil {
		return nil, err
	}
	input, target := net.Input(), slices.Clone(net.Target())
	low, high := net.Activation().TargetRange()
	switch {
	case s.set != nil:
		input = s.set.X[set.Sample-1]
		row := set.Sample - 1
		if set.Target > 0 {
			row = slices.Index(s.set.Y, set.Target-1)
		}
		s.set.Target(target, row, low, high)
	case set.Target > 0:
		for i := range target {
			target[i] = low
		}
		target[set.Target-1] = high
	}
	return net.Clamp(input, target).Vary(set.Gain, set.Asymmetry, set.Seed), nil
}

// Own is the network of a file, nil where the seed draws it.
func (s *Source) Own() *model.Network { return s.file }
