package cli

import (
	"fmt"
	"io"
	"time"

	"nudge/dynamics/learn"
)

// trainProgress is the meter of a training.
type trainProgress struct {
	meter
	training    *learn.Training
	first, done int // minibatches before this run, and by now
}

func newTrainProgress(to io.Writer, t *learn.Training) *trainProgress {
	before := t.Epoch() * t.Batches()
	return &trainProgress{meter: newMeter(to), training: t, first: before, done: before}
}

// add says that one more minibatch is done.
func (p *trainProgress) add() {
	p.done++
	p.tell(float64(p.done)/float64(p.total()), p.text)
}

func (p *trainProgress) total() int { return p.training.Recipe.Epochs * p.training.Batches() }

func (p *trainProgress) text(now time.Time) string {
	left := time.Duration(float64(now.Sub(p.began)) * float64(p.total()-p.done) / float64(p.done-p.first))
	errors := ""
	if h := p.training.History; len(h) > 0 {
		errors = fmt.Sprintf("train error %.2f %%, ", 100*h[len(h)-1].TrainError)
		if test := h[len(h)-1].TestError; test != nil {
			errors += fmt.Sprintf("test error %.2f %%, ", 100**test)
		}
	}
	return fmt.Sprintf("epoch %d of %d, %s%s left", p.training.Epoch()+1, p.training.Recipe.Epochs, errors, roughly(left))
}
