package ui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"nudge/ui/pane"
)

// Action is one thing the user can do. Dispatch, help, footer and the README's
// key table all come from the table of actions.
type Action struct {
	Keys    []string // as Bubble Tea names them, the first one is shown
	Group   string   // a group of the key table
	Label   string   // what the footer calls it, in a word or two
	Help    string   // what it does, one sentence
	Chooses bool     // it chooses a knob, and changes nothing
	Changes bool     // it changes the run, though its group only looks
	Footer  int      // rank in the footer, 0 for never
	Own     bool     // it changes nothing that a class shares: one who follows may do it
	// Disabled says why the action is of no use now, "" if it is.
	Disabled func(*App) string
	Do       func(*App) tea.Cmd
}

// Groups are the groups of the key table, in order.
var Groups = []string{"time", "experiment", "knobs", "view", "lessons", "class", "app"}

// Actions is the table of all actions, in the order of the key table.
func Actions() []Action {
	return slices.Concat(timeActions(), experimentActions(), knobActions(), viewActions(), lessonActions(), classActions(), appActions())
}

// keyNames are how keys are written for people.
var keyNames = strings.NewReplacer(
	"left", "←", "right", "→", "up", "↑", "down", "↓", "enter", "Enter", "esc", "Esc", "shift+tab", "Shift+Tab", "tab", "Tab",
	"home", "Home", "end", "End", "backspace", "Backspace", "ctrl+c", "ctrl+c", "pgup", "PgUp", "pgdown", "PgDn",
)

// KeyName writes the action's keys for people, separated by spaces.
func (a Action) KeyName() string {
	names := make([]string, len(a.Keys))
	for i, k := range a.Keys {
		names[i] = keyNames.Replace(k)
	}
	return strings.Join(names, " ")
}

// dispatch does what a key is bound to. A key that is of no use now says why.
func (a *App) dispatch(key string) tea.Cmd {
	action, ok := a.bindings[key]
	if !ok {
		if len(key) == 1 {
			a.warn("%s does nothing: ? lists the keys", key)
		}
		return nil
	}
	if a.class.follows() && !action.Own {
		a.warn("%s", following)
		return nil
	}
	if action.Disabled != nil {
		if why := action.Disabled(a); why != "" {
			a.warn("%s: %s", keyNames.Replace(key), why)
			return nil
		}
	}
	if action.changes() {
		a.interrupted()
	}
	return action.Do(a)
}

// changes tells whether the action changes the run.
func (a Action) changes() bool {
	return a.Changes || !a.Chooses && (a.Group == "experiment" || a.Group == "knobs")
}

// bind maps keys to actions. Two actions on one key is a mistake in the table.
func bind(actions []Action) map[string]Action {
	bindings := map[string]Action{}
	for _, action := range actions {
		for _, key := range action.Keys {
			if other, taken := bindings[key]; taken {
				panic(fmt.Sprintf("ui: key %q is bound to %q and %q", key, other.Help, action.Help))
			}
			bindings[key] = action
		}
	}
	return bindings
}

// hints is the footer of the normal mode: the ranked actions.
func hints(actions []Action) []pane.Hint {
	ranked := slices.DeleteFunc(slices.Clone(actions), func(a Action) bool { return a.Footer == 0 })
	slices.SortStableFunc(ranked, func(a, b Action) int { return a.Footer - b.Footer })
	var list []pane.Hint
	for _, a := range ranked {
		list = append(list, pane.Hint{Key: strings.Fields(a.KeyName())[0], Does: a.Label})
	}
	return list
}

// WriteKeys writes the key table as Markdown, the one in the README.
func WriteKeys(w *strings.Builder) {
	w.WriteString("| group | keys | what they do |\n|---|---|---|\n")
	for _, group := range Groups {
		for _, a := range Actions() {
			if a.Group == group {
				fmt.Fprintf(w, "| %s | `%s` | %s |\n", group, strings.ReplaceAll(a.KeyName(), " ", "` `"), a.Help)
			}
		}
	}
}
