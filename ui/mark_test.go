package ui

import (
	"strings"
	"testing"

	"nudge/model"
)

// TestMarkAndSwap: a mark keeps a setting and its picture, can be laid over
// the present, and swapping twice comes back to what was.
func TestMarkAndSwap(t *testing.T) {
	a := start(t, model.Iris(), Dark)
	size(a, 120, 40)
	press(a, "n", ".", ".", ".", "m")
	first, picture := a.run.Settings(), panesOf(a)[Pairs]
	say(a, "set beta 1")
	say(a, "set gain 2")
	press(a, "r", "L", "M")
	if !strings.Contains(screenOf(a), "◇ the mark of frame 3 β 0.1 × 1.00") {
		t.Errorf("the mark is not explained:\n%s", screenOf(a))
	}
	if strings.Count(screenOf(a), "◇") < 10 {
		t.Errorf("the mark is not laid over the bars:\n%s", screenOf(a))
	}
	second := a.run.Settings()
	press(a, "'")
	press(a, "M")
	if a.run.Settings() != first || a.frame.Number != 3 || panesOf(a)[Pairs] != picture {
		t.Errorf("swap does not bring the mark back: frame %d, %+v", a.frame.Number, a.run.Settings())
	}
	press(a, "'")
	if a.run.Settings() != second || a.frame.Number != 10 {
		t.Errorf("swapping twice: frame %d, %+v", a.frame.Number, a.run.Settings())
	}
}
