package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"nudge/model"
	"nudge/ui/lesson"
	"nudge/ui/pane"
)

// menu is a list to choose from, over the whole screen.
type menu struct {
	entries []pane.Entry
	do      []func(*App) (tea.Cmd, error) // what each entry does
	at      int
}

// openMenu lists the lessons, from the one that is open on, and with all the presets
// and the user's settings.
func (a *App) openMenu(all bool) tea.Cmd {
	m := &menu{}
	lessons, err := lesson.All()
	if err != nil {
		return a.changed(err)
	}
	for i, l := range lessons {
		if a.lecture != nil && a.lecture.Name == l.Name {
			m.at = i
		}
		m.add("lessons", fmt.Sprintf("%d %s", i+1, a.lessonState(l)), l.Title, func(a *App) (tea.Cmd, error) { return a.openLesson(l), nil })
	}
	if own := a.own; own != nil {
		m.add("yours", "back", "the network that was open before the lessons, as you left it", func(a *App) (tea.Cmd, error) { return a.back(own), nil })
	}
	if all {
		for _, p := range model.Presets() {
			m.add("networks", p.Name, p.Doc, func(a *App) (tea.Cmd, error) { return a.openPreset(p) })
		}
		for _, name := range a.savedFiles() {
			m.add("settings you kept", name, "as :save "+name+" kept them", func(a *App) (tea.Cmd, error) { return a.openSaved(name) })
		}
	}
	a.clock.set(false)
	a.menu = m
	return nil
}

func (m *menu) add(group, name, text string, do func(*App) (tea.Cmd, error)) {
	m.entries = append(m.entries, pane.Entry{Group: group, Name: strings.TrimSpace(name), Text: text})
	m.do = append(m.do, do)
}

// menuKey gives a key to the menu.
func (a *App) menuKey(key string) tea.Cmd {
	m := a.menu
	switch key {
	case "esc", "o", "q":
		a.menu = nil
	case "up", "k":
		m.at = max(0, m.at-1)
	case "down", "j":
		m.at = min(len(m.entries)-1, m.at+1)
	case "home":
		m.at = 0
	case "end":
		m.at = len(m.entries) - 1
	case "enter":
		cmd, err := m.do[m.at](a)
		if err != nil {
			a.warn("%v", err)
			return nil
		}
		a.menu = nil
		return cmd
	}
	return nil
}

// back shows what was open before the lessons.
func (a *App) back(own *lesson.Stage) tea.Cmd {
	a.closeLesson()
	a.own = nil
	a.take(own)
	return a.equilibrate()
}

// openPreset begins anew with a preset, every knob at its default.
func (a *App) openPreset(p model.Preset) (tea.Cmd, error) {
	stage, err := lesson.NewStage(p.Name)
	if err != nil {
		return nil, err
	}
	a.closeLesson()
	a.take(stage)
	a.arrange()
	return a.equilibrate(), nil
}
