package ui

import (
	"image/color"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"nudge/ui/chart"
)

// basic is how a role looks where there are sixteen colours: the number of the
// terminal's own colour on dark and on light, "" for that of plain text.
type basic struct{ dark, light string }

// basics gives every role its look in sixteen colours. The nearest of them to the
// colours of tones would make gradient, ghost and warning the same red, and grey
// text white on white.
var basics = [chart.NumInks]basic{
	chart.Dim:          {"7", "8"},
	chart.Faint:        {"8", "8"},
	chart.Border:       {"8", "8"},
	chart.Derivative:   {"14", "4"},
	chart.Gradient:     {"3", "1"},
	chart.GradientText: {"3", "1"},
	chart.Ghost:        {"15", "0"},
	chart.GhostOver:    {"0", "15"},
	chart.Active:       {"14", "4"},
	chart.Good:         {"10", "2"},
	chart.Warn:         {"11", "5"},
	chart.Bad:          {"9", "9"},
	chart.Layer1:       {"10", "2"},
	chart.Layer2:       {"13", "5"},
	chart.Layer3:       {"11", "8"},
	chart.Layer4:       {"6", "4"},
	chart.Layer5:       {"9", "1"},
	chart.Layer6:       {"14", "6"},
	chart.Layer7:       {"3", "13"},
}

// colourOf is the colour of a role, nil for none. The terminal's library makes
// 256 colours of what tones has, and those stay apart.
func colourOf(ink chart.Ink, t Theme, profile colorprofile.Profile) color.Color {
	if profile != colorprofile.ANSI || t == Mono {
		return tones[ink].colour(t)
	}
	number := basics[ink].dark
	if t == Light {
		number = basics[ink].light
	}
	if number == "" {
		return nil
	}
	return lipgloss.Color(number)
}

// repaint draws in the colours that the terminal has, on its background.
func (a *App) repaint() {
	a.palette = a.paint(a.seen)
	a.dirty = true
}
