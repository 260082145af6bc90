package ui

import (
	"time"

	"nudge/ui/pane"
)

// hearing is what was said of a training last.
type hearing struct {
	at    time.Time
	pass  int
	stage pane.LearningStage // of an example
}

// hearingTime is how often a training that goes on says how far it is, at most.
const hearingTime = 2 * time.Second

// learns tells whether a training goes on, pass after pass.
func (a *App) learns() bool { return a.learning != nil && a.learning.running }

// learningSentence says how far the training is, and what begins one.
func (a *App) learningSentence(named bool) string {
	l := a.learningPicture()
	switch why := noData(a); {
	case l == nil && why != "":
		return "nothing is learned: " + why
	case l == nil:
		return pane.NothingLearned
	case l.Epochs == 0:
		return "learning begins; W pauses it, where tells how far it is."
	}
	return pane.LearningSentence(l, named)
}

// trains tells whether a training is about to stand still: its last command is under
// way, or what takes it back.
func (a *App) trains() bool { return a.learning != nil && a.learning.busy && !a.learning.running }

// sayLearning says how far the training is.
func (p *plain) sayLearning(named bool) {
	p.heard.at = p.app.clock.now()
	if l := p.app.learningPicture(); l != nil {
		p.heard.pass = l.Epoch
	}
	p.say("%s", p.app.learningSentence(named))
}

// hearLearning follows a training: a sentence a pass, but not one on the heels of the
// other, one where it ends, and one for each phase of an example. ran tells whether it
// went on before.
func (p *plain) hearLearning(ran bool) {
	l := p.app.learning
	switch {
	case l == nil:
		return
	case l.example != nil:
		if stage := l.example.stage; stage != p.heard.stage && stage < pane.WeightChange {
			p.say("%s", pane.LearningCaption(p.app.learningPicture()))
		}
		p.heard.stage = l.example.stage
		return
	case ran && !l.running, l.running && l.picture.Epoch > p.heard.pass && p.app.clock.now().Sub(p.heard.at) >= hearingTime:
		p.sayLearning(false)
	}
	p.heard.stage = pane.LearningPaused
}

// waits tells whether the end of a pipe is not the end yet: it asked to learn.
func (p *plain) waits() bool { return p.piped != nil && p.app.learns() }
