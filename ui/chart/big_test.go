package chart_test

import (
	"math"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"

	"nudge/ui/chart"
)

func TestBig(t *testing.T) {
	big := func(s string, sx, sy int) func(*chart.Canvas) {
		return func(c *chart.Canvas) { c.Big(0, 0, s, sx, sy, chart.Plain) }
	}
	draws(t, 19, 5, big("+5.4", 1, 1),
		"    ███   █ █",
		" █  █     █ █",
		"███ ███   ███",
		" █    █     █",
		"    ███ █   █")
	draws(t, 8, 10, big("7", 2, 2), "██████", "██████", "    ██", "    ██", "    ██", "    ██", "    ██", "    ██", "    ██", "    ██")
	draws(t, 3, 5, big("–", 1, 1), "", "", "███")
	draws(t, 5, 2, big("88", 1, 1), "███ █", "█ █ █")
	draws(t, 3, 5, big("世", 0, math.MinInt))
}

func TestBigWidthIsWhatBigTakes(t *testing.T) {
	for _, s := range []string{"", "1", "0.01", "-40.3", "+1000", "x", " ", "<90"} {
		for _, sx := range []int{-1, 1, 2, 3} {
			if got := chart.New(9, 9, nil).Big(4, 0, s, sx, 1, 0); got != 4+chart.BigWidth(s, sx) {
				t.Errorf("%q at %d ends at %d, its width is %d", s, sx, got, chart.BigWidth(s, sx))
			}
		}
	}
}

func TestBigDigitsAreDifferent(t *testing.T) {
	seen := map[string]rune{}
	for _, r := range "0123456789+-.<" {
		c := chart.New(3, chart.BigRows, chart.NewPalette([chart.NumInks]lipgloss.Style{}).ASCII())
		c.Big(0, 0, string(r), 1, 1, chart.Plain)
		if other, twice := seen[c.String()]; twice || strings.Trim(c.String(), "# \n") != "" {
			t.Errorf("%c looks like %c:\n%s", r, other, c.String())
		}
		seen[c.String()] = r
	}
}

func TestHostileBig(t *testing.T) {
	c := chart.New(9, 4, colours())
	for _, x := range sizes {
		for _, y := range sizes {
			for _, s := range append(texts, "8.8", strings.Repeat("8", 999)) {
				c.Big(x, y, s, x, y, chart.NumInks+1)
				chart.BigWidth(s, x)
			}
			square(t, c)
		}
	}
}
