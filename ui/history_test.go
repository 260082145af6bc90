package ui

import (
	"strings"
	"testing"

	"nudge/model"
	"nudge/ui/chart"
)

// TestUndoSays: undo and redo say what they took back and where, on the screen and in
// sentences, also where the frame shown is another.
func TestUndoSays(t *testing.T) {
	a := start(t, model.Iris(), Mono)
	size(a, 80, 24)
	press(a, strings.Fields("n . . . . . . . . . . up up . . . . . , , , , , , , up")...)
	for _, step := range []struct{ key, says string }{
		{"u", "undo at frame 8: beta back from 0.126 to 0.1 (u undoes more, U redoes)"},
		{"u", "undo at frame 10: beta back from 0.158 to 0.126 (u undoes more, U redoes)"},
		{"u", "undo at frame 10: beta back from 0.126 to 0.1 (u undoes more, U redoes)"},
		{"u", "undo at frame 0: nudge off again (U redoes, nothing more to undo)"},
		{"u", "there is nothing to undo"},
		{"U", "redo at frame 0: nudge on (u undoes, U redoes more)"},
		{"U", "redo at frame 10: beta from 0.1 to 0.126 (u undoes, U redoes more)"},
	} {
		press(a, step.key)
		if a.notice.Text != step.says || !strings.Contains(screenOf(a), step.says) {
			t.Errorf("%s says %q, not %q:\n%s", step.key, a.notice.Text, step.says, screenOf(a))
		}
	}
}

// TestUndoSaysEverything: whatever was changed last, undo names it, in one line where
// that can be.
func TestUndoSaysEverything(t *testing.T) {
	for line, says := range map[string]string{
		"set chains 20": "undo: chains back from 20 to 1 (", "set temperature 0.01": "undo at frame 3: temperature back from 0.01 to off (", "nudge away": "undo at frame 3: towards the target again (",
		"nudge off": "undo at frame 3: nudge on again (", "nudge kick": "undo: spring again, the run from before it began anew", "seed 7": "undo: seed 1 again, the run from", "sample 3": "undo: iris 1 (setosa) again, the run",
		"home,set gain 2": "undo at frame 0: gain back from 2.00 to 1.00 (", "rewind": "undo: the run from before it began anew (", "settle": "undo: nudge on again, the run from", "set gain 1.5": "undo at frame 3: gain back from 1.50 to 1.00 (",
	} {
		w := newTalker(t, model.Iris())
		for _, before := range append([]string{"nudge on", "step 3"}, strings.Split(line, ",")...) {
			w.answer(before)
		}
		said := w.answer("u")
		if first, _, _ := strings.Cut(said, "\n"); !strings.HasPrefix(first, says) || chart.TextWidth(first) > noticeRoom {
			t.Errorf("after %q, u says %q", line, said)
		}
		if again := w.answer("U"); !strings.HasPrefix(again, "redo") {
			t.Errorf("after %q and u, U says %q", line, again)
		}
	}
}
