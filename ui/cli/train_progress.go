package cli

import (
	"fmt"
	"io"
	"time"

	"nudge/dynamics/learn"
)

// trainProgress is the meter of one training or of several, one after the other.
type trainProgress struct {
	meter
	training    *learn.Training // the present one
	number, of  int             // which it is, and of how many
	first, done int             // minibatches before this run, and by now
	total       int
}

// newTrainProgress is for that many trainings of the size of the first.
func newTrainProgress(to io.Writer, t *learn.Training, of int) *trainProgress {
	epoch, batch := t.Position()
	before := epoch*t.Batches() + batch
	return &trainProgress{
		meter: newMeter(to), of: of, first: before, done: before,
		total: of * t.Recipe.Epochs * t.Batches(),
	}
}

// begin turns to the next training.
func (p *trainProgress) begin(t *learn.Training) {
	p.training = t
	p.number++
}

// add says that one more minibatch is done.
func (p *trainProgress) add() {
	p.done++
	p.tell(float64(p.done)/float64(p.total), p.text)
}

func (p *trainProgress) text(now time.Time) string {
	left := time.Duration(float64(now.Sub(p.began)) * float64(p.total-p.done) / float64(p.done-p.first))
	which, errors := "", ""
	if p.of > 1 {
		which = fmt.Sprintf("training %d of %d, ", p.number, p.of)
	}
	if h := p.training.History; len(h) > 0 {
		errors = result{h[len(h)-1].TrainError, h[len(h)-1].TestError, p.training.Recipe.Validate}.String() + ", "
	}
	return fmt.Sprintf("%sepoch %d of %d, %s%s left", which, p.training.Epoch()+1, p.training.Recipe.Epochs, errors, roughly(left))
}
