package ui

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"nudge/model"
)

// TestReplayInTime: going through a recording takes no more than its time of each tick,
// says how far it is, ends where it would at once, and stops with Esc.
func TestReplayInTime(t *testing.T) {
	var file bytes.Buffer
	author := recorded(t, model.Iris(), &file)
	for range 30 {
		press(author, "n", "L", "L", "up", "H")
	}
	author.keepLast()
	whole, a := replayed(t, file.Bytes()), replayed(t, file.Bytes())
	whole.clock.seek, a.clock.seek = 0, 50*time.Microsecond
	arrive := func() {
		for a.replay.busy() || a.goal != nil {
			a.Update(tickMsg{a.clock.generation})
		}
	}
	for _, key := range []string{"end", "(", "(", "home", ")", ")", "end"} {
		press(whole, key)
		press(a, key)
		arrive()
		a.draw()
		whole.draw()
		if views(a) != views(whole) || a.replay.player.At() != whole.replay.player.At() {
			t.Fatalf("after %q it shows\n%s\nwant\n%s", key, views(a), views(whole))
		}
	}
	press(a, "home")
	arrive()
	press(a, "end")
	if !a.replay.busy() || !strings.Contains(screenOf(a), "Esc stops") {
		t.Fatalf("it does not say how far it is:\n%s", screenOf(a))
	}
	press(a, "esc")
	if a.replay.busy() || !strings.Contains(screenOf(a), "stopped after") {
		t.Errorf("Esc does not stop it:\n%s", screenOf(a))
	}
	press(a, "m", "'")
	if !strings.Contains(screenOf(a), "this is a recording") {
		t.Errorf("' changes a recording:\n%s", screenOf(a))
	}
}
