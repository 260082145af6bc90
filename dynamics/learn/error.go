package learn

import "context"

// judge counts the samples of the learner's last minibatch that are taken for
// another class, and adds up their cost.
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
