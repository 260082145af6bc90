package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"nudge/ui/lesson"
	"nudge/ui/pane"
)

// projecting tells whether the projector is on the screen. It stands in for the
// views of one frame; a sweep and the learning view keep their own.
func (a *App) projecting() bool { return a.big && a.main < Learning }

// toggleBig shows the projector, or leaves it.
func (a *App) toggleBig() tea.Cmd {
	a.big = !a.projecting()
	if a.big && a.main >= Learning {
		a.turn(Pairs)
	}
	a.arrange()
	return nil
}

// tooBig disables what cannot be seen while the projector is on.
func tooBig(a *App) string {
	if a.projecting() {
		return "the projector has the whole screen (p leaves it)"
	}
	return ""
}

// The height from which the projector keeps a strip above a card that is to be read,
// and the rows of that card: with the strip's own two and the keys, what is read from
// the back of a room is twelve lines at most.
const (
	stripsFrom  = 18
	stripedCard = 9
)

// projected is the screen of the projector, the whole of it; above a card that is
// to be read it is a strip, or nothing where there are few rows. What the card
// does not need goes to the strip later.
func projected(w, h int, reading bool) screen {
	all := rect{0, 0, w, h}
	if !reading || h < 3 {
		return screen{slots: []slot{{Projector, all}}}
	}
	top := 1
	s := screen{footer: rect{0, h - 1, w, 1}, caption: rect{0, 0, w, 1}}
	if h >= stripsFrom {
		top, s.caption = h-1-stripedCard, rect{}
		s.slots = []slot{{Projector, rect{0, 0, w, top}}}
	}
	s.card = rect{0, top, w, h - 1 - top}
	return s
}

// reading tells whether the card of the lesson is more to be read than watched:
// one that plays no frame.
func (l *lecture) reading() bool {
	return l != nil && !slices.ContainsFunc(l.Cards[l.card].Commands, func(c lesson.Command) bool { return c.Name() == "step" || c.Name() == "go" })
}

// projectorKey gives a key to the projector; used is false for any other key.
func (a *App) projectorKey(key string) (used bool) {
	by, used := map[string]int{"tab": 1, "shift+tab": -1}[key]
	if !used {
		return false
	}
	a.inspecting = false
	a.layer = cycle(a.layer, by, pane.VisibleLayer, a.frame.Network().Depth()+1)
	switch a.layer {
	case 0:
		a.tell("the layer that the error has reached last")
	default:
		a.tell("layer %s, whatever the frame", pane.LayerName(max(0, a.layer)))
	}
	return true
}

// projectorHints is the footer of the projector.
func (a *App) projectorHints() []pane.Hint {
	list := []pane.Hint{
		{Key: "space", Does: "play"},
		{Key: ".", Does: "step"},
		{Key: ",", Does: "back"},
		{Key: "n", Does: "nudge"},
		{Key: "Tab", Does: "layer"},
		{Key: "p", Does: "leave big mode"},
	}
	if a.width < 60 {
		list[len(list)-1].Does = "leave"
	}
	switch {
	case a.inspecting:
		return slices.Insert(list, 0, pane.Hint{Key: "↑↓", Does: "unit"})
	case a.lecture != nil:
		return slices.Insert(list, 0, a.cardHints()...)
	}
	return list
}
