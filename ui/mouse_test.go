package ui

import (
	"strings"
	"testing"
	"unsafe"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/model"
	"nudge/ui/pane"
)

func clickAt(a *App, x, y int) {
	a.Update(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	for a.goal != nil {
		a.Update(tickMsg{a.clock.generation})
	}
}

func dragTo(a *App, x, y int) {
	a.Update(tea.MouseMotionMsg{X: x, Y: y, Button: tea.MouseLeft})
	for a.goal != nil {
		a.Update(tickMsg{a.clock.generation})
	}
}

func letGoAt(a *App, x, y int) { a.Update(tea.MouseReleaseMsg{X: x, Y: y, Button: tea.MouseLeft}) }

func wheelAt(a *App, x, y int, button tea.MouseButton) {
	a.Update(tea.MouseWheelMsg{X: x, Y: y, Button: button})
}

// spot is the first cell at which the screen says text.
func spot(t *testing.T, a *App, text string) (x, y int) {
	t.Helper()
	for y, row := range strings.Split(screenOf(a), "\n") {
		if before, _, ok := strings.Cut(row, text); ok {
			return len([]rune(before)), y
		}
	}
	t.Fatalf("%q is not on the screen:\n%s", text, screenOf(a))
	return 0, 0
}

// TestMouseScrubs: a click or a drag on the timeline goes to the frame there, and
// the wheel steps.
func TestMouseScrubs(t *testing.T) {
	for _, at := range sizes {
		a := start(t, model.Iris(), Mono)
		size(a, at.w, at.h)
		press(a, "n")
		bar, y := spot(t, a, "●")
		for _, frame := range []int{7, 3, 12, 0, 1} {
			if clickAt(a, bar+frame, y); a.frame.Number != frame {
				t.Errorf("%d columns: a click on frame %d shows frame %d", at.w, frame, a.frame.Number)
			}
		}
		dragTo(a, bar+9, 0) // the button is still held, the row does not matter
		if a.frame.Number != 9 {
			t.Errorf("%d columns: dragging shows frame %d, want 9", at.w, a.frame.Number)
		}
		letGoAt(a, bar+9, 0)
		if dragTo(a, bar+4, y); a.frame.Number != 9 {
			t.Error("it is dragged after the button was let go")
		}
		wheelAt(a, bar, y, tea.MouseWheelDown)
		wheelAt(a, bar, y, tea.MouseWheelDown)
		if wheelAt(a, bar, y, tea.MouseWheelUp); a.frame.Number != 10 {
			t.Errorf("two turns down and one up from 9 show frame %d", a.frame.Number)
		}
	}
}

// TestMouseInspects: a click on a unit of any view inspects it.
func TestMouseInspects(t *testing.T) {
	for _, at := range sizes {
		for _, view := range []View{Pairs, Wave, Network} {
			a := start(t, model.Iris(), Mono)
			size(a, at.w, at.h)
			a.turn(view)
			press(a, "n", ".", ".", ".")
			clicked := map[int]bool{}
			for _, slot := range a.screen.slots {
				units, ok := a.panes.views[slot.view].(interface{ UnitAt(x, y int) (int, bool) })
				for i := 0; ok && i < slot.w*slot.h; i++ {
					if unit, ok := units.UnitAt(i%slot.w, i/slot.w); ok && slot.view == view && !clicked[unit] && len(clicked) < 12 {
						clicked[unit] = true
						if clickAt(a, slot.x+i%slot.w, slot.y+i/slot.w); !a.inspecting || a.unit != unit {
							t.Fatalf("%v: a click on unit %d inspects %d", view, unit, a.unit)
						}
						press(a, "esc")
					}
				}
			}
			if len(clicked) < 5 {
				t.Errorf("%d×%d %v: only %d units can be clicked", at.w, at.h, view, len(clicked))
			}
		}
	}
}

// TestMouseTurnsKnobs: a click on a slider sets its knob, a drag is undone at
// once, the wheel turns by a tick, and a click on a name chooses.
func TestMouseTurnsKnobs(t *testing.T) {
	for _, at := range sizes {
		a := start(t, model.Iris(), Mono)
		size(a, at.w, at.h)
		beta := func() float64 { return a.run.Settings().Beta }
		x, y := spot(t, a, "▸β")
		left, _ := spot(t, a, "├──")
		wheelAt(a, x, y, tea.MouseWheelUp)
		if want, _ := dynamics.Table[0].Move(0.1, 0.1, 1); beta() != want {
			t.Errorf("%d columns: the wheel gives β = %v, want %v", at.w, beta(), want)
		}
		clickAt(a, left+1, y)
		if beta() != 0 {
			t.Errorf("%d columns: the left end of the slider gives β = %v", at.w, beta())
		}
		for dx := range 40 {
			dragTo(a, left+dx, y)
		}
		dragTo(a, 10_000, -5)
		letGoAt(a, 0, 0)
		if beta() != dynamics.Table[0].Max {
			t.Errorf("%d columns: far to the right β = %v", at.w, beta())
		}
		if press(a, "u"); beta() == 0 || beta() > 0.2 {
			t.Errorf("%d columns: one undo leaves β = %v", at.w, beta())
		}
		x, y = spot(t, a, map[bool]string{true: "ε 0.1", false: "ε step"}[at.w == 80])
		clickAt(a, x, y)
		if a.knob().Name != "step" {
			t.Errorf("%d columns: a click on ε chooses %s", at.w, a.knob().Name)
		}
	}
}

// TestMousePressesTheFooter: the keys written there are pressed.
func TestMousePressesTheFooter(t *testing.T) {
	a := start(t, model.Iris(), Mono)
	size(a, 120, 40)
	click := func(text string) {
		t.Helper()
		x, y := spot(t, a, text)
		clickAt(a, x, y)
	}
	x, y := spot(t, a, "n nudge  ")
	clickAt(a, x+4, y) // the word belongs to its key
	click(". step  ")
	if a.frame.Number != 1 || !a.frame.Nudged {
		t.Errorf("n and . lead to frame %d", a.frame.Number)
	}
	press(a, "enter")
	unit := a.unit
	click("↑↓ unit")
	x, y = spot(t, a, "↑↓ unit")
	clickAt(a, x+1, y)
	if a.unit != unit {
		t.Error("up and down do not come back to the unit")
	}
	click("Esc leave")
	if a.inspecting {
		t.Error("Esc does not leave")
	}
	press(a, ":")
	click("Esc leave")
	if a.prompt != nil {
		t.Error("Esc does not leave the prompt")
	}
	click("? help")
	if !a.help.shown {
		t.Error("? does not open the help")
	}
	before := screenOf(a)
	if wheelAt(a, 5, 5, tea.MouseWheelDown); screenOf(a) == before {
		t.Error("the wheel does not scroll the help")
	}
}

// TestMouseBringsViewsToTheFront: a click on the frame of a view does.
func TestMouseBringsViewsToTheFront(t *testing.T) {
	a := start(t, model.Iris(), Mono)
	for _, at := range sizes[1:] {
		size(a, at.w, at.h)
		for _, title := range []string{"2 SCATTER", "4 ANGLE", "1 PAIRS"} {
			if !strings.Contains(screenOf(a), title) {
				continue
			}
			x, y := spot(t, a, title)
			clickAt(a, x, y)
			if x, y := spot(t, a, title); x > 5 || y > 4 {
				t.Errorf("%d×%d: %s stands at %d,%d", at.w, at.h, title, x, y)
			}
		}
	}
}

// TestMouseTeaches: the menu opens what is clicked, and a click answers.
func TestMouseTeaches(t *testing.T) {
	a := start(t, model.Iris(), Mono)
	size(a, 80, 24)
	press(a, "o")
	x, y := spot(t, a, "The error wave")
	clickAt(a, x, y)
	if a.lecture == nil || a.lecture.Number != 3 {
		t.Fatal("a click does not open the lesson")
	}
	does(t, a, "pgdown")
	for letter, text := range map[int]string{2: "only when y has come", 1: "at frame 4", 0: "together"} {
		x, y := spot(t, a, text)
		clickAt(a, x, y)
		if got, ok := a.lecture.chosen[1]; !ok || got != letter {
			t.Errorf("a click on %q answers %d", text, got)
		}
	}
	x, y = spot(t, a, "y moved at frame 1")
	if clickAt(a, x, y); a.lecture.chosen[1] < 0 || len(a.lecture.chosen) != 1 {
		t.Error("a click on the text answers")
	}
}

// TestMouseOnASweep: a click moves the cursor to the cell.
func TestMouseOnASweep(t *testing.T) {
	a := start(t, model.Iris(), Mono)
	size(a, 120, 40)
	cmd, err := a.command("sweep beta=1e-3:10:log:5 gain=1,2 frame=4")
	if err != nil {
		t.Fatal(err)
	}
	for cmd != nil {
		_, cmd = a.Update(cmd())
	}
	at := a.screen.slots[0].rect
	heat := a.panes.views[Heat].(*pane.Heat)
	moved := 0
	for i := range at.w * at.h {
		cx, cy, ok := heat.CellAt(i%at.w, i/at.w)
		if !ok || i%7 > 0 {
			continue
		}
		clickAt(a, at.x+i%at.w, at.y+i/at.w)
		if h := a.sweep.heat; h.CursorX != cx || h.CursorY != cy {
			t.Fatalf("a click on %d,%d moves to %d,%d", cx, cy, h.CursorX, h.CursorY)
		}
		moved++
	}
	if moved < 10 {
		t.Errorf("%d cells can be clicked", moved)
	}
}

// TestMouseMotionIsFree: a move of the mouse, and a click on nothing, draw
// nothing.
func TestMouseMotionIsFree(t *testing.T) {
	a := start(t, model.Iris(), Dark)
	size(a, 120, 40)
	before := unsafe.StringData(a.View().Content)
	for x := range 120 {
		a.Update(tea.MouseMotionMsg{X: x, Y: x / 3})
		a.Update(tea.MouseMotionMsg{X: x, Y: x / 3, Button: tea.MouseLeft}) // nothing is held
		a.Update(tea.MouseReleaseMsg{X: x, Y: x / 3})
		a.Update(tea.MouseClickMsg{X: x, Y: x / 3, Button: tea.MouseRight})
		a.Update(tea.MouseClickMsg{X: -x, Y: 1000, Button: tea.MouseLeft})
		a.Update(tea.MouseWheelMsg{X: x, Y: 1000, Button: tea.MouseWheelDown})
	}
	if unsafe.StringData(a.View().Content) != before {
		t.Error("the screen was drawn anew")
	}
}

// TestMouseAnywhere: no place is too far away, whatever is open.
func TestMouseAnywhere(t *testing.T) {
	far := []int{-1 << 62, -1, 0, 3, 37, 80, 65535, 1 << 62}
	for _, keys := range []string{"", "p", "?", "o", ":", "enter", "n . .", "W", ": s w e e p enter"} {
		a := start(t, model.Iris(), Mono)
		for _, at := range []struct{ w, h int }{{0, 0}, {30, 8}, {80, 24}} {
			size(a, at.w, at.h)
			press(a, strings.Fields(keys)...)
			for _, x := range far {
				for _, y := range far {
					clickAt(a, x, y)
					dragTo(a, y, x)
					wheelAt(a, x, y, tea.MouseWheelUp)
					wheelAt(a, x, y, tea.MouseWheelDown)
					letGoAt(a, x, y)
				}
			}
			fits(t, a, at.w, at.h)
			a.stopSweep()
		}
	}
}
