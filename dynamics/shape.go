package dynamics

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"nudge/model"
	"nudge/model/data"
)

// Shape says where the networks of a source come from, in words that a file can
// keep: it opens the same source later, from any folder.
type Shape struct {
	Network    string `json:"network"`          // the preset, or the absolute path of the file
	Layers     []int  `json:"layers,omitempty"` // none: the preset as it is
	Activation string `json:"activation,omitempty"`
	Data       string `json:"data,omitempty"` // the data set, or the absolute path of the file; "" for none
}

// Shape is the source in words. The name of a network that is in no file, because
// a lesson or a recording brought it, stays as it is.
func (s *Source) Shape() Shape {
	shape := Shape{Network: s.name}
	if s.file != nil {
		shape.Network = absolute(s.name)
		shape.Layers, shape.Activation = s.file.Sizes(), s.file.Activation().String()
	} else {
		shape.Layers, shape.Activation = slices.Clone(s.preset.Layers), s.preset.Activation.String()
	}
	if s.set != nil {
		shape.Data = s.set.Name
		if !slices.Contains(data.Names(), s.set.Name) {
			shape.Data = absolute(s.set.Name)
		}
	}
	return shape
}

// absolute is the path of a file from everywhere; of none, what it was.
func absolute(path string) string {
	whole, err := filepath.Abs(path)
	if _, gone := os.Stat(path); err != nil || gone != nil {
		return path
	}
	return whole
}

// Source opens what the shape says. It fails where that is not there any more, and
// where it has become another.
func (s Shape) Source() (*Source, error) {
	source, err := s.full().open()
	if err != nil {
		return nil, err
	}
	if now := source.Shape(); len(s.Layers) > 0 && !now.Same(s) {
		return nil, fmt.Errorf("it was %s, and is %s now", s, now)
	}
	return source, nil
}

func (s Shape) open() (*Source, error) {
	p, err := model.FindPreset(s.Network)
	switch {
	case err != nil:
		return s.openFile()
	case p.Fixed():
		return FromPreset(p)
	}
	if p.Activation, err = model.ParseActivation(s.Activation); err != nil {
		return nil, err
	}
	p.Layers, p.Data = s.Layers, s.Data
	return FromPreset(p)
}

// openFile is the network of a file. Only arrays of NumPy leave the activation open,
// and may have other data than their own input and target.
func (s Shape) openFile() (*Source, error) {
	if !model.IsNPZ(s.Network) || s.Activation == "" {
		return FromFile(s.Network)
	}
	activation, err := model.ParseActivation(s.Activation)
	if err != nil {
		return nil, err
	}
	net, err := model.LoadNPZ(s.Network, activation)
	if err != nil {
		return nil, err
	}
	var set *data.Set
	if s.Data != "" {
		if set, err = data.Open(s.Data); err != nil {
			return nil, err
		}
	}
	return FromNetwork(s.Network, net, set)
}

// Same tells whether two shapes are of one source.
func (s Shape) Same(o Shape) bool {
	s, o = s.full(), o.full()
	return s.Network == o.Network && slices.Equal(s.Layers, o.Layers) && s.Activation == o.Activation && s.Data == o.Data
}

// full is the shape with what goes without saying.
func (s Shape) full() Shape {
	if p, err := model.FindPreset(s.Network); err == nil && len(s.Layers) == 0 {
		s.Layers, s.Activation, s.Data = p.Layers, p.Activation.String(), p.Data
	}
	return s
}

// String is what a user reads: iris 4-8-6-3 tanh.
func (s Shape) String() string {
	s = s.full()
	text := s.Network
	if len(s.Layers) > 0 {
		text += " " + strings.Trim(strings.ReplaceAll(fmt.Sprint(s.Layers), " ", "-"), "[]") + " " + s.Activation
	}
	if s.Data != "" && s.Data != s.Network {
		text += " with the data " + s.Data
	}
	return text
}
