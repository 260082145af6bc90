package learn

import (
	"context"
	"fmt"
	"math"
	"slices"

	"nudge/model"
	"nudge/model/data"
)

// Training is a network that learns a data set, minibatch after minibatch and
// pass after pass.
type Training struct {
	Recipe  Recipe
	History []Report // one for each pass so far
	Measure bool     // the reports of passes to come have Angles
	set     *data.Set
	sum     string // of the set, empty before it is asked for
	learner *Learner
	targets [][]float64
	train   []int
	test    []int
	place   place
	order   []int // of the samples in pass number ordered
	ordered int
	rest    [][]float64 // s_1 … s_L where the last free phase of each sample ended; nil but for persistent states
}

// Report is what one pass came to.
type Report struct {
	Epoch      int      `json:"epoch"`            // from 1
	Cost       float64  `json:"cost"`             // C of the free phases, in the mean over the pass
	TrainError float64  `json:"train_error"`      // part of the samples that the free phases took for another class
	TestError  *float64 `json:"test_error"`       // the same of the test samples after the pass; nil without any
	Angles     Angles   `json:"angles,omitempty"` // after the pass, where they are measured
}

// place is how far a pass has come. What the slice points to does not change.
type place struct {
	Batch int     `json:"batch"` // minibatches that are done
	Wrong int     `json:"wrong"` // of their samples
	Cost  float64 `json:"cost"`  // C, summed over their samples
	Last  []int   `json:"last"`  // the samples of the last minibatch
	Mean  float64 `json:"mean"`  // C in the mean over them
}

// NewTraining checks the recipe and draws split and weights. What the samples kept
// for testing say does not reach the others: see data.Set.ScaledBy.
func NewTraining(set *data.Set, r Recipe) (*Training, error) {
	if err := r.Check(set); err != nil {
		return nil, err
	}
	train, _ := r.split(set)
	t, err := prepare(set.ScaledBy(train), r)
	if err != nil {
		return nil, err
	}
	net, err := r.network(t.set, t.targets, t.train)
	if err != nil {
		return nil, err
	}
	return t, t.start(net)
}

// NewTrainingFrom checks the recipe and begins with the parameters of a network,
// which must have the layers and the activation of the recipe, and sees the data
// as they are scaled here.
func NewTrainingFrom(net *model.Network, set *data.Set, r Recipe) (*Training, error) {
	t, err := prepare(set, r)
	switch {
	case err != nil:
		return nil, err
	case !slices.Equal(net.Sizes(), r.Layers):
		return nil, fmt.Errorf("layers: the network has %v and the recipe %v: give them the same", net.Sizes(), r.Layers)
	case net.Activation() != r.Activation:
		return nil, fmt.Errorf("activation: the network has %s and the recipe %s: give them the same", net.Activation(), r.Activation)
	}
	return t, t.start(net.Clamp(set.X[0], t.targets[0]))
}

func prepare(set *data.Set, r Recipe) (*Training, error) {
	if err := r.Check(set); err != nil {
		return nil, err
	}
	low, high := r.Activation.TargetRange()
	t := &Training{Recipe: r, set: set, targets: targets(set, low, high), History: []Report{}, place: place{Last: []int{}}}
	t.train, t.test = r.split(set)
	t.forget()
	return t, nil
}

func (t *Training) start(net *model.Network) (err error) {
	t.learner, err = NewLearner(net, t.Recipe.Setup, t.Recipe.Seed)
	return err
}

// Epoch is how many passes are done.
func (t *Training) Epoch() int { return len(t.History) }

// Batches is how many minibatches a pass has.
func (t *Training) Batches() int { return (len(t.train) + t.Recipe.Batch - 1) / t.Recipe.Batch }

// Position is how many passes are done, and how many minibatches of the next.
func (t *Training) Position() (epoch, batch int) { return t.Epoch(), t.place.Batch }

// Last is the samples of the last minibatch, from 0 in the data set, none before
// the first. The caller must not change it.
func (t *Training) Last() []int { return t.place.Last }

// Cost is C at the ends of the free phases of the last minibatch, in the mean
// over its samples; NaN before the first.
func (t *Training) Cost() float64 {
	if len(t.place.Last) == 0 {
		return math.NaN()
	}
	return t.place.Mean
}

// Network is the network as it is now, clamped to the first sample.
func (t *Training) Network() (*model.Network, error) { return t.learner.Network() }

// Pass learns from what is left of the present pass. done is called after each
// minibatch. It ends early with an error of Step.
func (t *Training) Pass(ctx context.Context, done func()) error {
	for {
		_, before := t.Position()
		passed, err := t.Step(ctx)
		if _, after := t.Position(); after > before || passed && before < t.Batches() {
			done()
		}
		if passed || err != nil {
			return err
		}
	}
}

// Step learns from one minibatch. After the last one of a pass it also tests,
// adds a Report to the History, and says that the pass is over. It ends early
// when ctx does: the next Step then goes on from there. After a *DivergedError
// the training is of no use until Rewind.
func (t *Training) Step(ctx context.Context) (passed bool, err error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	if t.place.Batch < t.Batches() {
		if err := t.learn(); err != nil {
			return false, failed(t.Epoch()+1, err)
		}
	}
	if t.place.Batch < t.Batches() {
		return false, nil
	}
	if err := t.report(ctx); err != nil {
		return false, failed(t.Epoch()+1, err)
	}
	return true, nil
}

// report ends a pass.
func (t *Training) report(ctx context.Context) (err error) {
	n := float64(len(t.train))
	r := Report{Epoch: t.Epoch() + 1, Cost: t.place.Cost / n, TrainError: float64(t.place.Wrong) / n}
	if r.TestError, err = t.TestError(ctx); err != nil {
		return err
	}
	if t.Measure {
		if r.Angles, err = t.Angles(ctx); err != nil {
			return err
		}
	}
	t.History = append(t.History, r)
	t.beginPass()
	return nil
}

// beginPass goes to the start of a pass. The last minibatch stays what it was.
func (t *Training) beginPass() { t.place = place{Last: t.place.Last, Mean: t.place.Mean} }

// learn takes in the next minibatch.
func (t *Training) learn() error {
	samples := t.next()
	if err := t.learner.learn(t.minibatch(samples)); err != nil {
		return err
	}
	t.remember(samples)
	wrong, cost := t.judge(samples)
	p := t.place
	t.place = place{p.Batch + 1, p.Wrong + wrong, p.Cost + cost, samples, cost / float64(len(samples))}
	return nil
}

// turn counts the minibatches since the training began.
func (t *Training) turn() int { return t.Epoch()*t.Batches() + t.place.Batch }

// next is the samples of the next minibatch.
func (t *Training) next() []int {
	if epoch := t.Epoch() + 1; t.ordered != epoch {
		t.order, t.ordered = t.Recipe.order(t.train, epoch), epoch
	}
	first := t.place.Batch * t.Recipe.Batch
	last := min(first+t.Recipe.Batch, len(t.order))
	return t.order[first:last:last]
}

func (t *Training) rows(samples []int) (x, y [][]float64) {
	for _, i := range samples {
		x, y = append(x, t.set.X[i]), append(y, t.targets[i])
	}
	return x, y
}
