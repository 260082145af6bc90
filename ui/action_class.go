package ui

func classActions() []Action {
	return []Action{
		{
			Keys: []string{"w"}, Group: "class", Disabled: noClass, Own: true, Do: (*App).wander,
			Help: "wander off from what the presenter shows, and back; u then goes to where you were",
		},
	}
}

func noClass(a *App) string {
	switch {
	case a.class == nil:
		return "there is no class here (nudge serve --follow holds one)"
	case a.class.leads:
		return "you lead the class: students wander off"
	}
	return ""
}
