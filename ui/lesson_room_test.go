package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"nudge/ui/lesson"
)

// TestCardLeavesRows: above a card that needs few rows the picture has the others,
// with the projector and without, and the card says as much as before.
func TestCardLeavesRows(t *testing.T) {
	for _, at := range []struct {
		w, h, atLeast int
		keys          []string
	}{{120, 40, 27, []string{"p"}}, {80, 24, 12, []string{"p"}}, {100, 31, 15, nil}} {
		a := taught(t, "3", Mono, at.w, at.h)
		press(a, at.keys...)
		does(t, a, "pgdown")
		says(t, a, at.w, "When does h3 move", "a  at frame 2", "d  never", "Press a to d")
		view, card := a.screen.slots[0], a.screen.card
		if view.h < at.atLeast || view.y+view.h != card.y || a.panes.card.More() {
			t.Errorf("%d×%d: the picture has %d rows, the card is %+v:\n%s", at.w, at.h, view.h, card, screenOf(a))
		}
		rows := strings.Split(screenOf(a), "\n")
		if last := rows[card.y+card.h-1]; !strings.Contains(last, "Press a to d") {
			t.Errorf("%d×%d: the card ends with %q", at.w, at.h, last)
		}
		before := a.screen.card
		press(a, "b")
		if a.arrange(); a.screen.card != before {
			t.Errorf("%d×%d: a prediction moves the card from %+v to %+v", at.w, at.h, before, a.screen.card)
		}
	}
	a := taught(t, "3", Mono, 120, 40)
	press(a, "p")
	does(t, a, "pgdown")
	if keys := strings.Count(screenOf(a), "leave big mode"); keys != 1 {
		t.Errorf("the keys are there %d times:\n%s", keys, screenOf(a))
	}
}

// TestCardLendsRows: in a window too small for a half each, a card that needs few
// rows leaves the others to a picture, and one that needs them all keeps them.
func TestCardLendsRows(t *testing.T) {
	for _, at := range []struct{ w, h, card, atLeast int }{{100, 16, 3, 4}, {100, 16, 6, 4}, {60, 15, 3, 0}, {60, 10, 1, 0}} {
		a := taught(t, "3", Mono, 100, 24)
		for range at.card - 1 {
			a.lecture.asked = true
			does(t, a, "pgdown")
		}
		size(a, at.w, at.h)
		rows := 0
		for _, on := range a.screen.slots {
			rows += on.h
		}
		if whole := !a.panes.card.More(); rows < at.atLeast || at.atLeast == 0 && rows > 0 || at.atLeast > 0 && !whole {
			t.Errorf("%d×%d, card %d: a picture of %d rows, the card is whole: %v:\n%s", at.w, at.h, at.card, rows, whole, screenOf(a))
		}
	}
}

// TestCardStandsStill: nothing moves while a card carries out its commands, and
// what it has said in the end has room where the screen has.
func TestCardStandsStill(t *testing.T) {
	all, err := lesson.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range all[:6] {
		a := taught(t, fmt.Sprint(l.Number), Mono, 100, 31)
		for i := range l.Cards {
			begun := a.screen
			a.arrange()
			if begun.card != a.screen.card || !slices.Equal(begun.slots, a.screen.slots) {
				t.Errorf("lesson %d, card %d: the card moves from %+v to %+v", l.Number, i+1, begun.card, a.screen.card)
			}
			if need, _ := a.panes.card.Needs(a.card(), a.screen.card.w, a.screen.framed); need > a.screen.card.h && a.screen.card.h < 14 {
				t.Errorf("lesson %d, card %d: %d rows for a card that came to need %d", l.Number, i+1, a.screen.card.h, need)
			}
			if i < len(l.Cards)-1 {
				press(a, "a")
				does(t, a, "pgdown")
			}
		}
	}
}

// TestWaveShowsUnitsBesideACard: on the smallest screen the wave of lesson 3 has two
// units of every layer beside each card.
func TestWaveShowsUnitsBesideACard(t *testing.T) {
	a := taught(t, "3", Mono, 80, 24)
	for card := range 3 {
		units, lines := map[string]int{}, strings.Split(screenOf(a), "\n")
		layer := ""
		for _, line := range lines[3 : a.screen.card.y-1] {
			if name := strings.TrimSpace(line[:4]); name != "" {
				layer = name
			}
			units[layer]++
		}
		for _, layer := range []string{"y", "h1", "h2", "h3"} {
			if units[layer] < 2 {
				t.Errorf("card %d: %s has %d rows:\n%s", card+1, layer, units[layer], screenOf(a))
			}
		}
		press(a, "b")
		does(t, a, "pgdown")
	}
}
