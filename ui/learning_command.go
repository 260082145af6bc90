package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics/learn"
)

// settingNames lists what :learn takes.
func settingNames() string {
	var names []string
	for _, o := range learn.Options() {
		names = append(names, o.Name)
	}
	return strings.Join(names, ", ")
}

// steerLearning changes a setting of the training, which goes on with it.
func (a *App) steerLearning(args []string) (tea.Cmd, error) {
	if why := noData(a); why != "" {
		return nil, fmt.Errorf("%s", why)
	}
	if len(args) == 0 {
		return a.toggleLearning(), nil
	}
	option, err := learn.FindOption(args[0])
	switch {
	case err != nil:
		return nil, err
	case len(args) != 2:
		return nil, fmt.Errorf("give a value after it: %s", option.Doc)
	}
	l, cmd, err := a.trained()
	if err != nil {
		return nil, err
	}
	recipe := l.recipe
	if err := option.Read(&recipe, args[1]); err != nil {
		return nil, fmt.Errorf("%s: %w", option.Name, err)
	}
	a.tell("%s %s from the next minibatch on", option.Name, option.Show(recipe))
	l.recipe, l.failed = recipe, nil
	return tea.Batch(cmd, l.when(func() error { return l.training.Change(recipe) })), nil
}
