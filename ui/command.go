package ui

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/model"
)

// Command is a line that can be typed after `:`. It says the same as keys do,
// with a value where a key would need many presses.
type Command struct {
	Name string
	Args string // what follows it, for people
	Help string
	Do   func(a *App, args []string) (tea.Cmd, error)
}

// Commands is the table of all commands.
func Commands() []Command {
	return []Command{
		{"set", "KNOB VALUE", "give a knob a value, as with =", (*App).setKnob},
		{"go", "FRAME", "go to a frame", one(func(a *App, text string) (tea.Cmd, error) { return a.goTo(text) })},
		{"sample", "N", "clamp that input, from rest", one((*App).pickSample)},
		{"seed", "N", "begin anew with that seed", one((*App).pickSeed)},
		{"reference", "NAME", "compare with backprop, bptt or equilibrium", one((*App).pickReference)},
		{"estimator", "NAME", "read the derivative off raw, by window, displacement or twin", one((*App).pickEstimator)},
		{"nudge", "on|off|spring|kick|clamp", "switch the nudge, or choose its kind", one((*App).pickNudge)},
		{"sweep", "KNOB=VALUES KNOB=VALUES frame=N trials=N", "agreement over a grid of knobs, as nudge sweep reads them; alone: β and T", (*App).startSweep},
		{"learn", "SETTING VALUE", "change how it learns: " + settingNames() + "; alone, as W", (*App).steerLearning},
		{"save", "NAME", "keep the settings under a name, in your configuration folder", one((*App).saveSettings)},
		{"load", "NAME", "take settings that were kept", one((*App).loadSettings)},
		{"write", "FILE", "write the network as it is, learnt weights and all, to a file that --network opens", one((*App).writeNetwork)},
	}
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
	var names []string
	for _, c := range Commands() {
		if c.Name == words[0] {
			return c.Do(a, words[1:])
		}
		names = append(names, c.Name)
	}
	return nil, fmt.Errorf("%q is no command: try %s", words[0], strings.Join(names, ", "))
}

// adjust changes the settings and shows what became of it.
func (a *App) adjust(change func(*dynamics.Settings)) (tea.Cmd, error) {
	set := a.run.Settings()
	change(&set)
	if err := a.run.Adjust(set); err != nil {
		return nil, err
	}
	return a.changed(nil), nil
}

func (a *App) setKnob(args []string) (tea.Cmd, error) {
	if len(args) != 2 {
		return nil, fmt.Errorf("give a knob and a value, like: set beta 0.03")
	}
	for i, knob := range dynamics.Table {
		if knob.Name != args[0] && knob.Symbol != args[0] {
			continue
		}
		v, err := knob.Parse(args[1], knob.Get(a.run.Settings().Knobs))
		if err != nil {
			return nil, err
		}
		a.active, a.anchors[i] = i, v
		return a.adjust(func(s *dynamics.Settings) { *knob.Field(&s.Knobs) = v })
	}
	_, err := dynamics.FindKnob(args[0])
	return nil, err
}

func (a *App) pickSample(text string) (tea.Cmd, error) {
	n, err := strconv.Atoi(text)
	if samples := a.run.Source().Samples(); err != nil || n < 1 || n > samples {
		return nil, fmt.Errorf("%q is no sample: give a number from 1 to %d", text, samples)
	}
	return a.adjust(func(s *dynamics.Settings) { s.Sample, s.Target = n, 0 })
}

func (a *App) pickSeed(text string) (tea.Cmd, error) {
	seed, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return nil, fmt.Errorf("%q is no seed: give a whole number, 0 or more", text)
	}
	return a.adjust(func(s *dynamics.Settings) { s.Seed, s.Weights = seed, a.kept(s.Weights) })
}

// kept is what another seed leaves of learnt weights: none where it draws new
// ones.
func (a *App) kept(learnt *model.Network) *model.Network {
	if a.run.Source().Drawn() {
		return nil
	}
	return learnt
}

func (a *App) pickReference(text string) (tea.Cmd, error) {
	ref, err := dynamics.ParseReference(text)
	if err != nil {
		return nil, err
	}
	a.reference = ref
	return a.changed(nil), nil
}

func (a *App) pickEstimator(text string) (tea.Cmd, error) {
	e, err := dynamics.ParseEstimator(text)
	if err != nil {
		return nil, err
	}
	return a.estimate(e), nil
}

func (a *App) pickNudge(text string) (tea.Cmd, error) {
	if text == "on" || text == "off" {
		return a.adjust(func(s *dynamics.Settings) { s.On = text == "on" })
	}
	kind, err := dynamics.ParseNudge(text)
	if err != nil {
		return nil, err
	}
	return a.adjust(func(s *dynamics.Settings) { s.Nudge = kind })
}
