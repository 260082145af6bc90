package ui

import (
	"strings"
	"testing"

	"nudge/model"
)

// oneLine is the text of a screen in one line.
func oneLine(screen string) string { return strings.Join(strings.Fields(screen), " ") }

// TestNoticesEndOnTheScreen: whatever is refused at 80×24, all of why can be read,
// nothing above it moves, and the next key brings the screen back.
func TestNoticesEndOnTheScreen(t *testing.T) {
	a := start(t, model.Iris(), Mono)
	a.folder = t.TempDir()
	size(a, 80, 24)
	refused := [][]string{
		strings.Fields("= a b c enter"), strings.Fields("p = a b c enter"), strings.Fields(": s w e e q enter"),
		strings.Fields(": v i e w space x x enter"), strings.Fields(": l o a d space x enter"),
		strings.Fields(": l o a d space . . / x enter"), strings.Fields(": s e t space x space 1 enter"),
		strings.Fields(": s w e e p space x = 1 enter"), strings.Fields(": w r i t e space / x / y enter"),
	}
	for _, action := range Actions() {
		if action.Disabled != nil && action.Disabled(a) != "" {
			refused = append(refused, action.Keys[:1])
		}
	}
	long := 0
	for _, keys := range refused {
		last := len(keys) - 1
		press(a, keys[:last]...)
		before := strings.Split(screenOf(a), "\n")
		press(a, keys[last])
		now := screenOf(a)
		if a.notice.Text == "" || !strings.Contains(oneLine(now), oneLine(a.notice.Text)) {
			t.Errorf("%q: %q is not all on the screen:\n%s", keys, a.notice.Text, now)
		}
		fits(t, a, 80, 24)
		covered := a.spread(a.scene().Control).caption
		if covered.h > 1 {
			long++
		}
		if a.screen.found.h == 0 { // where the palette stays its rows may say the same
			for y, row := range strings.Split(now, "\n")[:covered.y] {
				if row != before[y] {
					t.Errorf("%q: row %d moved from %q to %q", keys, y, before[y], row)
				}
			}
		}
		press(a, "esc", "esc")
		if a.projecting() {
			press(a, "p")
		}
	}
	if long < 4 {
		t.Errorf("only %d of the notices were longer than a line", long)
	}
}

// TestLongWordsWrap: the path of a file is longer than a line.
func TestLongWordsWrap(t *testing.T) {
	a := start(t, model.Iris(), Mono)
	size(a, 80, 24)
	path := "/" + strings.Repeat("folder/", 20) + "end"
	a.warn("load %s: mend it, or take it away", path)
	a.draw()
	if now := strings.ReplaceAll(oneLine(screenOf(a)), " ", ""); !strings.Contains(now, path+":mendit,ortakeitaway") {
		t.Errorf("the path is not all there:\n%s", screenOf(a))
	}
	for _, at := range []struct{ w, h int }{{1, 1}, {20, 5}, {30, 9}, {120, 40}, {200, 60}} {
		size(a, at.w, at.h)
		fits(t, a, at.w, at.h)
	}
}
