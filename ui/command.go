package ui

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"nudge/ui/lesson"
)

// Command is a line that can be typed after `:`. It says the same as keys do,
// with a value where a key would need many presses.
type Command struct {
	Name string
	Args string // what follows it, for people
	Help string
	// Disabled says why the command is of no use now, "" if it is; nil for never.
	Disabled func(*App) string
	Do       func(a *App, args []string) (tea.Cmd, error)
}

// Commands is the table of all commands: the words of the lessons, and what only
// the visualizer can do.
func Commands() []Command {
	var list []Command
	for _, w := range lesson.Words() {
		list = append(list, Command{w.Name, w.Args, w.Help, nil, func(a *App, args []string) (tea.Cmd, error) { return a.word(w, args) }})
	}
	return append(
		list,
		Command{"sweep", "KNOB=VALUES KNOB=VALUES frame=N trials=N", "agreement over a grid of knobs, as nudge sweep reads them; alone: β and T", noWork, (*App).startSweep},
		Command{"learn", "SETTING VALUE", "change how it learns: " + settingNames() + "; alone, as W", nil, (*App).steerLearning},
		Command{"save", "NAME", "keep the settings under a name, in your configuration folder", noSettings, one((*App).saveSettings)},
		Command{"load", "NAME", "take settings that were kept", noSettings, one((*App).loadSettings)},
		Command{"write", "FILE", "write the network as it is, learnt weights and all, to a file that --network opens", noFiles, one((*App).writeNetwork)},
		Command{"snapshot", "NAME", "write the screen as NAME.txt, NAME.ans and NAME.svg, or as the one that NAME ends in", noFiles, one((*App).snapshotAs)},
		Command{"export", "FILE", "write the run up to this frame: .csv or .ndjson its numbers, as nudge run does, .png, .svg or .pdf its figure", noFiles, one((*App).export)},
	)
}

// one takes exactly one argument.
func one(do func(*App, string) (tea.Cmd, error)) func(*App, []string) (tea.Cmd, error) {
	return func(a *App, args []string) (tea.Cmd, error) {
		if len(args) != 1 {
			return nil, fmt.Errorf("give one word after the command, not %d", len(args))
		}
		return do(a, args[0])
	}
}

// command does a typed line.
func (a *App) command(line string) (tea.Cmd, error) {
	words := strings.Fields(line)
	if len(words) == 0 {
		return nil, nil
	}
	if a.class.follows() {
		return nil, errors.New(following)
	}
	var names []string
	for _, c := range Commands() {
		if c.Name == words[0] {
			if c.Disabled != nil && c.Disabled(a) != "" {
				return nil, errors.New(c.Disabled(a))
			}
			if why := a.guided(); why != "" && !slices.Contains([]string{"go", "view", "reference"}, c.Name) {
				return nil, errors.New(why)
			}
			cmd, err := c.Do(a, words[1:])
			if err != nil && len(words) == 1 && c.Args != "" {
				err = fmt.Errorf("%s %s: %w", c.Name, c.Args, err)
			}
			return cmd, err
		}
		names = append(names, c.Name)
	}
	return nil, fmt.Errorf("%q is no command: try %s", words[0], strings.Join(names, ", "))
}

// word does a command of the lessons' language.
func (a *App) word(w lesson.Word, args []string) (tea.Cmd, error) {
	c, err := w.Read(args)
	if err != nil {
		return nil, err
	}
	s := a.stage()
	if err := s.Do(c, a.aim()); err != nil {
		return nil, err
	}
	a.interrupted()
	a.big = a.big && s.View == ""
	a.take(s)
	cmd := a.followWeights()
	if s.Goal != nil {
		return tea.Batch(cmd, a.seekStep(s.Goal.Step)), nil
	}
	return cmd, nil
}

// noWork disables what would keep all cores busy for a guest.
func noWork(a *App) string {
	if a.guest && !a.class.presents() {
		return "a class shares one machine: learning and sweeps are for a nudge of your own"
	}
	return ""
}

// noSettings disables what reads or writes the settings of whoever sits there.
func noSettings(a *App) string {
	if a.clock.film != nil {
		return "a cast keeps no settings, and takes none that were kept: leave it out, or use :set"
	}
	return noFiles(a)
}

// noFiles disables what reads or writes a file for a guest.
func noFiles(a *App) string {
	if a.guest {
		return "a session over the network reads and writes no files"
	}
	return ""
}
