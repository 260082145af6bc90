package ui

import (
	"fmt"
	"strings"
	"testing"
)

// tried is a lesson at the card that says to try it, everything before it done at
// once.
func tried(t *testing.T, number int) *App {
	t.Helper()
	a := taught(t, fmt.Sprint(number), Mono, 80, 24)
	for a.lecture.Cards[a.lecture.card].Heading != "Try it" {
		if a.lecture.card == len(a.lecture.Cards)-1 {
			t.Fatalf("lesson %d has nothing to try", number)
		}
		a.lecture.asked = true // nothing is predicted here
		does(t, a, "pgdown")
	}
	return a
}

// TestLearnedIsSeen: in the last lesson x shows what the network says to each input,
// and what it should say: before it learned some wrong, afterwards all right.
func TestLearnedIsSeen(t *testing.T) {
	a := taught(t, "10", Mono, 80, 24)
	answers := func(inputs int) (right int) {
		for range inputs {
			for _, line := range strings.Split(screenOf(a), "\n") {
				if fields := strings.Fields(line); strings.HasPrefix(line, " [■]") && strings.Contains(line, "free") {
					says, should := fields[len(fields)-2], fields[len(fields)-1]
					if (should == "+0.80" || should == "-0.80") && says[0] == should[0] {
						right++
					}
				}
			}
			does(t, a, "x")
		}
		return right
	}
	if right := answers(4); right != 2 {
		t.Errorf("before learning %d answers of 4 are seen to be right, not 2:\n%s", right, screenOf(a))
	}
	for _, key := range []string{"pgdown", "b", "pgdown", "pgdown"} {
		does(t, a, key)
	}
	if right := answers(4); right != 4 {
		t.Errorf("after learning %d answers of 4 are seen to be right:\n%s", right, screenOf(a))
	}
}

// TestTryItWorks: what such a card tells to press shows what it says,
// pressed one after the other.
func TestTryItWorks(t *testing.T) {
	a := tried(t, 4)
	for _, target := range []int{1, 2, 3} {
		for _, key := range strings.Fields("y . . . .") {
			does(t, a, key)
		}
		if set := a.run.Settings(); set.Target != target || a.frame.Number != 4 || !set.On || set.Inverted {
			t.Fatalf("lesson 4: frame %d, target %d, nudge on: %v, inverted: %v", a.frame.Number, set.Target, set.On, set.Inverted)
		}
		for _, l := range a.frame.Layers {
			if !(l.Cosine > 0.99) {
				t.Errorf("lesson 4: target %d: the cosine %d hops away is %v", target, l.Hops, l.Cosine)
			}
		}
		if strings.Contains(screenOf(a), "moved yet") {
			t.Errorf("lesson 4: no dots are shown:\n%s", screenOf(a))
		}
	}
	a = tried(t, 9)
	for range 3 {
		was := a.frame.Layers[0].Cosine
		for _, key := range strings.Fields("up up up r . . . .") {
			does(t, a, key)
		}
		if now := a.frame.Layers[0].Cosine; a.frame.Number != 4 || !(now < was-0.03) {
			t.Errorf("lesson 9: at α %v the cosine of h3 is %v, before it was %v", a.run.Settings().Asymmetry, now, was)
		}
	}
	a = tried(t, 6)
	for _, test := range []struct{ turn, says string }{{"", "β × 9.5e-01"}, {"up up up up", "β × 8.9e-01"}, {"down down down down down down down down", "β × 9.8e-01"}} {
		for _, key := range strings.Fields(test.turn + " r . . . . . . . .") {
			does(t, a, key)
		}
		if !strings.Contains(screenOf(a), test.says) || a.frame.Number != 8 {
			t.Errorf("lesson 6: after %s frame %d does not say %q:\n%s", test.turn, a.frame.Number, test.says, screenOf(a))
		}
	}
}
