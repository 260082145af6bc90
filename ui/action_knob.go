package ui

import (
	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
)

func knobActions() []Action {
	var list []Action
	for i, knob := range dynamics.Table {
		if knob.Key != "" {
			list = append(list, Action{
				Keys: []string{knob.Key}, Group: "knobs",
				Help: "choose " + knob.Symbol + ", the " + knob.Title + ": " + knob.Doc,
				Do:   func(a *App) tea.Cmd { a.active = i; return nil }, Chooses: true,
			})
		}
	}
	n := len(dynamics.Table)
	return append(list,
		Action{
			Keys: []string{"tab"}, Group: "knobs", Label: "next knob", Footer: 7, Help: "the next knob",
			Do: func(a *App) tea.Cmd { a.active = cycle(a.active, 1, 0, n); return nil }, Chooses: true,
		},
		Action{
			Keys: []string{"shift+tab"}, Group: "knobs", Help: "the knob before",
			Do: func(a *App) tea.Cmd { a.active = cycle(a.active, -1, 0, n); return nil }, Chooses: true,
		},
		Action{Keys: []string{"up", "k"}, Group: "knobs", Label: "turn", Footer: 6, Help: "turn the knob up, one tick (×10^0.1)", Do: turn(1, false)},
		Action{Keys: []string{"down", "j"}, Group: "knobs", Help: "turn the knob down, one tick", Do: turn(-1, false)},
		Action{Keys: []string{"K"}, Group: "knobs", Help: "turn the knob up coarsely (×10^0.5)", Do: turn(1, true)},
		Action{Keys: []string{"J"}, Group: "knobs", Help: "turn the knob down coarsely", Do: turn(-1, true)},
		Action{Keys: []string{"="}, Group: "knobs", Help: "type a value: 3e-2, x2 for twice as much, off", Do: (*App).typeValue},
		Action{Keys: []string{"0"}, Group: "knobs", Help: "switch the knob off, and back to what it was", Do: (*App).toggleOff},
		Action{
			Keys: []string{"u"}, Group: "knobs", Label: "undo", Footer: 10, Help: "undo the last change; time stays where it is",
			Do: (*App).undo,
		},
		Action{
			Keys: []string{"U"}, Group: "knobs", Help: "redo it",
			Do: (*App).redo,
		},
	)
}

// knob is the active one.
func (a *App) knob() dynamics.Knob { return dynamics.Table[a.active] }

// set gives the active knob a value.
func (a *App) set(v float64) tea.Cmd {
	knob := a.knob()
	return edit(func(s *dynamics.Settings) { *knob.Field(&s.Knobs) = v })(a)
}

func turn(direction int, coarse bool) func(*App) tea.Cmd {
	return func(a *App) tea.Cmd {
		knob, ticks := a.knob(), direction
		if coarse {
			ticks *= knob.Coarse()
		}
		now := knob.Get(a.run.Settings().Knobs)
		v, clamped := knob.Move(now, a.anchors[a.active], ticks)
		if clamped {
			a.warn("%s goes from %s to %s", knob.Symbol, knob.Format(knob.Min), knob.Format(knob.Max))
		}
		return a.set(v)
	}
}

func (a *App) typeValue() tea.Cmd {
	knob := a.knob()
	return a.ask(knob.Symbol+" "+knob.Title+" = ", func(text string) (tea.Cmd, error) {
		v, err := knob.Parse(text, knob.Get(a.run.Settings().Knobs))
		if err != nil {
			return nil, err
		}
		a.anchors[a.active] = v
		return a.set(v), nil
	})
}

func (a *App) toggleOff() tea.Cmd {
	knob := a.knob()
	now := knob.Get(a.run.Settings().Knobs)
	switch {
	case !knob.Off:
		a.warn("%s cannot be switched off", knob.Symbol)
		return nil
	case now != 0:
		a.before[a.active] = now
		return a.set(0)
	case a.before[a.active] != 0:
		return a.set(a.before[a.active])
	case knob.Default != 0:
		return a.set(knob.Default)
	}
	return a.set(wake[knob.Name])
}

// wake is what 0 turns a noise to that was never on: enough to see, little enough
// that the average of some chains still shows the gradient.
var wake = map[string]float64{"temperature": 1e-5, "spikes": 100}
