package ui

import tea "charm.land/bubbletea/v2"

func classActions() []Action {
	return []Action{
		{
			Keys: []string{"w"}, Group: "class", Disabled: noClass, Own: true, Do: (*App).wanderOff,
			Help: "wander off from what the presenter or a recording shows, and back; from a presenter u then goes to where you were",
		},
	}
}

// wanderOff leaves what somebody else shows, or goes back to it.
func (a *App) wanderOff() tea.Cmd {
	if a.replay != nil {
		a.leaveReplay()
		return nil
	}
	return a.wander()
}

func noClass(a *App) string {
	switch {
	case a.replay != nil:
		return ""
	case a.class == nil:
		return "there is no class here (nudge serve --follow holds one)"
	case a.class.leads:
		return "you lead the class: students wander off"
	}
	return ""
}
