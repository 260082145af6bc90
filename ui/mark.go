package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/ui/pane"
)

// mark is a frame that the user wants to come back to: its settings and its
// picture.
type mark struct {
	frame     int
	settings  dynamics.Settings
	reference dynamics.Reference
	estimator dynamics.Estimator
	picture   []float64 // the derivative, as a state
}

// present is the mark that the frame shown would make.
func (a *App) present() mark {
	return mark{
		frame: a.frame.Number, settings: a.run.Settings(), reference: a.reference, estimator: a.run.Estimator(),
		picture: slices.Clone(a.frame.Derivative),
	}
}

// marked lists the frames that have a mark.
func (a *App) marked() []int {
	var frames []int
	for _, m := range a.marks {
		frames = append(frames, m.frame)
	}
	return frames
}

func (a *App) toggleMark() tea.Cmd {
	i := slices.IndexFunc(a.marks, func(m mark) bool { return m.frame == a.frame.Number && m.settings == a.run.Settings() })
	if i >= 0 {
		a.marks = slices.Delete(a.marks, i, i+1)
		a.overlaid = a.overlaid && len(a.marks) > 0
		a.tell("frame %d is no longer marked", a.frame.Number)
		return nil
	}
	a.marks = append(a.marks, a.present())
	a.tell("frame %d is marked (M lays it over, ' swaps)", a.frame.Number)
	return nil
}

func noMark(a *App) string {
	if len(a.marks) == 0 {
		return "nothing is marked yet (m marks)"
	}
	return ""
}

// swapMark puts the settings of the last mark in force, at its frame, and makes
// what was shown the mark.
func (a *App) swapMark() tea.Cmd {
	last := len(a.marks) - 1
	m := a.marks[last]
	a.marks[last] = a.present()
	if err := a.begin(m.settings); err != nil {
		return a.changed(err)
	}
	a.reference = m.reference
	a.run.Estimate(m.estimator)
	a.changed(nil)
	return a.seek(max(m.frame, a.run.First()))
}

// ghost is the last mark as the panes lay it over the present, nil for none.
func (a *App) ghost() *pane.Ghost {
	if !a.overlaid || len(a.marks) == 0 {
		return nil
	}
	m := a.marks[len(a.marks)-1]
	if len(m.picture) != len(a.frame.Derivative) {
		return nil
	}
	return &pane.Ghost{Frame: m.frame, Derivative: m.picture, Differs: differences(m.settings, a.frame.Settings)}
}

// differences says in what the knobs of two settings differ, "β 0.1 T off".
func differences(marked, now dynamics.Settings) string {
	text := ""
	for _, knob := range dynamics.Table {
		if v := knob.Get(marked.Knobs); v != knob.Get(now.Knobs) {
			text += " " + knob.Symbol + " " + knob.Format(v)
		}
	}
	return text
}
