package ui

import (
	"image/color"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"nudge/dynamics"
	"nudge/model"
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

// A terminal that does not answer may have said what its background is; one that
// answers counts.
func TestLightBackground(t *testing.T) {
	for colours, light := range map[string]bool{"0;15": true, "0;default;15": true, "0;7": true, "15;0": false, "15;8": false, "7": true, "": false, "x": false} {
		o := Options{Theme: Auto, Environ: []string{"COLORFGBG=" + colours}}
		if got := lightBackground(o.Environ); got != light {
			t.Errorf("COLORFGBG=%s: light is %v", colours, got)
		}
	}
	source, err := dynamics.FromPreset(model.Iris())
	if err != nil {
		t.Fatal(err)
	}
	set := dynamics.Settings{Knobs: dynamics.DefaultKnobs(), Seed: 1, Sample: 1}
	a, err := New(Options{Source: source, Settings: set, Environ: []string{"COLORFGBG=0;15"}})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if a.seen != Light {
		t.Errorf("it begins %v", a.seen)
	}
	if a.background(true); a.seen != Dark {
		t.Errorf("the answer is dark, it is drawn %v", a.seen)
	}
}
