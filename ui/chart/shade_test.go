package chart_test

import (
	"image/color"
	"math"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"nudge/ui/chart"
)

// shaded is a palette whose level n is the grey 10·n.
func shaded() *chart.Palette {
	var ramp [chart.Shades - 1]color.Color
	for i := range ramp {
		ramp[i] = color.Gray{Y: uint8(10 * (i + 1))}
	}
	return chart.NewPalette([chart.NumInks]lipgloss.Style{}).WithShades(ramp)
}

func TestPictureInHalves(t *testing.T) {
	c := chart.New(4, 1, shaded())
	c.Picture(0, 0, 4, 1, []float64{0, 1, 3. / 7, 1, 0, 0, 1, 1}, 4, chart.Bad)
	if got := ansi.Strip(c.String()); got != " ▀▄█" {
		t.Errorf("drew %q", got)
	}
	for _, want := range []string{
		"\x1b[38;2;70;70;70m▀",
		"\x1b[38;2;70;70;70;48;2;30;30;30m▄", // 7 below, 3 above
		"\x1b[38;2;70;70;70m█",
	} {
		if !strings.Contains(c.String(), want) {
			t.Errorf("%q is missing from %q", want, c.String())
		}
	}
	if _, ink := c.At(1, 0); ink != chart.Plain {
		t.Errorf("a cell of a picture has ink %d", ink)
	}
	c.SetPalette(nil)
	if got := c.String(); got != " ▀▄█" {
		t.Errorf("without shades: %q", got)
	}
}

func TestPictureInRunes(t *testing.T) {
	ramp := []float64{0, 0.25, 0.5, 0.75, 1, 7, -1, math.NaN(), math.Inf(1)}
	draws(t, 9, 1, func(c *chart.Canvas) { c.Picture(0, 0, 9, 1, ramp, 9, 0) }, " ░▒▓██  █")
	draws(t, 4, 2, func(c *chart.Canvas) { c.Picture(0, 0, 4, 2, []float64{1, 0, 0, 1}, 2, 0) }, "██", "  ██")
	draws(t, 1, 1, func(c *chart.Canvas) { c.Picture(0, 0, 1, 1, []float64{1, 0, 0, 1}, 2, 0) }, "▒")
	draws(t, 2, 2, func(c *chart.Canvas) { c.Picture(-1, -1, 4, 4, []float64{1, 0, 0, 1}, 2, 0) }, "█", " █")
	c := chart.New(10, 1, shaded().ASCII())
	c.Picture(0, 0, 10, 1, []float64{0, 1. / 9, 2. / 9, 3. / 9, 4. / 9, 5. / 9, 6. / 9, 7. / 9, 8. / 9, 1}, 10, 0)
	if got := c.String(); got != " .:-=+*#%@" {
		t.Errorf("ASCII: %q", got)
	}
}

func TestPictureSize(t *testing.T) {
	for _, test := range [][6]int{
		{8, 8, 20, 8, 16, 8},
		{8, 8, 23, 4, 8, 4},
		{8, 8, 100, 100, 96, 48},
		{28, 28, 30, 30, 28, 14},
		{28, 28, 14, 30, 14, 7},
		{28, 28, 1, 1, 1, 1},
		{3, 3, 3, 9, 3, 2},
		{1, 1000000, 5, 5, 1, 5},
		{0, 8, 9, 9, 0, 0},
		{8, 8, 0, 9, 0, 0},
		{math.MaxInt, math.MaxInt, math.MaxInt, math.MaxInt, 800, 400},
	} {
		if w, h := chart.PictureSize(test[0], test[1], test[2], test[3]); w != test[4] || h != test[5] {
			t.Errorf("%d×%d pixels in %d×%d: %d×%d, want %d×%d", test[0], test[1], test[2], test[3], w, h, test[4], test[5])
		}
	}
}

func TestHostilePictures(t *testing.T) {
	for _, p := range []*chart.Palette{nil, shaded(), shaded().ASCII()} {
		c := chart.New(7, 3, p)
		for _, size := range sizes {
			for _, cols := range sizes {
				c.Picture(size, cols, cols, size, values, cols, chart.NumInks+3)
				c.Picture(-size, 0, size, size, values, 3, 255)
				c.Picture(0, 0, size, cols, nil, 1, 0)
				square(t, c)
			}
		}
	}
}
