package chart_test

import (
	"math"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"nudge/ui/chart"
)

// colours gives two roles a colour, one a background and one a frame and
// padding that no cell has room for.
func colours() *chart.Palette {
	var styles [chart.NumInks]lipgloss.Style
	red := lipgloss.NewStyle().Foreground(lipgloss.Red)
	styles[chart.Bad] = red
	styles[chart.Warn] = red
	styles[chart.Good] = lipgloss.NewStyle().Foreground(lipgloss.Green).Bold(true)
	styles[chart.Cursor] = lipgloss.NewStyle().Background(lipgloss.Blue)
	styles[chart.Key] = red.Padding(1, 3).Border(lipgloss.RoundedBorder()).Width(20).
		Margin(2).Transform(strings.ToUpper)
	return chart.NewPalette(styles)
}

const (
	red   = "\x1b[31m"
	green = "\x1b[1;32m"
	blue  = "\x1b[44m"
	end   = "\x1b[m"
)

func TestRowsCoalesceRuns(t *testing.T) {
	for name, test := range map[string]struct {
		draw func(*chart.Canvas)
		want string
	}{
		"blank":        {func(*chart.Canvas) {}, "        "},
		"one run":      {func(c *chart.Canvas) { c.Text(0, 0, "abcdefgh", chart.Bad) }, red + "abcdefgh" + end},
		"plain around": {func(c *chart.Canvas) { c.Text(2, 0, "ab", chart.Bad); c.Text(4, 0, "x", 0) }, "  " + red + "ab" + end + "x   "},
		"two runs": {
			func(c *chart.Canvas) { c.Text(0, 0, "ab", chart.Bad); c.Text(2, 0, "cd", chart.Good) },
			red + "ab" + end + green + "cd    " + end,
		},
		"same look":  {func(c *chart.Canvas) { c.Text(0, 0, "abcd", chart.Bad); c.Text(4, 0, "efgh", chart.Warn) }, red + "abcdefgh" + end},
		"blanks in":  {func(c *chart.Canvas) { c.Set(0, 0, 'a', chart.Bad); c.Set(7, 0, 'b', chart.Bad) }, red + "a      b" + end},
		"seen blank": {func(c *chart.Canvas) { c.Set(0, 0, 'a', chart.Bad); c.Text(1, 0, "  ", chart.Cursor) }, red + "a" + end + blue + "  " + end + "     "},
		"no layout":  {func(c *chart.Canvas) { c.Text(0, 0, "abcdefgh", chart.Key) }, red + "abcdefgh" + end},
		"bad ink":    {func(c *chart.Canvas) { c.Text(0, 0, "abcdefgh", chart.NumInks+9) }, "abcdefgh"},
	} {
		t.Run(name, func(t *testing.T) {
			c := chart.New(8, 1, colours())
			test.draw(c)
			if got := c.Rows()[0]; got != test.want {
				t.Errorf("row is %q\n    want %q", got, test.want)
			}
		})
	}
}

func TestRowsAgreeWithTheOtherViews(t *testing.T) {
	c := chart.New(30, 8, colours())
	fill(c)
	rows := c.Rows()
	if strings.Join(rows, "\n") != c.String() {
		t.Error("Rows and String differ")
	}
	if ansi.Strip(c.String()) != c.Plain() {
		t.Error("String without its escapes is not Plain")
	}
	if ansi.Strip(c.SlowView()) != c.Plain() {
		t.Error("SlowView without its escapes is not Plain")
	}
	c.Clear()
	if strings.TrimSpace(c.String()) != "" {
		t.Error("Clear left marks")
	}
	if _, ink := c.At(0, 0); ink != chart.Plain {
		t.Error("Clear left ink")
	}
	if strings.Join(rows, "") == strings.Join(c.Rows(), "") {
		t.Error("rows once returned changed with the canvas")
	}
}

func TestEmptyStylesGivePlainText(t *testing.T) {
	c := chart.New(30, 8, chart.NewPalette([chart.NumInks]lipgloss.Style{}))
	fill(c)
	if c.String() != c.Plain() || strings.ContainsRune(c.String(), '\x1b') {
		t.Errorf("empty styles draw %q", c.String())
	}
	if got := chart.NewPalette([chart.NumInks]lipgloss.Style{}).Render(chart.Bad, "x"); got != "x" {
		t.Errorf("empty style renders %q", got)
	}
}

func TestPalette(t *testing.T) {
	p := colours()
	for ink, want := range map[chart.Ink]string{
		chart.Bad: red + "x y" + end, chart.Key: red + "x y" + end, chart.Plain: "x y", chart.NumInks: "x y", 255: "x y",
	} {
		if got := p.Render(ink, "x y"); got != want {
			t.Errorf("Render(%d) = %q, want %q", ink, got, want)
		}
	}
	if got := p.Render(chart.Bad, ""); got != "" {
		t.Errorf("nothing renders as %q", got)
	}
	c := chart.New(1, 1, nil)
	c.Set(0, 0, 'x', chart.Bad)
	before := c.String()
	c.SetPalette(p)
	if before != "x" || c.String() != red+"x"+end {
		t.Errorf("SetPalette turned %q into %q", before, c.String())
	}
}

func TestLayerInk(t *testing.T) {
	for hops, want := range map[int]chart.Ink{
		math.MinInt: chart.Layer0, 0: chart.Layer0, 1: chart.Layer1, 7: chart.Layer7, 8: chart.Layer1, 15: chart.Layer1,
	} {
		if got := chart.LayerInk(hops); got != want {
			t.Errorf("LayerInk(%d) = %d, want %d", hops, got, want)
		}
	}
}

func TestAtReadsBack(t *testing.T) {
	c := chart.New(2, 1, nil)
	c.Set(1, 0, 'x', chart.Key)
	for x, want := range map[int]struct {
		r   rune
		ink chart.Ink
	}{-1: {' ', 0}, 0: {' ', 0}, 1: {'x', chart.Key}, 2: {' ', 0}} {
		if r, ink := c.At(x, 0); r != want.r || ink != want.ink {
			t.Errorf("At(%d) = %q %d", x, r, ink)
		}
	}
}

// fill draws a panel like those of the program over the whole canvas.
func fill(c *chart.Canvas) {
	w, h := c.Width(), c.Height()
	c.Box(0, 0, w, h, "1 PAIRS", chart.Bad, chart.Good)
	for y := 1; y < h-1; y++ {
		v := math.Sin(float64(y))
		c.Text(2, y, "12", chart.Good)
		c.Bar(w/3, y, w/3-6, v, '█', chart.Good)
		c.Tick(w/3, y, w/3-6, v*0.9, '┃', chart.Bad)
		c.Bar(2*w/3, y, w/3-6, v*0.9, '▒', chart.Warn)
		c.TextRight(w-2, y, "0.998", chart.Key)
	}
}
