package dynamics

import "nudge/model"

// stepper takes single noiseless steps, also in ways that theory does not.
type stepper struct {
	net   *model.Network
	point *model.Point
	state []float64
}

func newStepper(net *model.Network) *stepper {
	return &stepper{net: net, point: net.At(make([]float64, net.Units())), state: make([]float64, net.Units())}
}

// update is a way to take a step; the zero value is the one of theory.
type update struct {
	order int // 0 all layers from the old state; 1 in turn from layer 1 up, −1 from the visible one down
	flat  int // from layer 1 to this one ρ' is left out of the force
}

// next writes the state after s to dst.
func (st *stepper) next(dst, s []float64, law Law, u update) {
	copy(st.state, s)
	st.point.Move(s)
	depth := st.net.Depth()
	for i := range depth {
		k := i + 1
		if u.order < 0 {
			k = depth - i
		}
		if u.order != 0 && i > 0 {
			st.point.Move(st.state)
		}
		st.layer(st.net.Layer(st.state, k), k, law, k <= u.flat)
	}
	copy(dst, st.state)
}

// layer moves layer k, which s holds, as the point says.
func (st *stepper) layer(s []float64, k int, law Law, flat bool) {
	drive, slope := st.net.Layer(st.point.Drive, k), st.net.Layer(st.point.Slope, k)
	hard := st.net.Activation() == model.HardSigmoid
	for i, v := range s {
		toward := slope[i] * drive[i]
		if flat || hard {
			toward = drive[i] // hardsigmoid is projected instead
		}
		if k == st.net.Depth() {
			toward += law.Beta * (st.net.Target()[i] - v)
		}
		s[i] = v + law.Step*(toward-v)
		if hard {
			s[i] = min(max(s[i], 0), 1)
		}
	}
}
