package ui

import (
	tea "charm.land/bubbletea/v2"

	"nudge/ui/lesson"
	"nudge/ui/pane"
)

// mouseHelp says what the mouse does.
var mouseHelp = []pane.Entry{
	{Group: "mouse", Name: "the timeline", Text: "click or drag: to that frame; wheel: one frame"},
	{Group: "mouse", Name: "a unit", Text: "click: inspect it, in pairs, wave and network; wheel: then the next one"},
	{Group: "mouse", Name: "a view's frame", Text: "click, or on a blank part of it: bring the view to the front"},
	{Group: "mouse", Name: "a slider", Text: "click or drag: turn the knob to there; wheel: one tick; on its name: choose it"},
	{Group: "mouse", Name: "a key at the bottom", Text: "click: press it"},
	{Group: "mouse", Name: "a list, an option", Text: "click: take it; wheel: scroll"},
}

// grip is what the mouse holds while its button is down.
type grip struct {
	timeline bool
	knob     int // −1 for none
	past     int // how many edits could be undone before
}

// letGo holds nothing.
var letGo = grip{knob: -1}

// mouse decodes a message of the mouse: a click, a drag of what was clicked, or
// the wheel. Motion of anything else changes nothing, and nothing is drawn.
func (a *App) mouse(msg tea.MouseMsg) tea.Cmd {
	m := msg.Mouse()
	if a.class.follows() {
		return a.followMouse(msg)
	}
	if a.replay.guides() {
		if on, _ := a.over(m.X, m.Y); on.pane == pane.Pane(a.panes.knobs) {
			return nil
		}
	}
	switch msg.(type) {
	case tea.MouseClickMsg:
		if m.Button == tea.MouseLeft {
			return a.click(m.X, m.Y)
		}
	case tea.MouseWheelMsg:
		if by := map[tea.MouseButton]int{tea.MouseWheelUp: -1, tea.MouseWheelDown: 1}[m.Button]; by != 0 {
			return a.wheel(m.X, m.Y, by)
		}
	case tea.MouseMotionMsg:
		if m.Button == tea.MouseLeft {
			return a.drag(m.X)
		}
	case tea.MouseReleaseMsg:
		if a.held.knob >= 0 {
			a.run.Join(a.held.past) // one undo takes back the whole drag
		}
		a.held = letGo
	}
	return nil
}

// over is the pane under a cell.
func (a *App) over(x, y int) (on placed, ok bool) {
	for _, on := range a.panes.on(a.spread(pane.Control{Notice: a.notice})) {
		if on.at.has(x, y) {
			return on, true
		}
	}
	return placed{}, false
}

// click does what a press of the left button says.
func (a *App) click(x, y int) tea.Cmd {
	a.held = letGo
	if a.help.shown {
		return nil
	}
	if a.menu != nil {
		if entry, ok := a.panes.menu.EntryAt(x, y); ok && entry < len(a.menu.entries) {
			a.attend()
			a.menu.at = entry
			return a.menuKey("enter")
		}
		return nil
	}
	on, ok := a.over(x, y)
	if !ok {
		return nil
	}
	x, y = x-on.at.x, y-on.at.y
	if keys, ok := on.pane.(interface {
		KeyAt(x, y int) (string, int, bool)
	}); ok {
		if key, column, ok := keys.KeyAt(x, y); ok {
			return a.pressed(key, column)
		}
	}
	if a.prompt != nil { // as long as something is typed, only the list
		return a.clickFound(on.pane, x, y)
	}
	a.attend()
	switch p := on.pane.(type) {
	case *pane.Timeline:
		a.held.timeline = true
		return a.scrub(x)
	case *pane.Knobs:
		return a.grab(p, x, y)
	case *pane.Card:
		if option, ok := p.OptionAt(x, y); ok && a.lecture != nil {
			a.lessonKey(lesson.Letter(option))
		}
		return nil
	case *pane.Heat:
		if cx, cy, ok := p.CellAt(x, y); ok && a.sweep != nil && cx < len(a.sweep.heat.X.Labels) && cy < len(a.sweep.heat.Y.Labels) {
			a.sweep.heat.CursorX, a.sweep.heat.CursorY = cx, cy
		}
		return nil
	}
	a.look(on.pane, x, y)
	return nil
}

// clickFound takes what was clicked in the palette.
func (a *App) clickFound(on pane.Pane, x, y int) tea.Cmd {
	entry, ok := a.panes.found.EntryAt(x, y)
	if on != pane.Pane(a.panes.found) || !ok || a.prompt.list == nil || entry >= len(a.prompt.list.shown) {
		return nil // the list may have become shorter since it was drawn
	}
	a.attend()
	a.prompt.list.at = entry
	return a.key(keyPress("enter"))
}

// look inspects the unit under the mouse; on the frame or on a blank part of a
// view it brings the view to the front.
func (a *App) look(on pane.Pane, x, y int) {
	if units, ok := on.(interface{ UnitAt(x, y int) (int, bool) }); ok {
		if unit, ok := units.UnitAt(x, y); ok && unit < a.frame.Network().Units() {
			a.unit, a.inspecting = unit, true
			a.arrange()
			return
		}
	}
	for _, slot := range a.screen.slots[min(1, len(a.screen.slots)):] {
		if a.panes.views[slot.view] == on && slot.view != Inspect {
			a.main = slot.view
			a.arrange()
			return
		}
	}
}

// grab chooses the knob under the mouse, and turns it to where its slider was
// clicked.
func (a *App) grab(p *pane.Knobs, x, y int) tea.Cmd {
	knob, slides, ok := p.KnobAt(x, y)
	if !ok {
		return nil
	}
	a.active = knob
	if !slides {
		return nil
	}
	a.held.knob, a.held.past = knob, a.run.Past()
	return a.slide(x)
}

// slide turns the knob that is held to column x of its slider.
func (a *App) slide(x int) tea.Cmd {
	fraction, ok := a.panes.knobs.FractionAt(a.held.knob, x)
	if !ok {
		return nil
	}
	v := a.knob().At(fraction)
	if v == a.knob().Get(a.run.Settings().Knobs) {
		return nil
	}
	a.interrupted()
	return a.set(v)
}

// scrub goes to the frame in column x of the timeline.
func (a *App) scrub(x int) tea.Cmd {
	frame, ok := a.panes.timeline.FrameAt(x)
	if !ok || frame == a.frame.Number && a.goal == nil {
		return nil
	}
	a.clock.set(false)
	return a.seek(max(frame, a.run.First()))
}

// drag moves what is held to column x of the screen.
func (a *App) drag(x int) tea.Cmd {
	switch {
	case a.prompt != nil || a.menu != nil || a.help.shown:
	case a.held.timeline:
		a.attend()
		return a.scrub(x - a.screen.timeline.x)
	case a.held.knob >= 0 && a.held.knob == a.active:
		a.attend()
		return a.slide(x - a.screen.knobs.x)
	}
	return nil
}

// wheel scrolls a list or a card, turns the knob under the mouse, steps over the
// timeline, and goes through the units while one is inspected. Elsewhere it does
// nothing. by is 1 downwards.
func (a *App) wheel(x, y, by int) tea.Cmd {
	switch {
	case a.help.shown:
		a.attend()
		a.help.scroll += 3 * by
		return nil
	case a.menu != nil:
		a.attend()
		return a.menuKey(map[int]string{1: "down", -1: "up"}[by])
	}
	on, ok := a.over(x, y)
	if !ok {
		return nil
	}
	if a.prompt != nil {
		if a.prompt.list != nil && on.pane == pane.Pane(a.panes.found) {
			a.attend()
			a.prompt.list.move(by)
		}
		return nil
	}
	switch p := on.pane.(type) {
	case *pane.Knobs:
		if knob, _, ok := p.KnobAt(x-on.at.x, y-on.at.y); ok {
			a.attend()
			a.interrupted()
			a.active = knob
			return turn(-by, false)(a)
		}
	case *pane.Timeline:
		a.attend()
		return move(by)(a)
	case *pane.Card:
		a.attend()
		a.turnPage(by)
	case pane.Pane:
		if a.inspecting {
			a.attend()
			a.choose(by)
		}
	}
	return nil
}

// turnPage shows another part of a card that is too long; turned is false where there
// is none.
func (a *App) turnPage(by int) (turned bool) {
	l := a.lecture
	if turned = l != nil && (by < 0 && l.page > 0 || by > 0 && a.panes.card.More()); turned {
		l.page += by
	}
	return turned
}
