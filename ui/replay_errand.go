package ui

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/dynamics/recording"
	"nudge/ui/pane"
)

// errand is where a replay is going. What takes longer than one tick goes on at the
// next one.
type errand struct {
	acts  int  // to have been carried out, at the end
	word  bool // or as soon as one of them says something
	place bool // and then the run goes to where the next one was done
}

// busy tells whether a replay is on an errand.
func (r *replay) busy() bool { return r != nil && r.errand != nil }

// progress says how far it is.
func (r *replay) progress(frame int) string {
	return fmt.Sprintf("replaying %d of %d, frame %d … Esc stops", r.player.At(), r.errand.acts, frame)
}

// send begins an errand.
func (a *App) send(e errand) tea.Cmd {
	a.goal, a.replay.errand = nil, &e
	return a.runErrand()
}

// runErrand goes on with the errand for as long as a tick may take.
func (a *App) runErrand() tea.Cmd {
	r, until := a.replay, a.clock.now().Add(a.clock.seek)
	arrived, err := false, error(nil)
	for err == nil && !arrived {
		budget := a.clock.seek
		if budget > 0 {
			if budget = until.Sub(a.clock.now()); budget <= 0 {
				break
			}
		}
		arrived, err = a.oneAct(budget)
	}
	a.observe(nil)
	switch {
	case err != nil:
		a.clock.set(false)
		r.errand = nil
		a.notice = pane.Notice{Text: fmt.Sprintf("cannot be replayed any further: %s:%v", r.file, err), Ink: badInk}
		return nil
	case !arrived:
		a.notice = pane.Notice{} // it would hide how far it is
		return a.clock.tick()
	}
	if r.errand = nil; a.clock.playing {
		return a.clock.tick()
	}
	return nil
}

// oneAct carries out one act of the errand, or the end of it; arrived tells whether
// that is so.
func (a *App) oneAct(budget time.Duration) (arrived bool, err error) {
	r, e := a.replay, a.replay.errand
	if r.player.At() >= e.acts {
		switch {
		case e.place:
			return r.player.Approach(budget)
		case e.word:
			a.replayEnds()
		}
		return true, nil
	}
	done, err := r.player.Next(budget)
	if done != nil {
		a.showDone(done)
		return e.word && done.Words != "", nil
	}
	return false, err
}

// showDone shows what was done.
func (a *App) showDone(done *recording.Done) {
	r := a.replay
	if run := r.player.Run(); run != a.run {
		a.enter(run)
	}
	a.reference = r.player.Reference
	if done.Words != "" {
		r.from, _ = a.run.Position()
		r.said = done.Words
		a.tell("%s", done.Words)
	}
}

// replayEnds says that there is no more.
func (a *App) replayEnds() {
	a.clock.set(false)
	a.warn("the recording ends here: w goes on from here on your own")
}

// dropErrand stops where it has come to.
func (a *App) dropErrand() {
	r := a.replay
	r.errand = nil
	a.clock.set(false)
	a.tell("stopped after %d of the %d lines that say what was done", r.player.At(), len(r.player.Acts))
}

// nextAct goes to what the author did next.
func (a *App) nextAct() tea.Cmd { return a.send(errand{acts: len(a.replay.player.Acts), word: true}) }

// actBefore goes back to before what the author did last.
func (a *App) actBefore() tea.Cmd {
	r := a.replay
	for n := r.player.At() - 1; n > 0; n-- {
		act := r.player.Acts[n]
		if act.Look == nil && (act.Deed == nil || act.Deed.Op != dynamics.Joined) {
			return a.again(errand{acts: n, place: true})
		}
	}
	cmd := a.replayTo(0)
	a.warn("this is the beginning of the recording")
	return cmd
}

// replayTo shows the moment after so many acts.
func (a *App) replayTo(acts int) tea.Cmd {
	if acts >= a.replay.player.At() {
		return a.send(errand{acts: acts})
	}
	return a.again(errand{acts: acts})
}

// again is an errand from the beginning of the recording.
func (a *App) again(e errand) tea.Cmd {
	r := a.replay
	again := &replay{player: recording.NewPlayer(r.player.Recording), file: r.file}
	run, err := again.opening()
	if err != nil {
		a.notice = pane.Notice{Text: err.Error(), Ink: badInk}
		return nil
	}
	a.replay = again
	a.enter(run)
	a.reference = dynamics.Backprop
	return a.send(e)
}
