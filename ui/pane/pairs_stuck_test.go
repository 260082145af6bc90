package pane

import (
	"strings"
	"testing"

	"nudge/dynamics"
	"nudge/model"
)

// TestPairsNamesStuckUnits: a unit that can pass no error is told from one that
// merely has none, in as many rows as there are such units.
func TestPairsNamesStuckUnits(t *testing.T) {
	preset := model.Iris()
	preset.Activation = model.HardSigmoid
	for _, gain := range []float64{1, 4} {
		s := pairsLook{preset: preset, frames: 3, unit: -1, edit: func(set *dynamics.Settings) { set.Gain = gain }}.scene(t)
		stuck := 0
		for i := range s.Frame.Network().Units() {
			if s.Frame.Rest.Point.Stuck(i) {
				stuck++
			}
		}
		if got := strings.Count(drawing(NewPairs(), s, 80, 30), " stuck"); got != stuck || gain > 1 && stuck == 0 {
			t.Errorf("gain %v: %d rows say stuck, %d units are", gain, got, stuck)
		}
	}
}
