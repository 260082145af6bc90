package ui

import (
	"image/color"
	"math"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"nudge/model"
	"nudge/ui/chart"
)

var profiles = []colorprofile.Profile{colorprofile.ANSI, colorprofile.ANSI256, colorprofile.TrueColor}

// shown is the colour that reaches the terminal.
func shown(ink chart.Ink, t Theme, p colorprofile.Profile) color.Color {
	return p.Convert(colourOf(ink, t, p))
}

// TestRolesStayApart: in each theme, whatever number of colours there is, the two
// series, the ghost, warnings and grey text look different, and so do the layers.
func TestRolesStayApart(t *testing.T) {
	for _, theme := range []Theme{Dark, Light} {
		for _, profile := range profiles {
			for _, roles := range [][]chart.Ink{
				{chart.Derivative, chart.Gradient, chart.Ghost, chart.Warn, chart.Bad, chart.Good, chart.Dim},
				{chart.Layer1, chart.Layer2, chart.Layer3, chart.Layer4, chart.Layer5, chart.Layer6, chart.Layer7},
				{chart.Derivative, chart.GhostOver}, // one is the background of the other
			} {
				seen := map[color.Color]chart.Ink{}
				for _, ink := range roles {
					colour := shown(ink, theme, profile)
					if other, taken := seen[colour]; taken {
						t.Errorf("%v in %v: the roles %d and %d have the colour %v", theme, profile, other, ink, colour)
					}
					seen[colour] = ink
				}
			}
		}
	}
}

// TestTextIsReadable: everything that is read has a contrast of 3 to the
// background, grey text and the series of 4.5 where the colours are ours.
func TestTextIsReadable(t *testing.T) {
	for theme, background := range map[Theme]color.Color{Dark: color.Black, Light: color.White} {
		for _, profile := range profiles {
			for _, ink := range []chart.Ink{
				chart.Dim, chart.Derivative, chart.Gradient, chart.Ghost, chart.Active, chart.Good, chart.Warn, chart.Bad,
				chart.Layer1, chart.Layer2, chart.Layer3, chart.Layer4, chart.Layer5, chart.Layer6, chart.Layer7,
			} {
				if got := contrast(shown(ink, theme, profile), background); got < 3 {
					t.Errorf("%v in %v: role %d has a contrast of %.1f", theme, profile, ink, got)
				}
			}
			if got := contrast(shown(chart.GhostOver, theme, profile), shown(chart.Derivative, theme, profile)); got < 3 {
				t.Errorf("%v in %v: the ghost over a bar has a contrast of %.1f", theme, profile, got)
			}
		}
	}
}

// contrast is the ratio of WCAG 2.
func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c color.Color) float64 {
	linear := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	r, g, b, _ := c.RGBA()
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

// TestProfileIsTaken: the screen is drawn anew in the colours the terminal has.
func TestProfileIsTaken(t *testing.T) {
	a := start(t, model.Iris(), Dark)
	size(a, 80, 24)
	drawn := map[string]colorprofile.Profile{}
	for _, profile := range []colorprofile.Profile{colorprofile.ASCII, colorprofile.ANSI, colorprofile.TrueColor} {
		a.Update(tea.ColorProfileMsg{Profile: profile})
		if other, same := drawn[a.View().Content]; same {
			t.Errorf("%v is drawn as %v", profile, other)
		}
		drawn[a.View().Content] = profile
		if colour := strings.Contains(a.View().Content, "38;"); profile == colorprofile.ASCII && colour {
			t.Error("there is colour where there is none")
		}
	}
}
