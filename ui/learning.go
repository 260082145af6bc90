package ui

import (
	"context"
	"errors"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/dynamics/learn"
	"nudge/model"
	"nudge/ui/pane"
)

// learning is a training on weights of its own. It goes on in commands, one at a
// time, while the run is played: as long as one is under way only that touches
// the training.
type learning struct {
	training *learn.Training
	seed     uint64 // of the weights it began with
	ctx      context.Context
	cancel   context.CancelFunc

	busy    bool      // a command is under way
	running bool      // another one follows it
	waiting []task    // what wants the training next
	probed  time.Time // when the angles were measured last
	failed  error     // why it cannot go on

	clock    *clock
	gifts    gifts
	example  *example
	recipe   learn.Recipe // as the last sight had it
	picture  pane.Learning
	reported int // passes whose errors are in the picture
}

// task is something to do with the training, of which it may get new weights.
type task struct {
	do  func() error
	net *model.Network // these, nil for none
}

// learntMsg brings what a command came to.
type learntMsg struct {
	of      *learning
	costs   []costAt
	sight   sight
	adopted []*model.Network // weights that the training got from a task
	refused error            // what tasks could not do
	err     error
}

// costAt is the mean cost of a minibatch, and when, in passes.
type costAt struct{ at, cost float64 }

// How long a command learns before it brings what it has; how many of them a
// training takes at least, so that one can watch a small one; and how often the
// angles to the exact gradient are measured, which takes longer than learning.
const (
	learnTime  = 60 * time.Millisecond
	learnTurns = 200
	probeTime  = 400 * time.Millisecond
)

// newLearning is the training of the run's weights on the run's data, with the
// recipe of those data.
func newLearning(run *dynamics.Run) (*learning, error) {
	set := run.Latest()
	base, err := run.Source().Base(set)
	if err != nil {
		return nil, err
	}
	recipe := learn.RecipeFor(run.Source().Data())
	recipe.Layers, recipe.Activation, recipe.Seed = base.Sizes(), base.Activation(), set.Seed
	if n := len(recipe.Layers) - 1; len(recipe.Rates) != n {
		recipe.Rates = slices.Repeat(recipe.Rates[len(recipe.Rates)-1:], n)
	}
	training, err := learn.NewTrainingFrom(base, run.Source().Data(), recipe)
	if err != nil {
		return nil, err
	}
	l := &learning{
		training: training, seed: set.Seed, recipe: recipe, gifts: newGifts(set.Weights, training.Snapshot()),
	}
	l.ctx, l.cancel = context.WithCancel(context.Background())
	return l, nil
}

// noData is why a network cannot learn.
func noData(a *App) string {
	if why := noWork(a); why != "" {
		return why
	}
	return dataless(a)
}

// dataless is why a network has nothing to learn from.
func dataless(a *App) string {
	if !a.run.Source().HasData() {
		return "this network has no data to learn from: start with --data, or with --preset iris, digits or xor"
	}
	return ""
}

// toggleLearning starts the training, or pauses it.
func (a *App) toggleLearning() tea.Cmd {
	l, cmd, err := a.trained()
	if err != nil {
		return a.changed(err)
	}
	a.turn(Learning)
	if l.running {
		l.running = false
		a.tell("learning is paused: W goes on, Enter shows one example, u goes back to before")
		return cmd
	}
	l.example, l.failed, l.running = nil, nil, true
	return tea.Batch(cmd, l.work(true))
}

// trained is the training of the run's weights: a new one, which wants to be
// looked at, where there is none.
func (a *App) trained() (*learning, tea.Cmd, error) {
	if l := a.learning; l != nil {
		return l, nil, nil
	}
	l, err := newLearning(a.run)
	if err != nil {
		return nil, nil, err
	}
	l.clock, a.learning = &a.clock, l
	return l, l.work(false), nil
}

// endLearning forgets the training.
func (a *App) endLearning() {
	if a.learning != nil {
		a.learning.cancel()
		a.learning = nil
	}
}

// when does something with the training, as soon as no command has it, and looks
// at what became of it.
func (l *learning) when(do func() error) tea.Cmd {
	l.waiting = append(l.waiting, task{do: do})
	return l.work(false)
}

// adopt makes the training go on with weights that the run got in another way.
func (l *learning) adopt(net *model.Network) tea.Cmd {
	l.waiting = append(l.waiting, task{func() error { return l.training.Adopt(net) }, net})
	return l.work(false)
}

// work is the command that learns for a moment, or only looks. There is never a
// second one: the first is followed by another where there is something to do.
func (l *learning) work(on bool) tea.Cmd {
	if l.busy {
		return nil
	}
	now, filmed := l.clock.now(), l.clock.film != nil
	waiting, probing := l.waiting, now.Sub(l.probed) > probeTime
	l.busy, l.waiting = true, nil
	if probing {
		l.probed = now
	}
	return func() tea.Msg {
		msg := learntMsg{of: l}
		for _, t := range waiting {
			msg.refused = errors.Join(msg.refused, t.do())
			if t.net != nil {
				msg.adopted = append(msg.adopted, t.net)
			}
		}
		if on {
			msg.costs, msg.err = l.learn(filmed)
		}
		if msg.err == nil {
			msg.sight, msg.err = look(l.training, probing || l.over())
		}
		if on && filmed {
			return later{learnTime, msg}
		}
		return msg
	}
}

// learn takes minibatches until the moment is over, or its share of them is done. A
// film waits for the whole share.
func (l *learning) learn(filmed bool) (costs []costAt, err error) {
	var end <-chan time.Time
	if !filmed {
		end = time.After(learnTime)
	}
	share := l.training.Recipe.Epochs*l.training.Batches()/learnTurns + 1
	for range share {
		if l.over() {
			return costs, nil
		}
		if _, err = l.training.Step(l.ctx); err != nil {
			return costs, err
		}
		costs = append(costs, costAt{position(l.training), l.training.Cost()})
		select {
		case <-end:
			return costs, nil
		default:
		}
	}
	if filmed {
		return costs, nil
	}
	select {
	case <-end:
	case <-l.ctx.Done():
	}
	return costs, nil
}

// over tells whether all passes are done.
func (l *learning) over() bool { return l.training.Epoch() >= l.training.Recipe.Epochs }

// position is how many passes are done, with the part of the one at work.
func position(t *learn.Training) float64 {
	epoch, batch := t.Position()
	return float64(epoch) + float64(batch)/float64(t.Batches())
}

// learnt takes over what a command brought, and asks for the next one.
func (a *App) learnt(msg learntMsg) tea.Cmd {
	l := msg.of
	if l != a.learning || errors.Is(msg.err, context.Canceled) {
		return nil
	}
	l.busy = false
	a.dirty = a.dirty || a.main == Learning
	if msg.refused != nil {
		a.warn("%v", msg.refused)
	}
	if msg.err != nil {
		l.running, l.failed = false, msg.err
		a.warn("learning stopped: %v", msg.err)
		return a.rewindLearning()
	}
	for _, net := range msg.adopted {
		l.gifts.marks[net] = msg.sight.mark
	}
	l.see(msg)
	if len(l.waiting) > 0 {
		return l.work(false)
	}
	if l.running && l.picture.Epoch >= l.picture.Epochs {
		l.running = false
		a.tell("all %d passes are done (:learn epochs N asks for more)", l.picture.Epoch)
	}
	cmd := a.give(msg)
	if l.running {
		cmd = tea.Batch(cmd, l.work(true))
	}
	return cmd
}
