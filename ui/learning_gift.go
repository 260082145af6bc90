package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics/learn"
	"nudge/model"
)

// gifts are the weights that the run was given, and how the training goes on
// from each: so that undo takes the training back too.
type gifts struct {
	last  *model.Network // nil for those of the source
	marks map[*model.Network]learn.Snapshot
	at    time.Time // of the last one
	epoch int       // passes done then
}

func newGifts(first *model.Network, mark learn.Snapshot) gifts {
	return gifts{last: first, marks: map[*model.Network]learn.Snapshot{first: mark}, epoch: mark.Epoch()}
}

// giftTime is how often the run is given new weights, at most.
const giftTime = time.Second

// giftsKept is after how many gifts they come half as often, and so on: a run
// remembers all its weights.
const giftsKept = 64

// due tells whether the weights after so many passes are given to the run: those
// at which the training pauses always are.
func (g *gifts) due(epoch int, running bool, now time.Time) bool {
	apart := 1 + len(g.marks)/giftsKept
	return !running || epoch >= g.epoch+apart && now.Sub(g.at) >= giftTime
}

// give makes what was learnt an edit of the run, from the cursor on. It waits
// while the user looks at the past or at one example.
func (a *App) give(msg learntMsg) tea.Cmd {
	l := a.learning
	if len(msg.costs) == 0 || l.example != nil || a.goal != nil || a.run.Cursor() < a.run.Played() || !l.gifts.due(l.picture.Epoch, l.running, a.clock.now()) {
		return nil
	}
	l.gifts.last, l.gifts.at, l.gifts.epoch = msg.sight.net, a.clock.now(), l.picture.Epoch
	l.gifts.marks[msg.sight.net] = msg.sight.mark
	return a.changed(a.run.Teach(msg.sight.net))
}

// followWeights keeps the training with the weights of the run, when an edit or
// an undo brought other ones.
func (a *App) followWeights() tea.Cmd {
	l, set := a.learning, a.run.Latest()
	switch {
	case l == nil || set.Weights == l.gifts.last && (set.Weights != nil || set.Seed == l.seed):
		return nil
	case set.Weights == nil && set.Seed != l.seed:
		a.endLearning()
		return nil
	}
	return a.rewindLearning()
}

// rewindLearning takes the training back to the weights of the run. Those that
// are not from it end it.
func (a *App) rewindLearning() tea.Cmd {
	l, net := a.learning, a.run.Latest().Weights
	mark, known := l.gifts.marks[net]
	if !known {
		a.endLearning()
		return nil
	}
	l.running, l.example = false, nil
	l.gifts.last, l.gifts.epoch = net, mark.Epoch()
	return l.when(func() error { l.training.Rewind(mark); return nil })
}
