package dynamics

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"gonum.org/v1/gonum/diff/fd"

	"nudge/model"
)

// Check holds against each other, on one network, the quantities that theory
// says must agree.
type Check struct {
	Rest  *Rest
	Exact *model.Gradient // the equilibrium gradient; nil where it is not defined
	EP    *model.Gradient // its estimate from states settled at ±EPBeta; nil where it is not defined
	Rows  []Comparison
	Left  []string // what could not be compared, and why
}

// EPBeta is the nudge strength of Check.EP.
const EPBeta = 1e-3

// Comparison is one row of a Check.
type Comparison struct {
	Quantity  string
	Error     float64 // ‖a − b‖ / ‖b‖, or ‖a‖ where b is 0
	Tolerance float64
}

// OK tells whether the two quantities agree. NaN does not.
func (c Comparison) OK() bool { return c.Error <= c.Tolerance }

// Failed is how many rows do not agree.
func (c *Check) Failed() int {
	n := 0
	for _, row := range c.Rows {
		if !row.OK() {
			n++
		}
	}
	return n
}

// NewCheck checks the network that the settings ask for, nudged with their
// signed β by a spring and without noise:
//
//   - force: −∂E/∂s against finite differences of the energy;
//   - residual: what is left of the force at s*, over β, beside the visible
//     gradient, which is the error it adds to every derivative;
//   - arrival: −ds_k/dt/β against ε^hops g_k of back-propagation, in the frame
//     that reaches layer k;
//   - frames: −ds/dt/β against back-propagation through time, in every layer
//     reached;
//   - displacement: (s^β − s*)/−β, fully settled, against H⁻¹ ∂C/∂s;
//   - the symmetric equilibrium-propagation weight gradient against the exact
//     one.
//
// It fails as a run fails.
func NewCheck(source *Source, set Settings, tolerance float64) (*Check, error) {
	set.On, set.Nudge, set.Temperature, set.Chains = true, Spring, 0, 1
	run, err := NewRun(source, set, 0)
	if err != nil {
		return nil, err
	}
	var f Frame
	run.Observe(&f, Backprop)
	k := checker{Check: &Check{Rest: f.Rest}, push: set.Push(), tolerance: tolerance}
	k.force()
	k.residual()
	if err := k.frames(run, &f); err != nil {
		return nil, err
	}
	if !k.Rest.Network().Symmetric() {
		k.leave("force, displacement and equilibrium propagation: asymmetric feedback leaves no energy")
		return k.Check, nil
	}
	if err := k.equilibrium(); err != nil {
		return nil, err
	}
	return k.Check, nil
}

type checker struct {
	*Check
	push, tolerance float64
	muted, faint    []string // layers without a gradient, and with one below rounding
}

func (k *checker) leave(format string, args ...any) {
	k.Left = append(k.Left, fmt.Sprintf(format, args...))
}

func (k *checker) row(quantity string, err float64) {
	k.Rows = append(k.Rows, Comparison{Quantity: quantity, Error: err, Tolerance: k.tolerance})
}

// probed is how many units the finite differences are taken of, at most.
const probed = 256

// force compares at a random state: within the bounds for hardsigmoid, where
// the force is not projected.
func (k *checker) force() {
	net := k.Rest.Network()
	if !net.Symmetric() {
		return
	}
	rng := rand.New(rand.NewPCG(1, 3))
	s := make([]float64, net.Units())
	for i := range s {
		s[i] = 0.1 + 0.8*rng.Float64()
		if net.Activation() != model.HardSigmoid {
			s[i] = 2*s[i] - 1
		}
	}
	some := rng.Perm(len(s))[:min(len(s), probed)]
	point, force := net.At(s), make([]float64, len(s))
	point.Force(force)
	x, want := make([]float64, len(some)), make([]float64, len(some))
	for i, at := range some {
		x[i], want[i] = s[at], -force[at]
	}
	energy := func(x []float64) float64 {
		for i, at := range some {
			s[at] = x[i]
		}
		point.Move(s)
		return point.Energy()
	}
	got := fd.Gradient(nil, energy, x, &fd.Settings{Formula: fd.Central})
	k.row("force with finite differences of the energy", apart(got, want))
}

func (k *checker) residual() {
	net := k.Rest.Network()
	err := k.Rest.Residual / math.Abs(k.push)
	if g := largest(net.Layer(k.Rest.Backprop, net.Depth())); g > 0 {
		err /= g
	}
	k.row("residual / β beside the visible gradient", err)
}

// framesAfter is how many frames are compared after the deepest layer is
// reached.
const framesAfter = 10

// frames compares the derivatives of the nudged steps.
func (k *checker) frames(run *Run, f *Frame) error {
	depth := f.Network().Depth()
	worst, any := 0.0, false
	for n := 1; n <= depth+framesAfter; n++ {
		if _, err := run.Advance(1, 0); err != nil {
			return err
		}
		if n <= depth {
			run.Observe(f, Backprop)
			k.arrival(f.Layers[depth-n])
		}
		run.Observe(f, BPTT)
		for _, a := range f.Layers {
			if a.Reached && !a.BelowRounding {
				worst, any = math.Max(worst, k.relative(a)), true
			}
		}
	}
	k.arrivalsLeft()
	if any {
		k.row(fmt.Sprintf("frames 1 to %d with bptt", depth+framesAfter), worst)
	} else {
		k.leave("frames with bptt: every derivative is 0 or below rounding")
	}
	return nil
}

func (k *checker) arrival(a Agreement) {
	switch {
	case a.BelowRounding && a.Gradient == 0:
		k.muted = append(k.muted, fmt.Sprint(a.Layer))
	case a.BelowRounding:
		k.faint = append(k.faint, fmt.Sprint(a.Layer))
	default:
		k.row(fmt.Sprintf("arrival at layer %d with backprop", a.Layer), k.relative(a))
	}
}

// arrivalsLeft says at which layers nothing could be compared on arrival.
func (k *checker) arrivalsLeft() {
	if len(k.muted) > 0 {
		k.leave("arrival at layers %s: the gradient there is 0, and so is the derivative", strings.Join(k.muted, ", "))
	}
	if len(k.faint) > 0 {
		k.leave("arrival at layers %s: below rounding, a larger step or beta would show it", strings.Join(k.faint, ", "))
	}
}

// relative is the relative error of an agreement, or what there is where there
// should be nothing.
func (k *checker) relative(a Agreement) float64 {
	if a.Gradient == 0 {
		return a.Derivative / math.Abs(k.push)
	}
	return a.RelativeError
}

// equilibrium compares what is fully settled.
func (k *checker) equilibrium() error {
	exact, err := k.Rest.Point.EquilibriumGradient()
	if err != nil {
		k.leave("displacement and equilibrium propagation: %v", err)
		return nil
	}
	ep, err := EquilibriumPropagation(k.Rest, EPBeta)
	if err != nil {
		return err
	}
	s := slices.Clone(k.Rest.State())
	if _, err := Settle(k.Rest.Network(), s, k.push); err != nil {
		return err
	}
	for i, at := range k.Rest.State() {
		s[i] = (s[i] - at) / -k.push
	}
	k.Exact, k.EP = &exact, &ep
	k.row("displacement with equilibrium", apart(s, k.Rest.Lag(false)))
	k.row("symmetric equilibrium propagation with the exact weight gradient", apart(flatWeights(ep), flatWeights(exact)))
	return nil
}

func flatWeights(g model.Gradient) []float64 { return slices.Concat(slices.Concat(g.Weights...)...) }

// apart is ‖a − b‖ / ‖b‖, or ‖a‖ where b is 0.
func apart(a, b []float64) float64 {
	diff := make([]float64, len(a))
	for i := range a {
		diff[i] = a[i] - b[i]
	}
	if size := norm(b); size > 0 {
		return norm(diff) / size
	}
	return norm(diff)
}
