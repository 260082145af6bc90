package ui

import (
	"fmt"
	"math"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/ui/pane"
)

func viewActions() []Action {
	var list []Action
	for v := Pairs; v < Inspect; v++ {
		a := Action{
			Keys: []string{fmt.Sprint(int(v))}, Group: "view", Help: viewHelp[v],
			Do: func(a *App) tea.Cmd { a.big = false; a.turn(v); return nil },
		}
		if v == Pairs {
			a.Label, a.Footer = "views", 8
		}
		list = append(list, a)
	}
	return append(list,
		Action{
			Keys: []string{"z"}, Group: "view", Help: "zoom the main view, and back", Disabled: noZoom,
			Do: func(a *App) tea.Cmd { a.zoomed = !a.zoomed; a.arrange(); return nil },
		},
		Action{
			Keys: []string{"p"}, Group: "view", Do: (*App).toggleBig,
			Help: "big, for the back of a room: one layer, Tab chooses which; Esc or p leaves",
		},
		Action{
			Keys: []string{"s"}, Group: "view", Help: "scale of the bars: each layer's own norm, raw, log",
			Do: func(a *App) tea.Cmd { a.scale = (a.scale + 1) % pane.Scales; return nil },
		},
		Action{
			Keys: []string{"G"}, Group: "view", Label: "reference", Footer: 13,
			Help: "the gradient to compare with: backprop, bptt, equilibrium", Do: (*App).nextReference,
		},
		Action{
			Keys: []string{"enter"}, Group: "view", Label: "inspect", Footer: 14,
			Help: "inspect a unit, its trace and its slope; then ↑ ↓ choose the unit", Do: (*App).inspect,
		},
		Action{
			Keys: []string{"M"}, Group: "view", Help: "lay the last mark over the bars, ◇, or take it away", Disabled: noMark,
			Do: func(a *App) tea.Cmd { a.overlaid = !a.overlaid; return nil },
		},
		Action{
			Keys: []string{"'"}, Group: "view", Changes: true, Help: "swap with the last mark: its settings and frame for the present ones", Disabled: noMark,
			Do: (*App).swapMark,
		},
		Action{
			Keys: []string{"esc"}, Group: "view", Help: "leave what was opened last",
			Do: func(a *App) tea.Cmd { a.leave(); return nil },
		},
	)
}

var viewHelp = map[View]string{
	Pairs:    "pairs: each unit's derivative beside its gradient",
	Scatter:  "scatter: derivative against gradient, on y = x when they agree",
	Wave:     "wave: the derivative of every unit by frame, as the error travels inward",
	Angle:    "angle: between derivative and gradient, layer by layer, by frame",
	Energy:   "energy: E, C and F = E + βC by frame, and saturation",
	Network:  "network: the layers as a graph, and how far the error has come",
	Learning: "learning: cost and errors by pass, the angle to the exact gradient, an example, the weights",
}

// turn puts a view in the main place.
func (a *App) turn(v View) {
	a.main, a.inspecting = v, false
	a.arrange()
}

func (a *App) nextReference() tea.Cmd {
	a.reference = (a.reference + 1) % dynamics.References
	a.tell("compared with %s", a.reference)
	return a.changed(nil)
}

func (a *App) inspect() tea.Cmd {
	if a.inspecting {
		a.unit = cycle(a.unit, 1, 0, a.frame.Network().Units())
		return nil
	}
	if a.unit < 0 {
		a.unit = a.strongest()
	}
	a.inspecting = true
	a.arrange()
	return nil
}

// strongest is the unit one hop from the nudge with the largest gradient.
func (a *App) strongest() int {
	net := a.frame.Network()
	k := max(1, net.Depth()-1)
	first := 0
	for below := 1; below < k; below++ {
		first += net.Size(below)
	}
	best := 0
	g := net.Layer(a.frame.Rest.Backprop, k)
	for i := range g {
		if math.Abs(g[i]) > math.Abs(g[best]) {
			best = i
		}
	}
	return first + best
}

// choose moves the inspected unit as the pairs are drawn: down is away from
// the nudge.
func (a *App) choose(by int) {
	net := a.frame.Network()
	var drawn []int
	last := net.Units()
	for k := net.Depth(); k >= 1; k-- {
		for i := last - net.Size(k); i < last; i++ {
			drawn = append(drawn, i)
		}
		last -= net.Size(k)
	}
	for at, unit := range drawn {
		if unit == a.unit {
			a.unit = drawn[cycle(at, by, 0, len(drawn))]
			return
		}
	}
}

func (a *App) leave() {
	switch {
	case a.exported != nil:
		a.dropExport()
		a.tell("stopped: no file was written")
	case a.main == Learning && a.learning != nil && a.learning.example != nil:
		a.dropExample()
	case a.inspecting:
		a.inspecting = false
		a.arrange()
	case a.projecting():
		a.toggleBig()
	case a.zoomed:
		a.zoomed = false
		a.arrange()
	case a.lecture != nil:
		a.closeLesson()
	}
}
