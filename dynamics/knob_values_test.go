package dynamics

import (
	"strings"
	"testing"
)

// TestKnobsOf: what Values wrote comes back, and what no knob can be does not.
func TestKnobsOf(t *testing.T) {
	turned := DefaultKnobs()
	for _, knob := range Table {
		*knob.Field(&turned) = knob.Max
	}
	if got, err := KnobsOf(turned.Values()); err != nil || got != turned {
		t.Errorf("got %+v, %v, want %+v", got, err, turned)
	}
	if got, err := KnobsOf(nil); err != nil || got != DefaultKnobs() {
		t.Errorf("without names: %+v, %v", got, err)
	}
	for says, values := range map[string]map[string]float64{
		"warmth":      {"warmth": 1},
		"temperature": {"temperature": -1},
	} {
		if _, err := KnobsOf(values); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v: %v, want an error about %s", values, err, says)
		}
	}
}
