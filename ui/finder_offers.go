package ui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/dynamics/learn"
	"nudge/model"
	"nudge/ui/lesson"
	"nudge/ui/pane"
)

// offers is everything that can be done now, from the tables.
func (a *App) offers() []offer {
	var list []offer
	for _, c := range Commands() {
		list = append(list, a.offerCommand(c))
	}
	for _, group := range Groups {
		for _, action := range Actions() {
			if action.Group == group {
				list = append(list, a.offerAction(action))
			}
		}
	}
	for _, k := range dynamics.Table {
		list = append(list, offer{
			Entry: pane.Entry{Group: "values", Name: k.Symbol, Text: k.Title + ": " + k.Doc}, title: k.Name + " " + k.Title, line: "set " + k.Name + " ",
		})
	}
	for _, p := range model.Presets() {
		list = append(list, offer{
			Entry: pane.Entry{Group: "networks", Name: p.Name, Text: p.Doc}, title: p.Name + " network", line: "preset " + p.Name,
		})
	}
	lessons, err := lesson.All()
	for i, l := range lessons {
		list = append(list, offer{
			Entry: pane.Entry{Group: "lessons", Name: strings.TrimSpace(fmt.Sprintf("lesson %d %s", i+1, a.lessonState(l))), Text: l.Title},
			title: "lesson " + l.Title, do: func(a *App) tea.Cmd { return a.openLesson(l) },
		})
	}
	if err != nil {
		a.warn("%v", err)
	}
	return list
}

func (a *App) offerCommand(c Command) offer {
	o := offer{Entry: pane.Entry{Group: "commands", Name: ":" + c.Name, Text: c.Help}, title: c.Name, line: c.Name}
	if c.Args != "" {
		o.line += " "
		o.Text = c.Args + ": " + c.Help
	}
	if c.Disabled != nil {
		o.why = c.Disabled(a)
	}
	return o
}

// offerAction takes for its name what the footer calls it, or the beginning of
// its help.
func (a *App) offerAction(action Action) offer {
	key := action.Keys[0]
	o := offer{
		Entry: pane.Entry{Group: action.Group, Name: action.KeyName(), Text: action.Help}, title: action.Label,
		do: func(a *App) tea.Cmd { return a.dispatch(key) },
	}
	if i := strings.IndexAny(action.Help+":", ":,;"); o.title == "" {
		o.title = action.Help[:i]
	}
	if action.Disabled != nil {
		o.why = action.Disabled(a)
	}
	return o
}

// isCommand tells whether a command has that name.
func isCommand(name string) bool {
	return slices.ContainsFunc(Commands(), func(c Command) bool { return c.Name == name })
}

// follow is what can follow a command, for those that take one of a few words.
var follow = map[string]func() []pane.Entry{
	"set": func() (list []pane.Entry) {
		for _, k := range dynamics.Table {
			list = append(list, pane.Entry{Name: k.Name + " ", Text: k.Symbol + ", the " + k.Title + ": " + k.Doc})
		}
		return list
	},
	"learn": func() (list []pane.Entry) {
		for _, o := range learn.Options() {
			list = append(list, pane.Entry{Name: o.Name + " ", Text: o.Doc})
		}
		return list
	},
	"preset": func() (list []pane.Entry) {
		for _, p := range model.Presets() {
			list = append(list, pane.Entry{Name: p.Name, Text: p.Doc})
		}
		return list
	},
	"view": func() (list []pane.Entry) {
		for i, name := range lesson.Views {
			list = append(list, pane.Entry{Name: name, Text: viewHelp[View(i+1)]})
		}
		return list
	},
	"nudge":     wordsOf("on", "off", "spring", "kick", "clamp", "towards", "away"),
	"reference": wordsOf(namesUpTo(dynamics.References)...),
	"estimator": wordsOf(namesUpTo(dynamics.Estimators)...),
}

func wordsOf(words ...string) func() []pane.Entry {
	return func() (list []pane.Entry) {
		for _, word := range words {
			list = append(list, pane.Entry{Name: word})
		}
		return list
	}
}

// namesUpTo are the names of the values below n.
func namesUpTo[T interface {
	~uint8
	fmt.Stringer
}](n T) (names []string) {
	for v := T(0); v < n; v++ {
		names = append(names, v.String())
	}
	return names
}

// completions are the lines that go on with the command: those whose next word
// begins with rest, or is there and waits for its value.
func completions(name, rest string) (list []offer) {
	words := follow[name]
	if words == nil {
		return nil
	}
	for _, e := range words() {
		if typed := strings.TrimLeft(rest, " "); strings.HasPrefix(e.Name, typed) || strings.HasSuffix(e.Name, " ") && strings.HasPrefix(typed, e.Name) {
			line := name + " " + e.Name
			list = append(list, offer{Entry: pane.Entry{Name: strings.TrimSpace(e.Name), Text: e.Text}, title: line, line: line})
		}
	}
	return list
}
