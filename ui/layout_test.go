package ui

import (
	"strings"
	"testing"

	"nudge/model"
)

// TestArrangeTiles holds every layout to its promise: at any size nothing
// overlaps, nothing sticks out, and from compact up nothing is left empty.
func TestArrangeTiles(t *testing.T) {
	for w := 0; w <= 260; w += 1 + w/40 {
		for h := 0; h <= 90; h++ {
			for _, main := range order {
				for mode := range 4 {
					tiles(t, w, h, main, mode&1 == 1, mode&2 == 2)
				}
			}
		}
	}
}

func tiles(t *testing.T, w, h int, main View, zoomed, inspecting bool) {
	t.Helper()
	s := arrange(w, h, main, zoomed, inspecting)
	rects := []rect{s.status, s.timeline, s.knobs, s.caption, s.footer}
	for _, slot := range s.slots {
		rects = append(rects, slot.rect)
	}
	seen := make([]int, w*h)
	for i, r := range rects {
		if r.w < 0 || r.h < 0 || r.x < 0 || r.y < 0 || r.x+r.w > w || r.y+r.h > h {
			t.Fatalf("%d×%d %v: rectangle %d %+v sticks out", w, h, main, i, r)
		}
		for y := r.y; y < r.y+r.h; y++ {
			for x := r.x; x < r.x+r.w; x++ {
				if seen[y*w+x]++; seen[y*w+x] > 1 {
					t.Fatalf("%d×%d %v zoom %v: rectangle %d %+v overlaps another", w, h, main, zoomed, i, r)
				}
			}
		}
	}
	for i, n := range seen {
		if n == 0 {
			t.Fatalf("%d×%d %v zoom %v: cell %d,%d is empty", w, h, main, zoomed, i%w, i/w)
		}
	}
	if w > 0 && h > 0 && s.slots[0].view != main && s.slots[0].view != Inspect {
		t.Fatalf("%d×%d: the main place has %v, not %v", w, h, s.slots[0].view, main)
	}
}

func TestLargeShowsEveryView(t *testing.T) {
	shown := map[View]bool{}
	for _, slot := range arrange(200, 60, Pairs, false, false).slots {
		shown[slot.view] = true
	}
	for _, v := range order {
		if !shown[v] {
			t.Errorf("200×60 does not show %v", v)
		}
	}
}

// TestZoomSaysWhyNot: z says why nothing happens where one view has all the room.
func TestZoomSaysWhyNot(t *testing.T) {
	a := start(t, model.Iris(), Dark)
	for _, s := range []struct {
		w, h int
		can  bool
	}{{80, 24, false}, {120, 31, false}, {110, 32, true}} {
		size(a, s.w, s.h)
		press(a, "z")
		if a.zoomed != s.can || !s.can && !strings.Contains(screenOf(a), "has all the room") {
			t.Errorf("z in %d×%d:\n%s", s.w, s.h, screenOf(a))
		}
	}
}
