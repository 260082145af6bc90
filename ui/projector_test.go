package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"nudge/model"
	"nudge/ui/lesson"
)

// The projector's screens tile every size.
func TestProjectedTiles(t *testing.T) {
	for w := 0; w < 100; w += 1 + w/5 {
		for h := range 50 {
			for _, reading := range []bool{false, true} {
				covered(t, w, h, projected(w, h, reading))
			}
		}
	}
}

// covered checks that every cell belongs to one place.
func covered(t *testing.T, w, h int, s screen) {
	t.Helper()
	rects := []rect{s.status, s.timeline, s.knobs, s.caption, s.footer, s.card}
	for _, slot := range s.slots {
		rects = append(rects, slot.rect)
	}
	for i := range w * h {
		in := slices.DeleteFunc(slices.Clone(rects), func(r rect) bool { return !r.has(i%w, i/w) })
		if len(in) != 1 {
			t.Fatalf("%d×%d: cell %d,%d is in %d places", w, h, i%w, i/w, len(in))
		}
	}
}

// TestProjector: p shows one layer, Tab chooses which, the other keys go on, and
// Esc, p or a view leave it.
func TestProjector(t *testing.T) {
	a := start(t, model.Lesson(), Dark)
	size(a, 80, 24)
	for _, step := range []struct{ keys, says string }{
		{"p", "LAYER y"},
		{"n .", "LAYER y   the visible layer"},
		{". .", "LAYER h2   2 hops"},
		{"tab", "LAYER h1   1 hop"},
		{"tab tab", "LAYER h3   3 hops"},
		{"tab", "LAYER y   the visible layer"},
		{"tab", "LAYER h2   2 hops"},
		{"shift+tab .", "LAYER y   the visible layer"},
		{"up", "β 0.126"},
		{"e", "ε 0.1"},
		{"enter", "▸"},
		{"esc", "LAYER y   the visible layer"},
		{"z", "whole screen"},
		{"esc", "PAUSED"},
		{"p", "LAYER y"},
		{"p", "PAUSED"},
		{"p", "LAYER y"},
		{"3", "WAVE"},
		{": v i e w space s c a t t e r enter", "dh/dt ↑"},
		{"p", "LAYER y"},
		{": s w e e p enter", "of 189 cells"},
		{"esc", "LAYER y"},
	} {
		press(a, strings.Fields(step.keys)...)
		if !strings.Contains(screenOf(a), step.says) {
			t.Errorf("after %q the screen does not say %q:\n%s", step.keys, step.says, screenOf(a))
		}
	}
}

// TestProjectorTeaches: with a lesson, what is to be read can be read and
// answered, and what is to be watched is big.
func TestProjectorTeaches(t *testing.T) {
	for _, size := range []struct{ w, h int }{{80, 24}, {120, 40}, {60, 18}, {50, 16}} {
		a := taught(t, "3", Mono, size.w, size.h)
		press(a, "p")
		does(t, a, "pgdown")
		says(t, a, size.w, "PgDn", "When does h3 move", "a  at frame 2", "d  never", "Press a to d")
		does(t, a, "pgdown")
		says(t, a, size.w, "first say what you predict")
		press(a, "b")
		does(t, a, "pgdown")
		says(t, a, size.w, "h3", "+4")
		if strings.Contains(screenOf(a), "Time goes to the right") {
			t.Errorf("%d×%d: a card that is watched covers the picture:\n%s", size.w, size.h, screenOf(a))
		}
		does(t, a, "pgdown")
		says(t, a, size.w, "You predicted b")
	}
}

// says checks that the screen says all of these, as far as they fit into a line.
func says(t *testing.T, a *App, w int, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if cut := min(len(text), max(0, w-10)); !strings.Contains(screenOf(a), text[:cut]) {
			t.Errorf("%d columns: the screen does not say %q:\n%s", w, text, screenOf(a))
		}
	}
}

// TestProjectorAtEverySize: it fits with every preset and on every card.
func TestProjectorAtEverySize(t *testing.T) {
	everywhere := func(a *App) {
		for _, w := range []int{1, 9, 20, 59, 64, 120} {
			for _, h := range []int{1, 2, 3, 5, 9, 17, 18, 24, 40} {
				size(a, w, h)
				fits(t, a, w, h)
			}
		}
	}
	for _, preset := range model.Presets() {
		a := start(t, preset, Mono)
		press(a, "p", "n", ".", ".", ".")
		everywhere(a)
	}
	all, err := lesson.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range all[2:5] {
		a := taught(t, fmt.Sprint(l.Number), Mono, 80, 24)
		press(a, "p")
		for range l.Cards {
			everywhere(a)
			size(a, 80, 24)
			press(a, "a")
			if a.menu != nil {
				break
			}
			does(t, a, "pgdown")
		}
	}
}
