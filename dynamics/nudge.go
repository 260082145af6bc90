package dynamics

import (
	"fmt"
	"strings"
)

// Nudge is the kind of outside force on the visible units.
type Nudge uint8

const (
	// Spring pulls with β (y − s_L) at every step.
	Spring Nudge = iota
	// Kick moves s_L by η (y − s_L) in one step and holds it there. η is the knob
	// beta.
	Kick
	// Clamp is a kick with η = 1: the visible units become the target.
	Clamp
	// Nudges is how many kinds there are.
	Nudges
)

var nudgeNames = [Nudges]string{"spring", "kick", "clamp"}

// String is the name in flags, files and on the screen.
func (n Nudge) String() string { return nudgeNames[n] }

// ParseNudge returns the kind of that name.
func ParseNudge(name string) (Nudge, error) {
	for i, known := range nudgeNames {
		if name == known {
			return Nudge(i), nil
		}
	}
	return 0, fmt.Errorf("nudge %q is unknown: use one of %s", name, strings.Join(nudgeNames[:], ", "))
}

// Holds tells whether the visible units are held in place after the first
// step.
func (n Nudge) Holds() bool { return n != Spring }
