package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/dynamics/recording"
	"nudge/ui/chart"
)

// undo takes the last change back and says which, and where it was made: it may be
// another frame than the one shown.
func (a *App) undo() tea.Cmd {
	a.dropExample()
	v, ok := a.run.Undoes()
	if !ok || !a.run.Undo() {
		a.warn("there is nothing to undo")
		return nil
	}
	more := "u undoes more, U redoes"
	if a.run.Past() == 0 {
		more = "U redoes, nothing more to undo"
	}
	return a.reversed("undo", v, more)
}

// redo makes it again.
func (a *App) redo() tea.Cmd {
	a.dropExample()
	v, ok := a.run.Redoes()
	if !ok || !a.run.Redo() {
		a.warn("there is nothing to redo")
		return nil
	}
	more := "u undoes"
	if _, ok := a.run.Redoes(); ok {
		more += ", U redoes more"
	}
	return a.reversed("redo", v, more)
}

// reversed shows the run after an undo or a redo.
func (a *App) reversed(what string, v dynamics.Reversal, more string) tea.Cmd {
	cmd := a.changed(nil)
	if a.failed == nil {
		a.tell("%s", reversal(what, v, a.run.Source(), more))
	}
	return cmd
}

// noticeRoom is what a notice has on the smallest screen that shows it whole.
const noticeRoom = 78

// reversal words what an undo or a redo did, "undo at frame 10: beta back from 0.158 to
// 0.126", and where there is room, what comes next.
func reversal(what string, v dynamics.Reversal, source *dynamics.Source, more string) string {
	back, again := "", ""
	if what == "undo" {
		back, again = "back ", " again"
	}
	var parts []string
	knob := func(k dynamics.Knob, was, is float64) string {
		parts = append(parts, fmt.Sprintf("%s %sfrom %s to %s", k.Name, back, k.Format(was), k.Format(is)))
		return ""
	}
	for _, says := range recording.Differences(v.From, v.To, source, knob) {
		if says != "" {
			parts = append(parts, says+again)
		}
	}
	if v.Anew {
		parts = append(parts, map[string]string{"undo": "the run from before it began anew", "redo": "the run begun anew"}[what])
	}
	text := what
	if v.Timed {
		text += fmt.Sprintf(" at frame %d", v.Frame)
	}
	if len(parts) > 0 {
		text += ": " + strings.Join(parts, ", ")
	}
	if full := text + " (" + more + ")"; chart.TextWidth(full) <= noticeRoom {
		return full
	}
	return text
}
