package ui

import (
	"image/color"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"nudge/ui/chart"
)

// The levels of a picture go from near the background to the other end: up on
// dark, down on light, each one apart from the next.
func TestGreysLeaveTheBackground(t *testing.T) {
	for theme, up := range map[Theme]bool{Dark: true, Light: false} {
		ramp := greys(theme)
		for i := 1; i < len(ramp); i++ {
			before, level := ramp[i-1].(color.Gray).Y, ramp[i].(color.Gray).Y
			if up && level < before+16 || !up && level > before-16 {
				t.Errorf("%s: level %d is %d after %d", theme, i, level, before)
			}
		}
	}
}

// A picture has its levels in every theme, and without colour as shades.
func TestPictureInEveryTheme(t *testing.T) {
	for theme, want := range map[Theme]string{
		Auto: "38;2;244;244;244;48;2;56;56;56m▀", Dark: "38;2;244;244;244;48;2;56;56;56m▀",
		Light: "38;2;16;16;16;48;2;216;216;216m▀", Mono: "▒",
	} {
		c := chart.New(1, 1, palette(theme, colorprofile.TrueColor))
		c.Picture(0, 0, 1, 1, []float64{1, 1. / 7}, 1, chart.Plain)
		if got := c.String(); !strings.Contains(got, want) || theme == Mono && got != want {
			t.Errorf("%s: drew %q, want %q in it", theme, got, want)
		}
	}
}
