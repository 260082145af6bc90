package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"nudge/ui/pane"
)

// spoken is how long what a key of a student said stays, while the presenter goes
// on, and welcomeTime how long what was said at first does, whatever the presenter
// reads meanwhile. A key ends it, or that the presenter leaves.
const (
	spoken      = 2 * time.Second
	welcomeTime = 6 * time.Second
)

// welcome says something at first.
func (a *App) welcome(words string) {
	if a.class.welcome = words; words != "" {
		a.warn("%s", words)
	}
}

// greetedMsg says that the welcome has been up long enough.
type greetedMsg struct{}

// greeting is the command that waits for that.
func (c *class) greeting() tea.Cmd {
	if c == nil || c.welcome == "" {
		return nil
	}
	return tea.Tick(welcomeTime, func(time.Time) tea.Msg { return greetedMsg{} })
}

// greeted goes on to what the presenter reads.
func (a *App) greeted() {
	c := a.class
	if c.welcome == "" {
		return
	}
	c.welcome, a.dirty = "", true
	a.notice = pane.Notice{}
	if c.stance != nil {
		a.notice = c.stance.notice
	}
}
