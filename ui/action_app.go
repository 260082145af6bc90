package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

func appActions() []Action {
	return []Action{
		{
			Keys: []string{"?"}, Group: "app", Own: true, Label: "help", Footer: 90, Help: "searchable help: every key and every word on screen",
			Do: func(a *App) tea.Cmd { a.help.open(); return nil },
		},
		{
			Keys: []string{":", "ctrl+p"}, Group: "app", Do: (*App).openPalette,
			Help: "the palette: search for any key, command, network or lesson, or type a command: " + commandNames(),
		},
		{
			Keys: []string{"S"}, Group: "app", Own: true, Help: "snapshot: the screen as text, with its colours for a terminal, and as SVG", Disabled: noFiles, Do: (*App).snapshot,
		},
		{
			Keys: []string{"E"}, Group: "app", Own: true, Help: "export the run up to this frame: its numbers, or its figure", Disabled: noFiles, Do: (*App).askExport,
		},
		{
			Keys: []string{"C"}, Group: "app", Own: true, Help: "copy the command that reproduces this frame", Disabled: computing, Do: (*App).copyCommand,
		},
		{
			Keys: []string{"ctrl+z"}, Group: "app", Own: true, Help: "suspend; fg comes back",
			Do: func(*App) tea.Cmd { return tea.Suspend }, Disabled: noShell,
		},
		{
			Keys: []string{"q", "ctrl+c"}, Group: "app", Own: true, Label: "quit", Footer: 91, Help: "quit",
			Do: func(*App) tea.Cmd { return tea.Quit },
		},
	}
}

// commandNames lists the commands for the help.
func commandNames() string {
	var names []string
	for _, c := range Commands() {
		names = append(names, c.Name)
	}
	return strings.Join(names, ", ")
}

// noShell is why one cannot suspend: of a guest it would be the server that stops, and
// without a shell nothing would go on with the program.
func noShell(a *App) string {
	switch {
	case a.guest:
		return "a session over the network has no shell to go back to"
	case !resumable():
		return "no shell started this program, so none could bring it back"
	}
	return ""
}
