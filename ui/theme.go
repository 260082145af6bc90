package ui

import (
	"fmt"
	"image/color"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"nudge/ui/chart"
)

// Theme says in which colours the program is drawn.
type Theme uint8

const (
	Auto  Theme = iota // dark or light, as the terminal's background is
	Dark               // for a dark background
	Light              // for a light background
	Mono               // no colour: bold, faint and reverse only
)

var themeNames = []string{"auto", "dark", "light", "mono"}

// ParseTheme returns the theme of that name.
func ParseTheme(name string) (Theme, error) {
	for i, known := range themeNames {
		if name == known {
			return Theme(i), nil
		}
	}
	return 0, fmt.Errorf("theme %q is unknown: use one of %s", name, strings.Join(themeNames, ", "))
}

// lightBackground tells whether COLORFGBG, which some terminals set that do not answer
// when they are asked, says so: its last number is the colour of the background, of
// which 7 and 9 to 15 are light.
func lightBackground(environ []string) bool {
	for _, e := range environ {
		if colours, ok := strings.CutPrefix(e, "COLORFGBG="); ok {
			background, err := strconv.Atoi(colours[strings.LastIndex(colours, ";")+1:])
			return err == nil && (background == 7 || background > 8 && background < 16)
		}
	}
	return false
}

// String is the theme's name.
func (t Theme) String() string { return themeNames[t] }

// tone is how one role looks: a colour on dark, one on light, and attributes
// that stay without colour.
type tone struct {
	dark, light string
	bold, faint bool
}

// tones gives every role its look. Derivative and gradient, and the layers, are
// from the palette of M. Okabe and K. Ito, which readers with any colour
// vision can tell apart. What must be read on any background has none.
var tones = [chart.NumInks]tone{
	chart.Plain:        {},
	chart.Dim:          {dark: "#9A9A9A", light: "#5F5F5F"},
	chart.Faint:        {dark: "#626262", light: "#8C8C8C", faint: true},
	chart.Title:        {bold: true},
	chart.Border:       {dark: "#585858", light: "#B2B2B2", faint: true},
	chart.Derivative:   {dark: "#56B4E9", light: "#0072B2"},
	chart.Gradient:     {dark: "#E69F00", light: "#D55E00"},
	chart.GradientText: {dark: "#E69F00", light: "#A84A00"},
	chart.Ghost:        {dark: "#FFD27F", light: "#A84A00", bold: true},
	chart.GhostOver:    {dark: "#5A2D00", light: "#FFD9B0", bold: true},
	chart.Cursor:       {bold: true},
	chart.Active:       {dark: "#56B4E9", light: "#0072B2", bold: true},
	chart.Key:          {bold: true},
	chart.Good:         {dark: "#2FBF8F", light: "#00785A"},
	chart.Warn:         {dark: "#F0E442", light: "#8A6D00", bold: true},
	chart.Bad:          {dark: "#FF7043", light: "#B3261E", bold: true},
	chart.Layer0:       {},
	chart.Layer1:       {dark: "#2FBF8F", light: "#00785A"},
	chart.Layer2:       {dark: "#E29BC4", light: "#A3487F"},
	chart.Layer3:       {dark: "#F0E442", light: "#8A6D00"},
	chart.Layer4:       {dark: "#7FB2FF", light: "#1F4FA8"},
	chart.Layer5:       {dark: "#FF8A5C", light: "#B0470F"},
	chart.Layer6:       {dark: "#8FE0F0", light: "#0B6E7F"},
	chart.Layer7:       {dark: "#C5A3FF", light: "#6A3FB5"},
}

// palette renders the roles in a theme for a terminal that has those colours. Auto
// is drawn as Dark until the terminal has said what its background is.
func palette(t Theme, profile colorprofile.Profile) *chart.Palette {
	if profile <= colorprofile.ASCII {
		t = Mono
	}
	var styles [chart.NumInks]lipgloss.Style
	for i, tone := range tones {
		style := lipgloss.NewStyle().Bold(tone.bold)
		switch colour := colourOf(chart.Ink(i), t, profile); {
		case t == Mono:
			style = style.Faint(tone.faint)
		case colour != nil:
			style = style.Foreground(colour)
		}
		styles[i] = style
	}
	styles[chart.GhostOver] = styles[chart.GhostOver].Background(colourOf(chart.Derivative, t, profile)).Reverse(t == Mono)
	p := chart.NewPalette(styles)
	if t == Mono || profile == colorprofile.ANSI {
		return p // there are no levels of grey
	}
	return p.WithShades(greys(t))
}

// greys are the levels of a picture, from the background of the theme on.
func greys(t Theme) (ramp [chart.Shades - 1]color.Color) {
	for i := range ramp {
		level := 0x38 + (0xF4-0x38)*i/(len(ramp)-1)
		if t == Light {
			level = 0xD8 - (0xD8-0x10)*i/(len(ramp)-1)
		}
		ramp[i] = color.Gray{Y: uint8(level)}
	}
	return ramp
}

func (t tone) colour(theme Theme) color.Color {
	hex := t.dark
	if theme == Light {
		hex = t.light
	}
	if hex == "" || theme == Mono {
		return nil
	}
	return lipgloss.Color(hex)
}
