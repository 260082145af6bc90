package classroom

import (
	"context"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
)

// A window is drawn from leastWidth×leastHeight to mostWidth×mostHeight cells,
// whatever a client says, and changes at most so often.
const (
	leastWidth, leastHeight = 20, 5
	mostWidth, mostHeight   = 300, 100
	resizeTime              = time.Second / 20
)

type sizesKey struct{}

// sizes is the size of a client's window: only the last one counts.
type sizes struct {
	last    atomic.Uint64 // width in the upper half
	changed chan struct{}
}

func newSizes() *sizes { return &sizes{changed: make(chan struct{}, 1)} }

// set takes a size that a client says; one that it does not know is 80×24.
func (s *sizes) set(columns, rows uint32) {
	if columns == 0 || rows == 0 {
		columns, rows = 80, 24
	}
	w := min(max(columns, leastWidth), mostWidth)
	h := min(max(rows, leastHeight), mostHeight)
	if packed := uint64(w)<<32 | uint64(h); s.last.Swap(packed) == packed {
		return
	}
	select {
	case s.changed <- struct{}{}:
	default:
	}
}

// now is the last size.
func (s *sizes) now() (w, h int) {
	packed := s.last.Load()
	return int(packed >> 32), int(packed & (1<<32 - 1))
}

// follow tells of changes until ctx is done.
func (s *sizes) follow(ctx context.Context, send func(tea.Msg)) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.changed:
		}
		w, h := s.now()
		send(tea.WindowSizeMsg{Width: w, Height: h})
		select {
		case <-ctx.Done():
			return
		case <-time.After(resizeTime):
		}
	}
}
