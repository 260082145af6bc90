package ui

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"nudge/model"
	"nudge/ui/lesson"
)

// escape matches an escape sequence that sets colours and attributes.
var escape = regexp.MustCompile("\x1b\\[[0-9;:]*m")

// onlyASCII draws the screen in ASCII and checks that nothing else is on it, and
// that each glyph has a likeness.
func onlyASCII(t *testing.T, a *App) {
	t.Helper()
	a.ascii, a.palette = false, palette(Dark, a.profile)
	a.draw()
	full := []rune(screenOf(a))
	a.ascii = true
	a.palette = a.paint(Dark)
	a.draw()
	content := a.View().Content
	plain := []rune(ansi.Strip(content))
	for _, r := range escape.ReplaceAllString(content, "") {
		if r != '\n' && (r < 0x20 || r > 0x7e) {
			t.Fatalf("%d×%d: the screen has %q:\n%s", a.width, a.height, r, string(plain))
		}
	}
	for i, r := range full {
		if i < len(plain) && plain[i] == '?' && r != '?' {
			t.Fatalf("%d×%d: %q has no likeness:\n%s", a.width, a.height, r, string(full))
		}
	}
}

func everySizeASCII(t *testing.T, a *App) {
	t.Helper()
	for _, at := range []struct{ w, h int }{{200, 60}, {120, 40}, {50, 14}, {20, 5}, {80, 24}} {
		size(a, at.w, at.h)
		onlyASCII(t, a)
	}
}

// TestASCIIEverywhere: every view of every network; of one also the projector, a
// sweep, the palette, the help, the menu and what else keys show.
func TestASCIIEverywhere(t *testing.T) {
	for i, preset := range model.Presets() {
		a := start(t, preset, Dark)
		size(a, 80, 24)
		for _, keys := range []string{"n . . . m .", "2", "3", "4", "5", "6", "p", "1 enter"} {
			press(a, strings.Fields(keys)...)
			onlyASCII(t, a)
		}
		everySizeASCII(t, a)
		for _, keys := range []string{
			"esc D", "D D", "D G", "G s", "s", "i .", "M", "t 0 r n L a up up up 4", "5", "c 1", "c",
			":", "esc ?", "down", "esc o", "esc W", "esc W 7", "1 : s w e e p enter", "esc e = 1 enter b = 1 0 enter n L L L L",
		} {
			if i == 0 {
				press(a, strings.Fields(keys)...)
				everySizeASCII(t, a)
			}
		}
		a.stopSweep()
		a.endLearning()
	}
}

// TestASCIIFormulas: a formula in the help means in ASCII what it means.
func TestASCIIFormulas(t *testing.T) {
	a := start(t, model.Iris(), Mono)
	a.ascii, a.palette = true, palette(Mono, a.profile).ASCII()
	size(a, 160, 40)
	for query, shows := range map[string]string{"standard deviation": "sqrt(2eT)", "which the nudged": "1/2 |y - target|^2", "against the displacement": "H^-1 dC/ds"} {
		press(a, "?")
		for _, r := range query {
			press(a, strings.NewReplacer(" ", "space").Replace(string(r)))
		}
		if !strings.Contains(screenOf(a), shows) {
			t.Errorf("%q does not show %q:\n%s", query, shows, screenOf(a))
		}
		press(a, "esc")
	}
}

// TestASCIILessons: every card, asked and answered, and one lesson as it is played.
func TestASCIILessons(t *testing.T) {
	all, err := lesson.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range all {
		a := taught(t, fmt.Sprint(l.Number), Dark, 80, 24)
		for a.lecture.card = range l.Cards {
			press(a, "a")
			onlyASCII(t, a)
		}
	}
	a := taught(t, "3", Dark, 80, 24)
	for a.menu == nil {
		everySizeASCII(t, a)
		does(t, a, "pgdown")
	}
	everySizeASCII(t, a)
}

// TestASCIIOnly: a locale with another encoding or a terminal without glyphs
// asks for it; silence does not.
func TestASCIIOnly(t *testing.T) {
	for environ, want := range map[string]bool{
		"":                                   false,
		"TERM=xterm-256color":                false,
		"TERM=linux":                         true,
		"TERM=linux LANG=C.UTF-8":            true,
		"TERM=vt220-8bit":                    true,
		"LANG=C":                             true,
		"LANG=en_GB.utf8":                    false,
		"LANG=de_DE.UTF-8@euro":              false,
		"LANG=de_DE.ISO-8859-1":              true,
		"LANG=C LC_CTYPE=C.UTF-8":            false,
		"LANG=C.UTF-8 LC_ALL=POSIX":          true,
		"LC_ALL= LC_CTYPE= LANG=C.UTF-8":     false,
		"LC_ALL=en_US.UTF-8 LC_CTYPE=C":      false,
		"LANG= LC_MESSAGES=C TERM=alacritty": false,
	} {
		if got := ASCIIOnly(strings.Fields(environ)); got != want {
			t.Errorf("%q: %v, want %v", environ, got, want)
		}
	}
}
