package ui

import (
	"fmt"
	"image/color"
	"strings"
	"testing"
	"unicode"

	uv "github.com/charmbracelet/ultraviolet"

	"nudge/model"
)

// TestEveryLetterIsReadable: on every screen that is read, each letter and digit has
// a contrast of 4.5 to what is behind it, on dark and on light.
func TestEveryLetterIsReadable(t *testing.T) {
	for theme, ground := range map[Theme][2]color.Color{Dark: {color.Black, color.White}, Light: {color.White, color.Black}} {
		for _, at := range [][2]int{{80, 24}, {120, 40}, {200, 60}} {
			a := start(t, model.Lesson(), theme)
			size(a, at[0], at[1])
			look := func(what string) {
				t.Helper()
				readable(t, fmt.Sprintf("%s, %d×%d, %s", theme, at[0], at[1], what), a.View().Content, at[0], at[1], ground)
			}
			look("rest")
			press(a, "n", ".", ".", ".", ".", ".", ".")
			for view := Pairs; view <= Learning; view++ {
				press(a, fmt.Sprint(int(view)))
				look(view.String())
			}
			press(a, "1", "m", ".", "M", "i", ".")
			look("mark")
			press(a, "enter")
			look("inspect")
			for _, key := range []string{"p", "?", "o", ":"} {
				press(a, "esc", key)
				look("after " + key)
			}
		}
		for _, number := range []string{"3", "10"} {
			a := taught(t, number, theme, 80, 24)
			readable(t, fmt.Sprintf("%s, lesson %s", theme, number), a.View().Content, 80, 24, ground)
		}
	}
}

// readable checks the letters of a screen; ground is paper and ink where a cell says
// nothing.
func readable(t *testing.T, what, content string, w, h int, ground [2]color.Color) {
	t.Helper()
	cells := uv.NewScreenBuffer(w, h)
	uv.NewStyledString(content).Draw(cells, cells.Bounds())
	var poor strings.Builder
	letters := 0
	for y := range h {
		for x := range w {
			c := cells.CellAt(x, y)
			if c == nil || !strings.ContainsFunc(c.Content, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
				continue
			}
			letters++
			paper, ink := ground[0], ground[1]
			if c.Style.Bg != nil {
				paper = c.Style.Bg
			}
			if c.Style.Fg != nil {
				ink = c.Style.Fg
			}
			if contrast(paper, ink) < 4.5 {
				poor.WriteString(c.Content)
			}
		}
	}
	if poor.Len() > 0 || letters < 100 {
		t.Errorf("%s: of %d letters these are too faint: %q", what, letters, poor.String())
	}
}
