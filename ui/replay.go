package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/dynamics/recording"
	"nudge/ui/pane"
)

// replay is a recording that is shown: the keys of time go through what its author
// did, in order, frame by frame.
type replay struct {
	player *recording.Player
	file   string
	from   int // the step at which the author did the last thing
	said   string
	own    bool // the viewer goes on alone
}

// guides tells whether the keys of time follow the recording.
func (r *replay) guides() bool { return r != nil && !r.own }

// guided is why a run that is being replayed cannot be changed.
func (a *App) guided() string {
	if a.replay.guides() {
		return "this is a recording: w goes on from here on your own"
	}
	return ""
}

// firstRun is the run that the App begins with: that of the options, or of the
// recording to be shown.
func (a *App) firstRun(o Options, begin dynamics.Beginning) (*dynamics.Run, error) {
	if o.Replay == nil {
		run, err := begin.Run(o.Source)
		if err == nil {
			run.Estimate(o.Estimator)
		}
		return run, err
	}
	a.replay = &replay{player: recording.NewPlayer(o.Replay), file: o.ReplayFile}
	return a.replay.opening()
}

// opening carries out the acts up to the first run.
func (r *replay) opening() (*dynamics.Run, error) {
	for r.player.Run() == nil {
		if ok, err := r.player.Next(); err != nil || !ok {
			return nil, fmt.Errorf("%s:%w", r.file, err)
		}
	}
	return r.player.Run(), nil
}

// replayKey gives a key to the recording; used is false for those that only look.
func (a *App) replayKey(name string) (cmd tea.Cmd, used bool) {
	action, ok := a.bindings[name]
	if !ok {
		return nil, false
	}
	if move, ok := a.replayKeys()[action.Keys[0]]; ok {
		a.clock.set(false)
		move()
		return nil, true
	}
	if action.Keys[0] == "'" { // it puts the settings of a mark in force
		a.warn("%s", a.guided())
		return nil, true
	}
	switch action.Group {
	case "experiment", "knobs", "lessons":
		a.warn("%s", a.guided())
		return nil, true
	}
	return nil, false
}

// replayKeys are the keys of time, by the first one of each action.
func (a *App) replayKeys() map[string]func() {
	return map[string]func(){
		".":    func() { a.forward(1) },
		"L":    func() { a.forward(10) },
		",":    func() { a.backward(1) },
		"H":    func() { a.backward(10) },
		")":    func() { a.nextAct() },
		"(":    func() { a.actBefore() },
		"home": func() { a.replayTo(0) },
		"end":  func() { a.replayTo(len(a.replay.player.Acts)) },
	}
}

// forward goes on by so many moments: a frame each, or what the author did next.
func (a *App) forward(moments int) {
	for ; moments > 0; moments-- {
		if !a.moment() {
			return
		}
	}
}

// moment goes on by one; ok is false at the end.
func (a *App) moment() (ok bool) {
	for {
		step, played, placed := a.replay.player.Target()
		at, far := a.run.Position()
		if placed && (far < played || at < step) {
			_, err := a.run.Advance(1, 0)
			a.observe(err)
			return err == nil
		}
		words, ok := a.act()
		if words != "" || !ok {
			return ok
		}
	}
}

// act carries out what the author did next, and returns what that was; ok is false
// at the end.
func (a *App) act() (words string, ok bool) {
	r := a.replay
	if r.player.At() == len(r.player.Acts) {
		a.clock.set(false)
		a.warn("the recording ends here: w goes on from here on your own")
		return "", false
	}
	act := r.player.Acts[r.player.At()]
	if step, played, placed := r.player.Target(); placed {
		if err := a.run.Reach(step, played); err != nil {
			return a.stuckReplay(act, err)
		}
	}
	words = act.Words(a.run)
	if ok, err := r.player.Next(); !ok {
		return a.stuckReplay(act, err)
	}
	if run := r.player.Run(); run != a.run {
		a.enter(run)
	}
	a.reference = r.player.Reference
	a.observe(nil)
	if words != "" {
		r.from, _ = a.run.Position()
		r.said = words
		a.tell("%s", words)
	}
	return words, true
}

// stuckReplay ends a replay that cannot go on.
func (a *App) stuckReplay(act recording.Act, err error) (string, bool) {
	a.clock.set(false)
	a.notice = pane.Notice{Text: fmt.Sprintf("line %d of %s cannot be replayed: %v", act.Line, a.replay.file, err), Ink: badInk}
	return "", false
}

// nextAct goes to what the author did next.
func (a *App) nextAct() {
	for {
		if words, ok := a.act(); words != "" || !ok {
			return
		}
	}
}

// backward goes back by so many frames, and from what the author did to before it.
func (a *App) backward(frames int) {
	at, _ := a.run.Position()
	if at <= a.replay.from {
		a.actBefore()
		return
	}
	a.seekStep(max(at-frames, a.replay.from))
}

// actBefore goes back to before what the author did last.
func (a *App) actBefore() {
	r := a.replay
	for n := r.player.At() - 1; n > 0; n-- {
		act := r.player.Acts[n]
		if act.Look == nil && (act.Deed == nil || act.Deed.Op != dynamics.Joined) {
			a.replayTo(n)
			if step, played, placed := r.player.Target(); placed {
				_ = a.run.Reach(step, played)
				a.observe(nil)
			}
			return
		}
	}
	a.replayTo(0)
	a.warn("this is the beginning of the recording")
}

// replayTo shows the moment after so many acts.
func (a *App) replayTo(acts int) {
	r := a.replay
	again := &replay{player: recording.NewPlayer(r.player.Recording), file: r.file}
	run, err := again.opening()
	if err != nil {
		a.notice = pane.Notice{Text: err.Error(), Ink: badInk}
		return
	}
	a.replay = again
	a.enter(run)
	a.reference = dynamics.Backprop
	a.observe(nil)
	for again.player.At() < acts {
		if _, ok := a.act(); !ok {
			return
		}
	}
}

// playReplay is the beat of the clock while a recording plays. On what the author
// did it stays for a moment.
func (a *App) playReplay(frames int) tea.Cmd {
	for ; frames > 0 && a.clock.playing; frames-- {
		said := a.replay.player.At()
		before := a.replay.said
		if !a.moment() {
			break
		}
		if f := &a.frame; f.Nudged && f.Number >= 1 && f.Number <= f.Network().Depth() || a.replay.player.At() != said && a.replay.said != before {
			a.clock.arrived()
			break
		}
	}
	if !a.clock.playing {
		return nil
	}
	return a.clock.tick()
}

// leaveReplay leaves the recording with a run of the viewer's own, or goes back to
// it.
func (a *App) leaveReplay() {
	r := a.replay
	r.own = !r.own
	a.clock.set(false)
	if r.own {
		a.enter(a.run.Fork())
		a.tell("on your own from here: w goes back to the recording")
	} else {
		a.enter(r.player.Run())
		a.reference = r.player.Reference
		a.tell("back in the recording")
	}
	a.observe(nil)
}

// replayHints is the footer of a recording.
func replayHints() []pane.Hint {
	return []pane.Hint{
		{Key: "space", Does: "play"},
		{Key: ".", Does: "step"},
		{Key: ",", Does: "back"},
		{Key: ")", Does: "next deed"},
		{Key: "w", Does: "your own way"},
		{Key: "<", Does: "slower"},
	}
}
