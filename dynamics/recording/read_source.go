package recording

import (
	"errors"
	"fmt"
	"slices"

	"nudge/dynamics"
	"nudge/model"
	"nudge/model/data"
)

// settings reads settings for a source, whose shape learnt weights must have.
func (r *reader) settings(l settings, source *dynamics.Source) (dynamics.Settings, error) {
	set, err := l.read(source, r.networks)
	if err != nil {
		return set, err
	}
	base := r.bases[source]
	if base == nil {
		if base, err = source.Base(dynamics.Settings{Seed: 1}); err != nil {
			return set, err
		}
		r.bases[source] = base
	}
	if float64(base.Units())*set.Chains > maxNumbers {
		return set, fmt.Errorf("chains is %g: that many of %d units are too large for a replay", set.Chains, base.Units())
	}
	if set.Weights == nil {
		return set, nil
	}
	if w := set.Weights; !slices.Equal(w.Sizes(), base.Sizes()) || w.Activation() != base.Activation() {
		return set, fmt.Errorf("weights %d are of a network %v %s, this one is %v %s", l.Weights, w.Sizes(), w.Activation(), base.Sizes(), base.Activation())
	}
	return set, nil
}

// source makes the source again, and holds its data against those of then.
func (r *reader) source(part sourcePart) (*dynamics.Source, error) {
	var set *data.Set
	part.Name, part.Data = clean(part.Name), clean(part.Data)
	if part.Data != "" {
		open := r.open
		if slices.Contains(data.Names(), part.Data) {
			open = data.Open
		}
		var err error
		if set, err = open(part.Data); err != nil {
			return nil, err
		}
		if now := sum(set); now != part.Sum {
			return nil, fmt.Errorf("the data %s are not those of the recording (their sum is %s, not %s): find the file of then", part.Data, now, part.Sum)
		}
	}
	if part.Network != 0 {
		net, err := network(part.Network, r.networks)
		if err != nil {
			return nil, err
		}
		return dynamics.FromNetwork(part.Name, net, set)
	}
	p, err := model.FindPreset(part.Preset)
	if err != nil {
		return nil, err
	}
	if p.Fixed() && (!slices.Equal(p.Layers, part.Layers) || p.Activation.String() != part.Activation) {
		return nil, fmt.Errorf("the preset %s has other layers or another activation in this program", p.Name)
	}
	if err := reasonable(part.Layers); err != nil {
		return nil, err
	}
	if p.Activation, err = model.ParseActivation(part.Activation); err != nil {
		return nil, err
	}
	p.Layers, p.Data = part.Layers, part.Data
	return dynamics.FromData(p, set)
}

// reasonable refuses layers that would fill the memory.
func reasonable(layers []int) error {
	weights := 0
	for k, n := range layers {
		if n < 0 || n > maxWeights {
			return fmt.Errorf("layers: %d units are too many", n)
		}
		if k > 0 {
			weights += n * layers[k-1]
		}
		if weights > maxWeights {
			return fmt.Errorf("layers: more than %d weights", maxWeights)
		}
	}
	if len(layers) < 2 {
		return errors.New("layers: give at least an input and a visible layer")
	}
	return nil
}
