package dynamics

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"nudge/model"
)

func join(words []string) string { return strings.Join(words, ", ") }

// layersOf is "layer 4" or "layers 1, 2".
func layersOf(numbers []string) string {
	if len(numbers) == 1 {
		return "layer " + numbers[0]
	}
	return "layers " + join(numbers)
}

func (j *judge) say(format string, args ...any) {
	j.to.Findings = append(j.to.Findings, fmt.Sprintf(format, args...))
}

// find says what the failing rows come from. A cause explains what follows from
// it, so only the first one is named.
func (j *judge) find() {
	net := j.Rest.Network()
	early := 0.0
	for k := 1; k <= net.Depth(); k++ {
		early = max(early, j.earliest(k))
	}
	switch {
	case !(j.worstStep() <= j.tolerance):
		j.otherSteps()
	case !(j.still <= j.tolerance) || !(early <= j.tolerance):
		j.unsettled()
	case !net.Symmetric() && j.Failed() > 0:
		j.say("The steps are those of the dynamics. With asymmetric feedback the force is the gradient of no energy, and the derivative is no gradient.")
	case j.to.Seen() == 0:
		j.say("Nothing could be compared with a gradient: every derivative is 0 or below the rounding of %s.", j.file.Precision())
	case j.Failed() > 0:
		j.largeBeta()
	default:
		j.say("The derivative is the gradient, in every layer and frame that could be compared.")
	}
}

// Seen is how many layers were compared with a gradient.
func (j *Judgement) Seen() int {
	n := 0
	for _, v := range j.Worst {
		if v.Frame > 0 {
			n++
		}
	}
	return n
}

// firstSign is the part of the tolerance at which a step is seen to differ, once
// it is known that some do: the difference grows from frame to frame.
const firstSign = 0.01

// otherSteps says where the steps first are not those of theory, and what they
// are instead where that is one of the usual things.
func (j *judge) otherSteps() {
	for n, frame := range j.to.Frames {
		var layers, moved []string
		for _, v := range frame {
			if !(v.Step <= j.tolerance*firstSign) {
				layers = append(layers, fmt.Sprint(v.Layer))
			}
			if v.Early > j.tolerance {
				moved = append(moved, fmt.Sprint(v.Layer))
			}
		}
		if layers == nil {
			continue
		}
		j.say("The update is not s + ε (R(s) − s), plus ε β (y − s) in the visible layer: it differs first at frame %d, in %s.", n+1, layersOf(layers))
		if moved != nil {
			j.say("At frame %d the nudge cannot have arrived in %s, and there is motion.", n+1, layersOf(moved))
		}
		break
	}
	what := j.instead()
	if what == "" && !(j.still <= j.tolerance) && j.rests() {
		what = "It rests at frame 0 where this network would not: are weights, input and target those that it was made with?"
	}
	if what != "" {
		j.say("%s", what)
	}
}

// rests tells whether the layers that the nudge has not reached are still in
// the first step.
func (j *judge) rests() bool {
	for _, v := range j.to.Frames[0] {
		if v.Early > j.tolerance {
			return false
		}
	}
	return true
}

// instead is what the steps are instead of those of theory, "" if it is not
// known.
func (j *judge) instead() string {
	depth := j.Rest.Network().Depth()
	for _, known := range []struct {
		update
		text string
	}{
		{update{order: 1}, "The steps are those of layers updated one after the other, from layer 1 up: update all of them from the old state."},
		{update{order: -1}, "The steps are those of layers updated one after the other, from the visible one down: update all of them from the old state."},
		{update{flat: depth - 1}, "The steps are those of a force without ρ' in the hidden layers: R(s) is ρ'(s) ⊙ drive."},
		{update{flat: depth}, "The steps are those of a force without ρ': R(s) is ρ'(s) ⊙ drive."},
	} {
		if j.explains(j.law, known.update) {
			return known.text
		}
	}
	if j.held() {
		return "The visible layer jumps and is then held: that is a kick or a clamp, and only the pull of a spring can be judged."
	}
	if law, ok := j.fitted(); ok && j.explains(law, update{}) {
		return fmt.Sprintf("The steps are those of ε %.3g and a pull β (y − s) with β %.3g.", law.Step, law.Beta)
	}
	if t, ok := j.noise(); ok {
		return fmt.Sprintf("The steps are off at random and everywhere alike, like noise of temperature T %.1e: save a trajectory without noise.", t)
	}
	return ""
}

// explains tells whether every step is taken like this.
func (j *judge) explains(law Law, u update) bool {
	net := j.Rest.Network()
	step, want := newStepper(net), make([]float64, net.Units())
	for n := 1; n < len(j.states); n++ {
		step.next(want, j.states[n-1], law, u)
		for k := 1; k <= net.Depth(); k++ {
			if !(j.off(k, j.states[n], want, j.states[n-1]) <= j.tolerance) {
				return false
			}
		}
	}
	return true
}

// held tells whether the visible layer moves in the first step only.
func (j *judge) held() bool {
	net := j.Rest.Network()
	top := func(n int) []float64 { return net.Layer(j.states[n], net.Depth()) }
	for n := 2; n < len(j.states); n++ {
		if !slices.Equal(top(n), top(1)) {
			return false
		}
	}
	return len(j.states) > 2 && !slices.Equal(top(1), top(0))
}

// fitted is the ε and β that the steps fit best in the sense of least squares.
func (j *judge) fitted() (law Law, ok bool) {
	net := j.Rest.Network()
	point, force := net.At(j.states[0]), make([]float64, net.Units())
	pull := make([]float64, net.Units())
	var ff, fp, pp, fd, pd float64
	for n := 1; n < len(j.states); n++ {
		point.Move(j.states[n-1])
		point.Force(force)
		point.CostGradient(pull)
		for i, f := range force {
			p, d := -pull[i], j.states[n][i]-j.states[n-1][i]
			ff, fp, pp, fd, pd = ff+f*f, fp+f*p, pp+p*p, fd+f*d, pd+p*d
		}
	}
	det := ff*pp - fp*fp
	eps, push := (fd*pp-pd*fp)/det, (pd*ff-fd*fp)/det
	law = j.law
	law.Step, law.Beta = eps, push/eps
	return law, det > 0 && eps > 0 && eps < 10
}

// noise tells whether what the steps are off by looks like that of a Langevin
// step, the same size in all layers and new at each frame, and its temperature.
func (j *judge) noise() (temperature float64, ok bool) {
	net := j.Rest.Network()
	if len(j.states) < 4 {
		return 0, false
	}
	step, want := newStepper(net), make([]float64, net.Units())
	last, off := make([]float64, net.Units()), make([]float64, net.Units())
	sums := make([]float64, net.Depth())
	var total, alike, sizes float64
	for n := 1; n < len(j.states); n++ {
		step.next(want, j.states[n-1], j.law, update{})
		subtract(off, j.states[n], want, 1)
		for k := range sums {
			sums[k] += square(net.Layer(off, k+1))
		}
		alike, sizes = alike+dot(off, last), sizes+math.Sqrt(square(off)*square(last))
		total += square(off)
		last, off = off, last
	}
	mean := total / float64(net.Units()*(len(j.states)-1))
	for k, sum := range sums {
		if part := sum / float64(net.Size(k+1)*(len(j.states)-1)) / mean; part < 0.25 || part > 4 {
			return 0, false
		}
	}
	return mean / (2 * j.law.Step), net.Activation() != model.HardSigmoid && math.Abs(alike) < sizes/2
}

func square(v []float64) float64 { return dot(v, v) }

// unsettled says how far from rest frame 0 is, and where.
func (j *judge) unsettled() {
	net := j.Rest.Network()
	force := make([]float64, net.Units())
	net.At(j.states[0]).Force(force)
	worst, size := 0, 0.0
	for k := 1; k <= net.Depth(); k++ {
		if f := largest(net.Layer(force, k)); f > size {
			worst, size = k, f
		}
	}
	j.say("The steps are those of the dynamics, but frame 0 is not at rest, and what is not at rest moves without a nudge: the largest force is %.1e, in layer %d.", size, worst)
	if n := j.late(); n > 0 {
		j.say("Row 0 is frame %d: it must be the state before the first nudged step.", n)
		return
	}
	j.say("Settle it for longer before the nudge.")
}

// latest is how many rows are looked for that may be missing at the start.
const latest = 10

// late is the frame that row 0 is of where the rows before it were left out, 0
// if they were not.
func (j *judge) late() int {
	net := j.Rest.Network()
	step, s, was := newStepper(net), slices.Clone(j.Rest.State()), make([]float64, net.Units())
	for n := 1; n <= latest; n++ {
		copy(was, s)
		step.next(s, was, j.law, update{})
		same := true
		for k := 1; k <= net.Depth(); k++ {
			same = same && j.off(k, j.states[0], s, was) <= j.tolerance
		}
		if same {
			return n
		}
	}
	return 0
}

// largeBeta says that the error is one of the nudge, not of the simulator.
func (j *judge) largeBeta() {
	worst := 0.0
	for k, v := range j.to.Worst {
		if a := j.to.Arrival[k]; a.Layer > 0 && !a.BelowRounding {
			worst = max(worst, a.RelativeError)
		}
		if v.Frame > 0 {
			worst = max(worst, v.RelativeError)
		}
	}
	beta := math.Abs(j.push)
	j.say("The steps are those of the dynamics and frame 0 is at rest: what is left is the size of the nudge. β %.1e makes an error of %.1e, which falls with β: about %.0e would pass.", beta, worst, beta*j.tolerance/worst/2)
}
