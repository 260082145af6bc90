package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/model"
)

// TestTheStory walks through what a new user does and checks what the screen
// says at each step.
func TestTheStory(t *testing.T) {
	a := start(t, model.Iris(), Dark)
	size(a, 120, 40)
	for _, step := range []struct{ keys, says string }{
		{"", "At rest"},
		{"n", "nothing has moved yet"},
		{".", "moves the visible layer y"},
		{".", "the error reaches h1"},
		{".", "the error reaches h2"},
		{".", "All layers are reached"},
		{"G", "Against backprop through time"},
		{"u", "At rest"},
	} {
		if step.keys != "" {
			press(a, step.keys)
		}
		if !strings.Contains(screenOf(a), step.says) {
			t.Errorf("after %q the screen does not say %q:\n%s", step.keys, step.says, screenOf(a))
		}
	}
}

func TestKnobKeys(t *testing.T) {
	a := start(t, model.Iris(), Dark)
	size(a, 80, 24)
	beta := func() float64 { return a.run.Settings().Beta }
	press(a, "up", "down")
	if beta() != 0.1 {
		t.Errorf("up then down gives β = %v", beta())
	}
	press(a, "=", "3", "e", "-", "2", "enter")
	if beta() != 3e-2 {
		t.Errorf("typing 3e-2 gives β = %v", beta())
	}
	press(a, "K", "J")
	if beta() != 3e-2 {
		t.Errorf("coarse up and down from a typed value gives β = %v", beta())
	}
	press(a, "=", "x", "2", "enter")
	if beta() != 6e-2 {
		t.Errorf("x2 gives β = %v", beta())
	}
	press(a, "0")
	if beta() != 0 {
		t.Errorf("0 leaves β = %v", beta())
	}
	press(a, "0")
	if beta() != 6e-2 {
		t.Errorf("0 twice gives β = %v", beta())
	}
	press(a, "u", "u", "u")
	if beta() != 3e-2 {
		t.Errorf("undo goes back to β = %v", beta())
	}
	press(a, "=", "n", "a", "n", "enter")
	if !strings.Contains(screenOf(a), "beta") || beta() != 3e-2 {
		t.Errorf("a bad value is not refused: β = %v\n%s", beta(), screenOf(a))
	}
	press(a, "esc")
	if a.prompt != nil {
		t.Error("Esc does not leave the prompt")
	}
}

// TestChainsKeepTheFrame: another number of chains shows the same frame of the
// same experiment.
func TestChainsKeepTheFrame(t *testing.T) {
	a := start(t, model.Iris(), Dark)
	size(a, 80, 24)
	press(a, "t", "0", "r", "n", ".", ".", ".", "a", "up", "up", "up")
	if a.frame.Chains != 10 || a.frame.Number != 3 || !a.frame.Nudged {
		t.Errorf("N = %v at frame %d", a.frame.Chains, a.frame.Number)
	}
}

func TestDivergenceIsSaid(t *testing.T) {
	a := start(t, model.Iris(), Dark)
	size(a, 120, 40)
	press(a, "e", "=", "1", "enter", "b", "=", "1", "0", "enter", "n")
	if !strings.Contains(screenOf(a), "unstable") {
		t.Errorf("an unstable step is not said before it is taken:\n%s", screenOf(a))
	}
	for range 100 {
		press(a, "L")
		fits(t, a, 120, 40)
	}
	if !strings.Contains(screenOf(a), "diverged at frame") {
		t.Errorf("a diverged run is not said:\n%s", screenOf(a))
	}
	press(a, "u", ".")
	if strings.Contains(screenOf(a), "diverged at frame") {
		t.Error("the run does not go on after undo")
	}
}

func TestPlaying(t *testing.T) {
	a := start(t, model.Iris(), Dark)
	size(a, 80, 24)
	press(a, "n", "space")
	stale := a.clock.generation - 1
	a.Update(tickMsg{stale})
	if a.frame.Number != 0 {
		t.Error("a stale tick played a frame")
	}
	tick := func(n int) {
		for range n {
			a.Update(tickMsg{a.clock.generation})
		}
	}
	for layer := 1; layer <= 3; layer++ {
		tick(1)
		if tick(a.clock.lingerTicks()); a.frame.Number != layer {
			t.Errorf("it does not linger on arrival %d: frame %d", layer, a.frame.Number)
		}
	}
	if tick(27); a.frame.Number != 30 {
		t.Errorf("27 ticks at normal speed play %d frames", a.frame.Number-3)
	}
	press(a, "space")
	a.Update(tickMsg{a.clock.generation})
	if a.frame.Number != 30 {
		t.Error("it plays while paused")
	}
}

func TestHugeWindowIsClamped(t *testing.T) {
	a := start(t, model.Iris(), Dark)
	a.Update(tea.WindowSizeMsg{Width: 65535, Height: 65535})
	for _, keys := range []string{"", "p", "p ?", "esc o", "esc z", "enter", ":"} {
		press(a, strings.Fields(keys)...)
		fits(t, a, a.width, a.height)
		if len(a.View().Content) > 16<<20 {
			t.Errorf("after %q a window of 65535² makes %d bytes", keys, len(a.View().Content))
		}
	}
}

// TestKeysWhileComputing: keys pressed while a frame is being computed go on
// from the frame that was asked for.
func TestKeysWhileComputing(t *testing.T) {
	a := start(t, model.Digits(), Dark)
	size(a, 80, 24)
	say(a, "set chains 500")
	say(a, "set temperature 1e-4")
	press(a, "r", "n", ".", ".")
	for _, key := range []string{"D", "D", ".", "D"} { // no ticks between
		a.Update(keyMsg(key))
	}
	if a.goal == nil {
		t.Skip("this machine computes 500 frames of 500 chains within a tick")
	}
	for a.goal != nil {
		a.Update(tickMsg{a.clock.generation})
	}
	if a.frame.Number != 3 || a.frame.Estimator != dynamics.TwinRate {
		t.Errorf("frame %d with the estimator %v", a.frame.Number, a.frame.Estimator)
	}
}

// TestClockRates: at any rate one tick is one frame, and an arrival is looked at
// for as long.
func TestClockRates(t *testing.T) {
	for fps, linger := range map[int]int{0: 12, 10: 4, 30: 12, 60: 24, 1: 0} {
		c := newClock(fps, false)
		c.set(true)
		if frames, ok := c.beat(tickMsg{c.generation}); frames != 1 || !ok {
			t.Errorf("%d a second: a tick plays %d frames", fps, frames)
		}
		if c.lingerTicks() != linger {
			t.Errorf("%d a second: it lingers for %d ticks, want %d", fps, c.lingerTicks(), linger)
		}
	}
}
