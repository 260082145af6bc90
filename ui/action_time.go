package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

func timeActions() []Action {
	return []Action{
		{
			Keys: []string{"space"}, Group: "time", Label: "play", Footer: 1,
			Help: "play or pause; at normal speed it lingers where the nudge arrives", Do: (*App).togglePlay,
		},
		{
			Keys: []string{".", "right", "l"}, Group: "time", Label: "step", Footer: 2,
			Help: "one frame on", Do: move(1),
		},
		{
			Keys: []string{",", "left", "h"}, Group: "time", Label: "back", Footer: 3,
			Help: "one frame back", Do: move(-1), Disabled: atStart,
		},
		{Keys: []string{"L"}, Group: "time", Help: "ten frames on", Do: move(10)},
		{Keys: []string{"H"}, Group: "time", Help: "ten frames back", Do: move(-10), Disabled: atStart},
		{
			Keys: []string{")"}, Group: "time", Help: "to the next event: an arrival, an edit, a mark",
			Do: func(a *App) tea.Cmd { return a.nextEvent(1) },
		},
		{
			Keys: []string{"("}, Group: "time", Help: "to the event before",
			Do: func(a *App) tea.Cmd { return a.nextEvent(-1) }, Disabled: atStart,
		},
		{
			Keys: []string{"home"}, Group: "time", Help: "to frame 0, and from there to the first frame",
			Do: func(a *App) tea.Cmd {
				if a.frame.Number <= 0 {
					return a.seek(a.run.First())
				}
				return a.seek(0)
			}, Disabled: atStart,
		},
		{
			Keys: []string{"end"}, Group: "time", Help: "to the last frame played",
			Do: func(a *App) tea.Cmd { return a.seek(a.run.Played()) },
		},
		{Keys: []string{"<"}, Group: "time", Label: "slower", Footer: 5, Help: "slower", Do: changeSpeed(-1)},
		{Keys: []string{">"}, Group: "time", Label: "faster", Footer: 9, Help: "faster", Do: changeSpeed(1)},
		{
			Keys: []string{"backspace"}, Group: "time", Help: "normal speed, 30 frames a second",
			Do: func(a *App) tea.Cmd { a.clock.speed = 1; return nil },
		},
		{
			Keys: []string{"g"}, Group: "time", Help: "go to a frame by number",
			Do: func(a *App) tea.Cmd { return a.ask("go to frame ", a.goTo) },
		},
		{Keys: []string{"m"}, Group: "time", Help: "mark this frame with its settings and its picture, or unmark it", Do: (*App).toggleMark},
	}
}

func atStart(a *App) string {
	if a.frame.Number <= a.run.First() {
		return "this is the first frame"
	}
	return ""
}

func move(frames int) func(*App) tea.Cmd {
	return func(a *App) tea.Cmd {
		a.clock.set(false)
		return a.seekStep(max(a.aim()+frames, 0))
	}
}

func changeSpeed(by int) func(*App) tea.Cmd {
	return func(a *App) tea.Cmd {
		if !a.clock.shift(by) {
			a.warn("%s", map[bool]string{true: "this is the highest speed", false: "this is the lowest speed"}[by > 0])
		}
		return nil
	}
}

func (a *App) togglePlay() tea.Cmd {
	if a.failed != nil && !a.clock.playing {
		a.notice = a.failure()
		return nil
	}
	a.clock.set(!a.clock.playing)
	if !a.clock.playing {
		return nil
	}
	return a.clock.tick()
}

// nextEvent seeks the nearest arrival, edit or mark after (or before) the
// cursor, as far as it was played or, going on, the next arrival.
func (a *App) nextEvent(direction int) tea.Cmd {
	a.clock.set(false)
	var events []int
	events = append(events, a.run.First(), 0)
	for hops := range a.frame.Network().Depth() {
		events = append(events, hops+1)
	}
	events = append(append(events, a.run.Edits()...), a.marked()...)
	slices.Sort(events)
	if direction < 0 {
		slices.Reverse(events)
	}
	for _, e := range events {
		if (e-a.frame.Number)*direction > 0 {
			return a.seek(e)
		}
	}
	a.warn("there is no event after this frame")
	return nil
}
