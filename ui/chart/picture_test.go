package chart_test

import (
	"math"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"

	"nudge/ui/chart"
)

// draws checks the plain picture that draw makes on a w×h canvas. Trailing
// blanks and rows may be left out of want.
func draws(t *testing.T, w, h int, draw func(*chart.Canvas), want ...string) {
	t.Helper()
	c := chart.New(w, h, nil)
	draw(c)
	for len(want) < h {
		want = append(want, "")
	}
	for i := range want {
		want[i] += strings.Repeat(" ", max(w-chart.TextWidth(want[i]), 0))
	}
	if got := c.Plain(); got != strings.Join(want, "\n") {
		t.Errorf("drew\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

func TestBar(t *testing.T) {
	for _, test := range []struct {
		v    float64
		fill rune
		want string
	}{
		{1, '█', "     │████ "},
		{-1, '█', " ████│     "},
		{0.5, '█', "     │██   "},
		{0.625, '█', "     │██▌  "},
		{-0.625, '█', "  ▐██│     "},
		{0.12, '█', "     │▌    "},
		{-0.12, '█', "    ▐│     "},
		{0.05, '█', "     │     "},
		{0.6, '▒', "     │▒▒   "},
		{-0.65, '▒', "  ▒▒▒│     "},
		{0, '█', "     │     "},
		{7, '█', "     │████ "},
		{math.Inf(-1), '▒', " ▒▒▒▒│     "},
		{math.NaN(), '█', "     │     "},
		{5e-324, '█', "     │     "},
	} {
		draws(t, 11, 1, func(c *chart.Canvas) {
			c.Bar(5, 0, 4, test.v, test.fill, chart.Derivative)
		}, test.want)
	}
}

func TestBarIsClippedAtTheEdges(t *testing.T) {
	draws(t, 4, 1, func(c *chart.Canvas) { c.Bar(1, 0, 9, 1, '█', 0) }, " │██")
	draws(t, 4, 1, func(c *chart.Canvas) { c.Bar(6, 0, 9, -1, '█', 0) }, "████")
	draws(t, 4, 1, func(c *chart.Canvas) { c.Bar(1, 0, -9, 1, '█', 0) }, " │  ")
}

func TestColumn(t *testing.T) {
	draws(t, 4, 5, func(c *chart.Canvas) {
		for x, v := range []float64{1, 0.25, -0.75, math.NaN()} {
			c.Column(x, 2, 2, v, '█', chart.Derivative)
		}
	}, "█", "█▄", "────", "  █", "  ▀")
	draws(t, 2, 5, func(c *chart.Canvas) {
		c.Column(0, 2, 2, 0.75, '▒', chart.Gradient)
		c.Column(1, 2, 2, -0.5, '▒', chart.Gradient)
	}, "▒", "▒", "──", " ▒", "")
}

func TestTick(t *testing.T) {
	for v, want := range map[float64]string{
		1:            "    │███┃",
		0.5:          "    │█┃█▌",
		-0.75:        " ┃  │███▌",
		0.02:         "    ┃███▌",
		math.Inf(-1): "┃   │███▌",
	} {
		draws(t, 9, 1, func(c *chart.Canvas) {
			c.Bar(4, 0, 4, 0.9, '█', chart.Derivative)
			c.Tick(4, 0, 4, v, '┃', chart.Ghost)
		}, want)
	}
	draws(t, 9, 1, func(c *chart.Canvas) { c.Tick(4, 0, 4, math.NaN(), '┃', 0) }, "")
}

func TestTickEndsTheWholeCellBarOfItsValue(t *testing.T) {
	for v := -1.0; v <= 1; v += 0.01 {
		c := chart.New(25, 1, nil)
		c.Bar(12, 0, 12, v, '▒', chart.Gradient)
		bar := []rune(c.Plain())
		c.Clear()
		c.Tick(12, 0, 12, v, '┃', chart.Ghost)
		at := strings.IndexRune(c.Plain(), '┃') // one byte a blank before it
		if n := strings.Count(string(bar), "▒"); n > 0 && bar[at] != '▒' || n != max(at-12, 12-at) {
			t.Fatalf("v=%v: tick at %d, bar %q", v, at, string(bar))
		}
	}
}

func TestSlider(t *testing.T) {
	slider := func(w int, frac float64, on bool) func(*chart.Canvas) {
		return func(c *chart.Canvas) { c.Slider(0, 0, w, frac, on, chart.Dim, chart.Active) }
	}
	draws(t, 9, 1, slider(9, 0, true), "├●──────┤")
	draws(t, 9, 1, slider(9, 0.5, true), "├───●───┤")
	draws(t, 9, 1, slider(9, 1, true), "├──────●┤")
	draws(t, 9, 1, slider(9, 7, true), "├──────●┤")
	draws(t, 9, 1, slider(9, math.Inf(-1), false), "├○──────┤")
	draws(t, 9, 1, slider(9, math.NaN(), true), "├───────┤")
	draws(t, 9, 1, slider(3, 1, true), "├●┤")
	draws(t, 9, 1, slider(2, 1, true), "●")
	draws(t, 9, 1, slider(0, 1, true), "")
}

func TestBox(t *testing.T) {
	box := func(w, h int, title string) func(*chart.Canvas) {
		return func(c *chart.Canvas) { c.Box(0, 0, w, h, title, chart.Border, chart.Title) }
	}
	draws(t, 16, 3, box(16, 3, "1 PAIRS"), "╭─ 1 PAIRS ────╮", "│              │", "╰──────────────╯")
	draws(t, 10, 2, box(10, 2, "1 PAIRS"), "╭─ 1 P… ─╮", "╰────────╯")
	draws(t, 7, 2, box(7, 2, "1 PAIRS"), "╭─ … ─╮", "╰─────╯")
	draws(t, 6, 2, box(6, 2, "1 PAIRS"), "╭────╮", "╰────╯")
	draws(t, 4, 2, box(2, 2, ""), "╭╮", "╰╯")
	draws(t, 4, 2, box(1, 2, "x"), "", "")
	draws(t, 4, 3, box(9, 9, "long"), "╭─ l", "│", "│")
	draws(t, 4, 3, func(c *chart.Canvas) { c.Box(-1, -1, 4, 3, "t", 0, 0) }, "  │ ", "──╯ ", "")
}

func TestLinesOfOneRune(t *testing.T) {
	draws(t, 4, 3, func(c *chart.Canvas) {
		c.HLine(-2, 1, 4, '┄', chart.Faint)
		c.VLine(3, 1, 99, '│', chart.Faint)
		c.HLine(0, 0, -1, 'x', chart.Faint)
		c.VLine(0, 2, 0, 'x', chart.Faint)
	}, "", "┄┄ │", "   │")
}

func TestASCII(t *testing.T) {
	c := chart.New(12, 4, chart.NewPalette([chart.NumInks]lipgloss.Style{}).ASCII())
	c.Box(0, 0, 12, 3, "β ⌘", chart.Border, chart.Title)
	c.Bar(4, 1, 3, -0.5, '█', chart.Derivative)
	c.Tick(4, 1, 3, 1, '┃', chart.Ghost)
	c.Slider(0, 3, 8, 0, true, chart.Dim, chart.Active)
	c.Line(chart.Plot{X: 9, Y: 3, W: 3, H: 1, MaxX: 1, MaxY: 1}, []float64{0, 1}, []float64{1, 0}, 0)
	want := "+- b ? ----+\n| +#|  !   |\n+----------+\n|o-----| ':."
	if got := c.String(); got != want || c.Plain() != got {
		t.Errorf("drew\n%s\nwant\n%s", got, want)
	}
}
