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
	errand *errand // under way, nil for none
	from   int     // the step at which the author did the last thing
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
		if done, err := r.player.Next(0); err != nil || done == nil {
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
	if a.replay.errand != nil && (name == "esc" || name == "space") {
		a.dropErrand()
		return nil, true
	}
	if move, ok := a.replayKeys()[action.Keys[0]]; ok {
		a.clock.set(false)
		a.replay.errand = nil
		return move(), true
	}
	if action.changes() || action.Group == "lessons" || name == "enter" && a.main == Learning {
		a.warn("%s", a.guided())
		return nil, true
	}
	return nil, false
}

// replayKeys are the keys of time, by the first one of each action.
func (a *App) replayKeys() map[string]func() tea.Cmd {
	return map[string]func() tea.Cmd{
		".":    func() tea.Cmd { return a.forward(1) },
		"L":    func() tea.Cmd { return a.forward(10) },
		",":    func() tea.Cmd { return a.backward(1) },
		"H":    func() tea.Cmd { return a.backward(10) },
		")":    a.nextAct,
		"(":    a.actBefore,
		"home": func() tea.Cmd { return a.replayTo(0) },
		"end":  func() tea.Cmd { return a.replayTo(len(a.replay.player.Acts)) },
	}
}

// forward goes on by so many moments: a frame each, or what the author did next.
func (a *App) forward(moments int) tea.Cmd {
	for ; moments > 0; moments-- {
		if cmd, ok := a.moment(); !ok {
			return cmd
		}
	}
	return nil
}

// moment goes on by one; ok is false at the end, and where it takes a while.
func (a *App) moment() (cmd tea.Cmd, ok bool) {
	for {
		step, played, placed := a.replay.player.Target()
		at, far := a.run.Position()
		if placed && (far < played || at < step) {
			_, err := a.run.Advance(1, 0)
			a.observe(err)
			return nil, err == nil
		}
		if a.replay.player.Ended() {
			a.replayEnds()
			return nil, false
		}
		acts, said := a.replay.player.At(), a.replay.said
		if cmd = a.send(errand{acts: acts + 1}); a.replay.player.At() == acts {
			return cmd, false
		}
		if a.replay.said != said {
			return nil, true
		}
	}
}

// backward goes back by so many frames, and from what the author did to before it.
func (a *App) backward(frames int) tea.Cmd {
	at, _ := a.run.Position()
	if at <= a.replay.from {
		return a.actBefore()
	}
	return a.seekStep(max(at-frames, a.replay.from))
}

// playReplay is the beat of the clock while a recording plays. On what the author
// did it stays for a moment.
func (a *App) playReplay(frames int) tea.Cmd {
	for ; frames > 0 && a.clock.playing; frames-- {
		acts, said := a.replay.player.At(), a.replay.said
		if cmd, ok := a.moment(); !ok {
			if cmd != nil {
				return cmd
			}
			break
		}
		if f := &a.frame; f.Nudged && f.Number >= 1 && f.Number <= f.Network().Depth() || a.replay.player.At() != acts && a.replay.said != said {
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
	r.own, r.errand = !r.own, nil
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

// beyond says why a frame after the last one played is not shown.
func (r *replay) beyond(frame, last int) string {
	if r.player.Ended() {
		return fmt.Sprintf("the recording ends at frame %d: w goes on from there on your own", last)
	}
	return fmt.Sprintf("frame %d is not reached yet: space and . go on, ) to what was done next", frame)
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
