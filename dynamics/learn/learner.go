package learn

import (
	"fmt"
	"math/rand/v2"

	"nudge/model"
)

// Learner is a network that learns from minibatches. Its memory is kept from one
// to the next.
type Learner struct {
	setup      Setup
	activation model.Activation
	sizes      []int
	parameters
	origin   model.Spec // the network it began as
	seed     uint64
	compiled *model.Network // the present weights, for the rule equilibrium only
	batches  map[int]*batch // by number of samples
	batch    *batch         // the last one
}

// NewLearner begins with the parameters of a network. seed draws the sign of
// the rule random-sign.
func NewLearner(net *model.Network, setup Setup, seed uint64) (*Learner, error) {
	if err := setup.check(net.Depth()); err != nil {
		return nil, err
	}
	if !net.Symmetric() {
		return nil, model.ErrNoEnergy
	}
	return &Learner{
		setup: setup, activation: net.Activation(), sizes: net.Sizes(), parameters: parametersOf(net),
		origin: net.Spec(), seed: seed, batches: map[int]*batch{},
	}, nil
}

// Network is the network as it is now, with the input and the target it began
// with. It fails when the parameters are no longer finite.
func (l *Learner) Network() (*model.Network, error) { return model.New(l.spec(l.origin)) }

// minibatch is some samples, with one row of n_0 and n_L each.
type minibatch struct {
	inputs, targets [][]float64
	begin           [][]float64 // s_1 … s_L that each free phase begins with, s = 0 where it is nil
	turn            int         // counts the minibatches, and draws the sign of random-sign
}

// Settle runs the free phase of a minibatch: inputs and targets have one row of
// n_0 and n_L a sample. Visible then tells where it ended.
func (l *Learner) Settle(inputs, targets [][]float64) error {
	return l.each(minibatch{inputs: inputs, targets: targets}, func(*part) error { return nil })
}

// Visible is s_L of sample i of the last minibatch at the end of its free phase.
// It is valid until the next one.
func (l *Learner) Visible(i int) []float64 {
	top := l.batch.parts[i/partChains].rest[len(l.sizes)-1]
	return rowsOf(top, i%partChains, 1).Data
}

// rest is s_1 … s_L of sample i of the last minibatch at the end of its free
// phase, newly allocated.
func (l *Learner) rest(i int) []float64 {
	var s []float64
	for _, m := range l.batch.parts[i/partChains].rest[1:] {
		s = append(s, rowsOf(m, i%partChains, 1).Data...)
	}
	return s
}

// Learn changes the parameters by what the rule finds in a minibatch:
// W_k by rate_k times the mean over its samples of m_{k-1}ᵀ d_k + d_{k-1}ᵀ m_k.
// turn counts the minibatches and draws the sign of random-sign.
func (l *Learner) Learn(inputs, targets [][]float64, turn int) error {
	return l.learn(minibatch{inputs, targets, nil, turn})
}

func (l *Learner) learn(m minibatch) error {
	if err := l.teach(m); err != nil {
		return err
	}
	l.add(l.weights, l.biases, l.setup.Rates)
	return l.bounded()
}

// Gradient is what the rule takes for +∂C/∂W_k and +∂C/∂b_k, in the mean over a
// minibatch. The parameters stay as they are.
func (l *Learner) Gradient(inputs, targets [][]float64, turn int) (model.Gradient, error) {
	return l.gradient(minibatch{inputs, targets, nil, turn})
}

func (l *Learner) gradient(m minibatch) (model.Gradient, error) {
	if err := l.teach(m); err != nil {
		return model.Gradient{}, err
	}
	w, b, uphill := make(layered, len(l.sizes)), make([][]float64, len(l.sizes)), make([]float64, len(l.sizes)-1)
	for k := 1; k < len(l.sizes); k++ {
		w[k], b[k], uphill[k-1] = newMatrix(l.sizes[k-1], l.sizes[k]), make([]float64, l.sizes[k]), -1
	}
	l.add(w, b, uphill)
	g := model.Gradient{Biases: b[1:]}
	for _, m := range w[1:] {
		g.Weights = append(g.Weights, toRows(m))
	}
	return g, nil
}

func (l *Learner) teach(m minibatch) (err error) {
	if l.setup.Rule == Equilibrium {
		if l.compiled, err = l.Network(); err != nil {
			return err
		}
	}
	sign := 1.0
	if l.setup.Rule == RandomSign && rand.New(rand.NewPCG(l.seed, 0x516<<32|uint64(m.turn))).IntN(2) == 1 {
		sign = -1
	}
	teach := rules()[l.setup.Rule].teach
	return l.each(m, func(p *part) error { return teach(p, l, sign) })
}

// each settles the parts of a minibatch and does something with them, on all
// cores. The error is that of the first part that has one.
func (l *Learner) each(m minibatch, do func(*part) error) error {
	inputs, targets := m.inputs, m.targets
	if len(inputs) == 0 || len(inputs) != len(targets) || len(inputs[0]) != l.sizes[0] || len(targets[0]) != l.sizes[len(l.sizes)-1] {
		panic(fmt.Sprintf("learn: %d inputs and %d targets do not fit the layers %v", len(inputs), len(targets), l.sizes))
	}
	b := l.batches[len(inputs)]
	if b == nil {
		b = newBatch(l.sizes, len(inputs), l.setup.Rule.pairs(l.setup.Nudged))
		l.batches[len(inputs)] = b
	}
	l.batch = b
	spread(len(b.parts), func(i int) {
		p, first := b.parts[i], i*partChains
		last := min(first+partChains, len(inputs))
		p.clamp(l, inputs[first:last], targets[first:last])
		if m.begin != nil {
			p.begin(m.begin[first:last])
		}
		if p.failed = p.settle(l); p.failed == nil {
			p.failed = do(p)
		}
	})
	for _, p := range b.parts {
		if p.failed != nil {
			return p.failed
		}
	}
	return nil
}
