package ui

import tea "charm.land/bubbletea/v2"

func lessonActions() []Action {
	return []Action{
		{
			Keys: []string{"o"}, Group: "lessons", Help: "the list of lessons",
			Do: func(a *App) tea.Cmd { return a.openMenu(false) },
		},
		{
			Keys: []string{"pgdown"}, Group: "lessons", Disabled: noLesson, Do: (*App).nextCard,
			Help: "the next card of the lesson; on a card that asks, a b c d are the answers",
		},
		{
			Keys: []string{"pgup"}, Group: "lessons", Disabled: noLesson, Do: (*App).lastCard,
			Help: "the card before",
		},
	}
}

func noLesson(a *App) string {
	if a.lecture == nil {
		return "no lesson is open (o lists them)"
	}
	return ""
}
