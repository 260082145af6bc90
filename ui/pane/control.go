package pane

import (
	"fmt"

	"nudge/ui/chart"
)

// Control is what the user has in hand, beside the frame: it is what the
// status line, the knobs, the message line and the footer draw.
type Control struct {
	Title   string // the network, "iris 4-8-6-3 tanh"
	Sample  string // the input and target, "iris 1 setosa"
	Drawn   bool   // the weights are drawn from the seed
	Playing bool
	Speed   float64 // 1 is 30 frames a second
	Active  int     // the active knob, an index of dynamics.Table
	Notice  Notice  // shown instead of the caption
	Prompt  string  // what is being typed, "" for nothing
	Keys    []Hint  // the footer
	Busy    string  // what is being computed, "" for nothing
	Class   Notice  // the part in a class, said in the top line, "" for none
	Foot    Notice  // the same where there is no top line, said before the keys
	Story   string  // instead of what the frame shows, "" for that
}

// Notice is one line to the user.
type Notice struct {
	Text string
	Ink  chart.Ink // Plain, Good, Warn or Bad
}

// Hint is one key of the footer and what it does.
type Hint struct{ Key, Does string }

// speed writes a speed in at most four cells.
func speed(v float64) string {
	if v >= 1 {
		return fmt.Sprintf("%.0fx", v)
	}
	return fmt.Sprintf("%.2gx", v)
}
