package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// drawn says when the screen was drawn last.
type drawn struct {
	at    time.Time
	asked bool // a drawMsg is on its way
}

// drawMsg draws what could not be drawn at once.
type drawMsg struct{}

// drawInTime draws what has changed, and shows it to the class. A guest's screen is
// drawn twice a tick of the clock at most, a single key at once, many keys
// together: drawing is what costs, and the machine is the whole class's.
func (a *App) drawInTime() tea.Cmd {
	if !a.dirty {
		return nil
	}
	wait := a.clock.interval/2 - time.Since(a.drawn.at)
	if !a.guest || wait <= 0 {
		a.drawn.at = time.Now()
		a.draw()
		a.publish()
		return nil
	}
	if a.drawn.asked {
		return nil
	}
	a.drawn.asked = true
	return tea.Tick(wait, func(time.Time) tea.Msg { return drawMsg{} })
}

// cover gives the whole screen to what is open over it. The others are parked: what
// is seldom open keeps no canvas in each session of a class.
func (a *App) cover() {
	size := func(open bool) (w, h int) {
		if open {
			return a.width, a.height
		}
		return 0, 0
	}
	help, menu := a.help.shown, a.menu != nil
	a.help.pane.Resize(size(help))
	a.panes.menu.Resize(size(menu && !help))
	a.panes.waiting.Resize(size(a.class.expects() && !menu && !help))
}
