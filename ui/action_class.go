package ui

import tea "charm.land/bubbletea/v2"

func classActions() []Action {
	return []Action{
		{
			Keys: []string{"w"}, Group: "class", Disabled: noClass, Own: true, Do: (*App).wanderOff,
			Help: "wander off from what the presenter or a recording shows, and back; from a presenter u then goes to where you were; a presenter takes the lead back from another",
		},
	}
}

// wanderOff leaves what somebody else shows, or goes back to it; a presenter takes back
// the lead that another has.
func (a *App) wanderOff() tea.Cmd {
	switch {
	case a.replay != nil:
		a.leaveReplay()
		return nil
	case a.class.leads:
		return a.takeLead()
	}
	return a.wander()
}

func noClass(a *App) string {
	switch {
	case a.replay != nil:
		return ""
	case a.class == nil:
		return "there is no class here (nudge serve --follow holds one)"
	case a.class.leads && !a.class.replaced:
		return "you lead the class: students wander off"
	}
	return ""
}
