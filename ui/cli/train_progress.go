package cli

import (
	"fmt"
	"io"
	"time"

	"nudge/dynamics/learn"
)

// trainProgress tells on standard error how far a training is: a bar on a
// terminal, else a line now and then.
type trainProgress struct {
	to          io.Writer
	terminal    bool
	training    *learn.Training
	first, done int // minibatches before this run, and by now
	began, last time.Time
}

func newTrainProgress(to io.Writer, t *learn.Training) *trainProgress {
	now, before := time.Now(), t.Epoch()*t.Batches()
	return &trainProgress{to: to, terminal: terminal(to), training: t, first: before, done: before, began: now, last: now}
}

// add says that one more minibatch is done.
func (p *trainProgress) add() {
	p.done++
	every := lineEvery
	if p.terminal {
		every = barEvery
	}
	now := time.Now()
	if now.Sub(p.last) < every {
		return
	}
	p.last = now
	if p.terminal {
		fmt.Fprintf(p.to, "\r\x1b[K%s %s", bar(float64(p.done)/float64(p.total())), p.text(now))
	} else {
		fmt.Fprintf(p.to, "nudge: %s\n", p.text(now))
	}
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

// end takes the bar off the screen.
func (p *trainProgress) end() {
	if p.terminal {
		fmt.Fprint(p.to, "\r\x1b[K")
	}
}
