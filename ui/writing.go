package ui

import (
	tea "charm.land/bubbletea/v2"
)

// writeNetwork writes the network of the next step to a new file: what was
// learnt, gain and asymmetry included, clamped as it is.
func (a *App) writeNetwork(path string) (tea.Cmd, error) {
	if err := free(path); err != nil {
		return nil, err
	}
	net, err := a.run.Source().Network(a.run.Settings())
	if err != nil {
		return nil, err
	}
	if err := net.Save(path); err != nil {
		return nil, err
	}
	a.tell("wrote %s: nudge --network %s opens it", path, path)
	return nil, nil
}
