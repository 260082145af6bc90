package classroom

import (
	"context"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

func TestSizesAreClamped(t *testing.T) {
	for _, c := range []struct {
		columns, rows uint32
		w, h          int
	}{{80, 24, 80, 24}, {0, 0, 80, 24}, {0, 50, 80, 24}, {1, 1, 20, 5}, {5000, 5000, 300, 100}, {1<<32 - 1, 1<<32 - 1, 300, 100}} {
		s := newSizes()
		s.set(c.columns, c.rows)
		if w, h := s.now(); w != c.w || h != c.h {
			t.Errorf("%d×%d is drawn as %d×%d, want %d×%d", c.columns, c.rows, w, h, c.w, c.h)
		}
	}
}

// TestSizesAreFew: a storm of sizes comes through at most 20 times a second, and
// the last of them always.
func TestSizesAreFew(t *testing.T) {
	s := newSizes()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	got := make(chan tea.WindowSizeMsg, 10_000)
	go s.follow(ctx, func(msg tea.Msg) { got <- msg.(tea.WindowSizeMsg) })
	since := time.Now()
	for i := 0; time.Since(since) < 300*time.Millisecond; i++ {
		s.set(uint32(30+i%200), uint32(10+i%50))
	}
	s.set(77, 33)
	took := time.Since(since)
	for n, deadline := 1, time.After(5*time.Second); ; n++ {
		select {
		case msg := <-got:
			if msg.Width == 77 && msg.Height == 33 {
				if most := int(took/resizeTime) + 2; n > most || n < 3 {
					t.Errorf("%d sizes in %v, want from 3 to %d", n, took, most)
				}
				return
			}
		case <-deadline:
			t.Fatal("the last size never came")
		}
	}
}
