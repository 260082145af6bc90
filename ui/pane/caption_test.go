package pane

import (
	"strings"
	"testing"

	"nudge/dynamics"
	"nudge/model"
	"nudge/ui/chart"
)

// TestStoriesFitTheSmallestScreen: what a frame shows is said in the 78 cells of a
// line, for every preset, gradient and estimator, pushed one way or the other, with
// noise and with unequal weights, at every frame up to long after the arrivals.
func TestStoriesFitTheSmallestScreen(t *testing.T) {
	settings := map[string]func(*dynamics.Settings){
		"plain":    nil,
		"inverted": func(s *dynamics.Settings) { s.Inverted = true },
		"strong":   func(s *dynamics.Settings) { s.Beta, s.Inverted = 0.9, true },
		"noisy":    func(s *dynamics.Settings) { s.Temperature, s.Chains, s.Inverted = 1e-4, 4, true },
		"unequal":  func(s *dynamics.Settings) { s.Asymmetry, s.Inverted = 0.5, true },
		"kick":     func(s *dynamics.Settings) { s.Nudge, s.Inverted = dynamics.Kick, true },
	}
	long := map[string]bool{}
	for _, preset := range model.Presets() {
		for what, edit := range settings {
			for _, reads := range []dynamics.Estimator{dynamics.RawRate, dynamics.WindowRate, dynamics.SinceNudge} {
				run := play(t, preset, edit)
				run.run.Estimate(reads)
				for _, reference := range []dynamics.Reference{dynamics.Backprop, dynamics.BPTT, dynamics.Equilibrium} {
					for _, frame := range []int{0, 1, 2, 3, 4, 6, 12, 13, 40, 200} {
						s := run.at(t, frame, reference)
						if text := story(s); chart.TextWidth(text) > 78 && !long[text] {
							long[text] = true
							t.Errorf("%s, %s, frame %d: %d cells: %s", preset.Name, what, frame, chart.TextWidth(text), text)
						}
					}
				}
			}
		}
	}
}

// TestMarkLeavesTheStory: on the smallest screen a mark laid over the frame is
// explained in the heading of the pairs, with what differs, and the line below says
// what it says without one; where there are two lines, the second has the mark.
func TestMarkLeavesTheStory(t *testing.T) {
	s := pairsLook{preset: model.Lesson(), frames: 4, unit: -1, edit: func(s *dynamics.Settings) { s.Inverted = true }}.scene(t)
	want := drawing(NewCaption(), s, 80, 1)
	s.Ghost = &Ghost{Frame: 3, Derivative: s.Frame.Derivative, Differs: " β 0.01"}
	if got := drawing(NewCaption(), s, 80, 1); got != want || strings.Contains(got, "…") || !strings.Contains(got, "uphill") {
		t.Errorf("with a mark the line says %q, without %q", got, want)
	}
	if got := drawing(NewCaption(), s, 120, 2); !strings.Contains(got, "the mark of frame 3 β 0.01") || !strings.Contains(got, "uphill") {
		t.Errorf("two lines say %q", got)
	}
	picture := drawing(NewPairs(), s, 80, 19)
	if !strings.Contains(picture, "◇ frame 3 β 0.01") || strings.Count(picture, "◇") < 5 {
		t.Errorf("the mark is not explained or not laid over:\n%s", picture)
	}
}
