package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"nudge/ui/lesson"
	"nudge/ui/pane"
)

// followKey gives a key to one who follows: it answers, turns the page of the card,
// wanders off, or is one of their own.
func (a *App) followKey(name string) tea.Cmd {
	c := a.class
	c.spoke, c.welcome = time.Now(), ""
	defer func() {
		if c.stance != nil && a.notice.Text == "" {
			a.notice = c.stance.notice
		}
	}()
	switch {
	case name == "u" && c.own != nil:
		return a.goBack()
	case a.lecture != nil && (name == "pgdown" || name == "pgup"):
		if !a.turnPage(map[string]int{"pgdown": 1, "pgup": -1}[name]) {
			a.warn(following)
		}
		return nil
	case a.lecture != nil && a.answerKey(name):
		return nil
	}
	return a.dispatch(name)
}

// followMouse gives the mouse to one who follows: keys, answers and pages.
func (a *App) followMouse(msg tea.MouseMsg) tea.Cmd {
	m := msg.Mouse()
	on, ok := a.over(m.X, m.Y)
	switch msg.(type) {
	case tea.MouseWheelMsg:
		by := map[tea.MouseButton]int{tea.MouseWheelUp: -1, tea.MouseWheelDown: 1}[m.Button]
		if _, card := on.pane.(*pane.Card); a.help.shown || card {
			return a.wheel(m.X, m.Y, by)
		}
	case tea.MouseClickMsg:
		if !ok || a.help.shown || m.Button != tea.MouseLeft {
			return nil
		}
		if keys, ok := on.pane.(interface {
			KeyAt(x, y int) (string, int, bool)
		}); ok {
			if key, column, ok := keys.KeyAt(m.X-on.at.x, m.Y-on.at.y); ok {
				return a.pressed(key, column)
			}
		}
		a.attend()
		if p, ok := on.pane.(*pane.Card); ok {
			if option, ok := p.OptionAt(m.X-on.at.x, m.Y-on.at.y); ok {
				return a.key(keyPress(string(rune('a' + option))))
			}
		}
		a.warn(following)
	}
	return nil
}

// followHints is the footer of one who follows.
func (a *App) followHints() []pane.Hint {
	var list []pane.Hint
	if _, options := a.Question(); options != nil {
		does := "answer"
		if option, ok := a.lecture.chosen[a.lecture.card]; ok {
			does = "▸ " + lesson.Letter(option) // the card may have no room to show it
		}
		list = append(list, pane.Hint{Key: "a–" + lesson.Letter(len(options)-1), Does: does})
	}
	wander := "wander off"
	if a.width < 60 {
		wander = "wander"
	}
	list = append(list, pane.Hint{Key: "w", Does: wander})
	if a.class.own != nil {
		list = append(list, pane.Hint{Key: "u", Does: "where you were"})
	}
	return append(list, a.footer[len(a.footer)-2:]...)
}

// classHints puts before the footer how to come back from wandering, or to the lead.
func (a *App) classHints(keys []pane.Hint) []pane.Hint {
	switch c := a.class; {
	case c == nil || a.prompt != nil:
		return keys
	case c.wanders:
		return append([]pane.Hint{{Key: "w", Does: "back to the class"}}, keys...)
	case c.replaced:
		return append([]pane.Hint{{Key: "w", Does: "take the lead"}}, keys...)
	}
	return keys
}
