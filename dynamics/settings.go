package dynamics

import (
	"fmt"

	"nudge/model"
)

// Settings is everything that the next step depends on, beside the state. It
// is a value: an edit of a run replaces one by another.
type Settings struct {
	Knobs
	On       bool   // the nudge is on
	Nudge    Nudge  // its kind
	Inverted bool   // the nudge pushes away from the target
	Seed     uint64 // of the noise, and of drawn weights
	Noise    uint64 // added to the seed of the noise: another trial on the same weights
	Sample   int    // which input is clamped, from 1
	Target   int    // 0 the sample's own target, else the n-th other one
	// Weights has the weights and biases that were learnt, nil for those of the
	// source. It brings input and target along where there are no data.
	Weights *model.Network
}

// Law is what a step obeys under these settings; first is the step at which
// the nudge goes on.
func (s Settings) Law(first bool) Law {
	law := Law{Step: s.Step, Temperature: s.Temperature, Spikes: int(s.Spikes), Held: s.Held()}
	switch {
	case !law.Held:
		law.Beta = s.Push()
	case first:
		law.Jump = s.Push()
	}
	return law
}

// Push is the signed nudge strength in force, β or η: 0 in the free phase.
func (s Settings) Push() float64 {
	push := s.Beta
	if s.Nudge == Clamp {
		push = 1
	}
	switch {
	case !s.On:
		return 0
	case s.Inverted:
		return -push
	}
	return push
}

// Noisy tells whether the dynamics is random.
func (s Settings) Noisy() bool { return s.Temperature > 0 || s.Spikes > 0 }

// check refuses settings that the network cannot follow.
func (s Settings) check(net *model.Network) error {
	if s.Spikes > 0 && !net.Activation().Bounded() {
		return fmt.Errorf("spikes: a unit with the activation %s has no largest rate, so it cannot send spikes: use tanh, sigmoid or hardsigmoid", net.Activation())
	}
	return nil
}

// Held tells whether the nudge holds the visible units in place.
func (s Settings) Held() bool { return s.Nudge.Holds() && s.Push() != 0 }

// sameNetwork tells whether two settings ask for the same network, input and
// target.
func (s Settings) sameNetwork(o Settings) bool {
	return s.Gain == o.Gain && s.Asymmetry == o.Asymmetry && s.Seed == o.Seed && s.Sample == o.Sample && s.Target == o.Target &&
		s.Weights == o.Weights
}
