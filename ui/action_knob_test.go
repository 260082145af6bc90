package ui

import (
	"testing"

	"nudge/dynamics"
	"nudge/model"
)

// TestOffAndBack: 0 switches every knob that can be off to a value that the knob
// has, and back.
func TestOffAndBack(t *testing.T) {
	for i, knob := range dynamics.Table {
		a := start(t, model.Iris(), Mono)
		size(a, 80, 24)
		a.active = i
		first := knob.Get(a.run.Settings().Knobs)
		for range 2 {
			press(a, "0")
			v := knob.Get(a.run.Settings().Knobs)
			if err := knob.Check(v); err != nil || knob.Off && v == first {
				t.Errorf("0 turns %s from %v to %v: %v", knob.Name, first, v, err)
			}
			if press(a, "0"); knob.Get(a.run.Settings().Knobs) != first {
				t.Errorf("0 twice turns %s from %v to %v", knob.Name, first, knob.Get(a.run.Settings().Knobs))
			}
		}
	}
}
