package pane

import (
	"fmt"
	"strings"
	"testing"

	"nudge/dynamics"
	"nudge/model"
)

// Beside each visible unit stand its value and its target, in every frame, and beside
// an input unit what it is clamped to; where there is no room, neither.
func TestNetworkSaysTheAnswer(t *testing.T) {
	for _, preset := range []model.Preset{model.Lesson(), model.Latent(), model.Xor(), model.Iris()} {
		r := play(t, preset, nil)
		for _, n := range []int{0, 1, 9} {
			s := r.at(t, n, dynamics.Backprop)
			net := s.Frame.Network()
			picture := drawing(NewNetwork(), s, 110, 40)
			says := net.Layer(s.Frame.State, net.Depth())
			for i, should := range net.Target() {
				if want := fmt.Sprintf("%+.2f   %+.2f", says[i], should); !strings.Contains(picture, want) {
					t.Errorf("%s frame %d: unit %d does not say %q:\n%s", preset.Name, n, i, want, picture)
				}
			}
			for _, v := range net.Input() {
				if want := fmt.Sprintf("[■] %.2g ", v); !strings.Contains(picture, want) {
					t.Errorf("%s frame %d: no input says %q:\n%s", preset.Name, n, want, picture)
				}
			}
			if small := drawing(NewNetwork(), s, 42, 14); strings.Contains(small, "value") || strings.Contains(small, "[■] 0") {
				t.Errorf("%s: there is no room:\n%s", preset.Name, small)
			}
		}
	}
}
