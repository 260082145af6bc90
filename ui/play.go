package ui

import (
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/ui/pane"
)

// beat plays the frames that are due, or goes on with what is being computed.
func (a *App) beat(msg tickMsg) tea.Cmd {
	frames, ok := a.clock.beat(msg)
	switch {
	case !ok:
		return nil
	case a.class.follows():
		return a.catchUp()
	case a.goal != nil:
		return a.seekStep(*a.goal)
	case a.replay.busy():
		return a.runErrand()
	case !a.clock.playing:
		return nil
	case a.lecture != nil && a.lecture.play != nil:
		return a.playLesson()
	}
	if a.replay.guides() {
		return a.playReplay(frames)
	}
	if frames > 0 {
		_, err := a.run.Advance(frames, a.clock.step)
		a.observe(err)
		if f := &a.frame; f.Nudged && f.Number >= 1 && f.Number <= f.Network().Depth() {
			a.clock.arrived()
		}
	}
	if !a.clock.playing {
		return nil
	}
	return a.clock.tick()
}

// seek moves the cursor to a frame. What takes longer than one tick goes on at
// the next one.
func (a *App) seek(frame int) tea.Cmd { return a.seekStep(frame - a.run.First()) }

// aim is the step that the user is waiting for, or else the one shown.
func (a *App) aim() int {
	if a.goal != nil {
		return *a.goal
	}
	return a.frame.Trail.Step()
}

// seekStep is seek with the frame counted from the start of the run, which
// stays the same while frame 0 moves.
func (a *App) seekStep(step int) tea.Cmd {
	if _, played := a.run.Position(); a.replay.guides() {
		if step > played {
			a.warn("%s", a.replay.beyond(step+a.run.First(), a.run.Played()))
		}
		step, a.replay.errand = min(step, played), nil // what comes then is the author's
	}
	done, err := a.run.Seek(step+a.run.First(), a.clock.seek)
	a.goal = nil
	if !done && err == nil {
		a.goal = &step
	}
	a.observe(err)
	if a.goal != nil {
		return a.clock.tick()
	}
	return nil
}

// equilibrate goes on until the network is in equilibrium with the noise.
func (a *App) equilibrate() tea.Cmd {
	if a.run.Ready() {
		return nil
	}
	return a.seek(0)
}

// changed follows an edit of the run: it shows the frame, or the error.
func (a *App) changed(err error) tea.Cmd {
	if err != nil {
		a.notice = pane.Notice{Text: err.Error(), Ink: badInk}
		return nil
	}
	if a.failed != nil {
		a.failed, a.notice = nil, pane.Notice{}
	}
	aim := a.aim()
	a.goal = nil
	cmd := tea.Batch(a.recompute(aim), a.followWeights())
	a.observe(nil)
	return cmd
}

// recompute goes back to the step aimed at where an edit took the run from it,
// or to the end of the equilibration where the run began anew.
func (a *App) recompute(aim int) tea.Cmd {
	if now := a.run.Settings(); now.Chains != a.frame.Chains || now.Window != a.frame.Window {
		return a.seekStep(aim)
	}
	return a.equilibrate()
}

// observe looks at the run again. A run that diverged stops the clock.
func (a *App) observe(err error) {
	a.dirty = true
	a.run.Observe(&a.frame, a.reference)
	if a.unit >= a.frame.Network().Units() {
		a.unit = -1
	}
	var diverged *dynamics.DivergedError
	if errors.As(err, &diverged) {
		a.failed, a.goal = err, nil
		a.clock.set(false)
		a.notice = a.failure()
	}
}

// failure is what is said of a run that cannot go on.
func (a *App) failure() pane.Notice {
	text := a.failed.Error()
	var d *dynamics.DivergedError
	if errors.As(a.failed, &d) {
		text = fmt.Sprintf("diverged at frame %d in %s (u undoes, r rewinds): %s", d.Frame, pane.LayerName(a.frame.Network().Hops(d.Layer)), d.Hint)
	}
	return pane.Notice{Text: text, Ink: badInk}
}

// begin starts anew under settings that came as a whole: a saved file, a mark,
// a cell of a sweep.
func (a *App) begin(set dynamics.Settings) error {
	if err := a.run.Restart(set); err != nil {
		return err
	}
	for i, knob := range dynamics.Table {
		a.anchors[i] = knob.Get(set.Knobs)
	}
	return nil
}
