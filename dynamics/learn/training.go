package learn

import (
	"context"

	"nudge/model"
	"nudge/model/data"
)

// Training is a network that learns a data set, pass after pass.
type Training struct {
	Recipe  Recipe
	History []Report // one for each pass so far
	set     *data.Set
	learner *Learner
	targets [][]float64
	train   []int
	test    []int
}

// Report is what one pass came to.
type Report struct {
	Epoch      int      `json:"epoch"`       // from 1
	Cost       float64  `json:"cost"`        // C of the free phases, in the mean over the pass
	TrainError float64  `json:"train_error"` // part of the samples that the free phases took for another class
	TestError  *float64 `json:"test_error"`  // the same of the test samples after the pass; nil without any
}

// NewTraining checks the recipe and draws split and weights.
func NewTraining(set *data.Set, r Recipe) (*Training, error) {
	if err := r.Check(set); err != nil {
		return nil, err
	}
	low, high := r.Activation.TargetRange()
	t := &Training{Recipe: r, set: set, targets: targets(set, low, high), History: []Report{}}
	t.train, t.test = r.split(set.Len())
	net, err := r.network(set, t.targets, t.train)
	if err != nil {
		return nil, err
	}
	if t.learner, err = NewLearner(net, r.Setup, r.Seed); err != nil {
		return nil, err
	}
	return t, nil
}

// Epoch is how many passes are done.
func (t *Training) Epoch() int { return len(t.History) }

// Batches is how many minibatches a pass has.
func (t *Training) Batches() int { return (len(t.train) + t.Recipe.Batch - 1) / t.Recipe.Batch }

// Network is the network as it is now, clamped to the first sample.
func (t *Training) Network() (*model.Network, error) { return t.learner.Network() }

// Pass learns from every training sample once, tests, and adds a Report to the
// History. done is called after each minibatch. It ends early when ctx does, or
// with a *DivergedError: the training is then of no further use.
func (t *Training) Pass(ctx context.Context, done func()) error {
	epoch := t.Epoch() + 1
	order, report, wrong := t.Recipe.order(t.train, epoch), Report{Epoch: epoch}, 0
	for turn := (epoch - 1) * t.Batches(); len(order) > 0; turn++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		samples := order[:min(t.Recipe.Batch, len(order))]
		order = order[len(samples):]
		x, y := t.rows(samples)
		if err := t.learner.Learn(x, y, turn); err != nil {
			return failed(epoch, err)
		}
		n, cost := t.judge(samples)
		wrong, report.Cost = wrong+n, report.Cost+cost
		done()
	}
	report.TrainError = float64(wrong) / float64(len(t.train))
	report.Cost /= float64(len(t.train))
	test, err := t.TestError(ctx)
	if err != nil {
		return failed(epoch, err)
	}
	report.TestError = test
	t.History = append(t.History, report)
	return nil
}

// judge counts the samples of the last minibatch that are taken for another
// class, and adds up their cost.
func (t *Training) judge(samples []int) (wrong int, cost float64) {
	low, high := t.Recipe.Activation.TargetRange()
	for i, sample := range samples {
		visible := t.learner.Visible(i)
		if Predict(visible, low, high) != t.set.Y[sample] {
			wrong++
		}
		for j, v := range visible {
			d := v - t.targets[sample][j]
			cost += d * d / 2
		}
	}
	return wrong, cost
}

func (t *Training) rows(samples []int) (x, y [][]float64) {
	for _, i := range samples {
		x, y = append(x, t.set.X[i]), append(y, t.targets[i])
	}
	return x, y
}

// TrainError is the part of the training samples that the network as it is now
// takes for another class.
func (t *Training) TrainError(ctx context.Context) (float64, error) { return t.wrong(ctx, t.train) }

// TestError is the same of the test samples, nil without any.
func (t *Training) TestError(ctx context.Context) (*float64, error) {
	if len(t.test) == 0 {
		return nil, nil
	}
	v, err := t.wrong(ctx, t.test)
	return &v, err
}

// tested is how many samples are settled at once for testing.
const tested = 100

func (t *Training) wrong(ctx context.Context, samples []int) (float64, error) {
	wrong := 0
	for first := 0; first < len(samples); first += tested {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		some := samples[first:min(first+tested, len(samples))]
		if err := t.learner.Settle(t.rows(some)); err != nil {
			return 0, err
		}
		n, _ := t.judge(some)
		wrong += n
	}
	return float64(wrong) / float64(len(samples)), nil
}
