package chart_test

import (
	"math"
	"slices"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"nudge/ui/chart"
)

var values = []float64{
	0, 1, -1, 0.5, math.NaN(), math.Inf(1), math.Inf(-1), 1e18, -1e18, 1e300, -1e300,
	5e-324, -5e-324, math.MaxFloat64, -math.MaxFloat64, math.Copysign(0, -1),
}

var sizes = []int{math.MinInt, -1, 0, 1, 2, 3, 7, 80, math.MaxInt}

var texts = []string{"", "x", "1 PAIRS", "\x1b[31mred\x1b[m", "a\tb\nc", "世界🙂🇫🇷", "e\u0301\u200d", "\xff\xfe\x00"}

var glyphs = []rune{0, '\n', 0x1b, 'x', '█', '▒', '世', '\u0301', '\u200d', -1, math.MaxInt32}

// square fails unless c draws exactly its height of rows, each of its width.
func square(t interface {
	Helper()
	Fatalf(string, ...any)
}, c *chart.Canvas,
) {
	t.Helper()
	rows := c.Rows()
	if len(rows) != c.Height() {
		t.Fatalf("%d rows, want %d", len(rows), c.Height())
	}
	for y, row := range rows {
		if w := ansi.StringWidth(row); w != c.Width() {
			t.Fatalf("row %d is %d cells wide, want %d: %q", y, w, c.Width(), row)
		}
	}
}

func TestHostileCanvasSizes(t *testing.T) {
	for _, w := range sizes {
		for _, h := range sizes {
			c := chart.New(w, h, nil)
			if c.Width() > chart.MaxWidth || c.Height() > chart.MaxHeight || c.Width()*c.Height() > chart.MaxCells {
				t.Fatalf("%d×%d gives %d×%d", w, h, c.Width(), c.Height())
			}
			if w > 0 && w <= 80 && h > 0 && h <= 80 && (c.Width() != w || c.Height() != h) {
				t.Fatalf("%d×%d gives %d×%d", w, h, c.Width(), c.Height())
			}
			square(t, c)
			c.Resize(h, w)
			square(t, c)
		}
	}
}

func TestHostileValuesAtHostileSizes(t *testing.T) {
	p := colours()
	for _, w := range []int{0, 1, 2, 3, 9} {
		for _, h := range []int{0, 1, 2, 3, 5} {
			c := chart.New(w, h, p)
			for _, size := range sizes {
				for _, v := range values {
					bars(c, size, v)
					square(t, c)
				}
				for i, s := range texts {
					words(c, size, s, glyphs[i])
					square(t, c)
				}
			}
		}
	}
}

func bars(c *chart.Canvas, size int, v float64) {
	for _, at := range []int{0, 2, size} {
		for _, r := range glyphs {
			c.Bar(at, 0, size, v, r, chart.Good)
			c.Column(0, at, size, v, r, chart.Bad)
			c.Tick(at, 0, size, v, r, chart.Cursor)
		}
		c.Slider(at, 0, size, v, v > 0, chart.Good, chart.Bad)
	}
}

func words(c *chart.Canvas, size int, s string, r rune) {
	for _, at := range []int{0, 1, size} {
		c.Set(at, at, r, chart.Good)
		c.Text(at, at, s, chart.Bad)
		c.Text(at, 0, s, chart.Bad)
		c.TextRight(at, 0, s, chart.Good)
		c.HLine(at, 0, size, r, chart.Good)
		c.VLine(0, at, size, r, chart.Bad)
		c.Box(at, at, size, size, s, chart.Good, chart.Bad)
		c.Box(at, 0, 9, 3, s, chart.Good, chart.Cursor)
	}
}

func TestHostilePlots(t *testing.T) {
	p := colours()
	reversed := slices.Clone(values)
	slices.Reverse(reversed)
	for _, w := range []int{0, 1, 2, 3, 12} {
		c := chart.New(w, w/2+1, p)
		for _, lo := range values {
			for _, hi := range values {
				for _, size := range []int{math.MinInt, 0, 1, 2, 3, 12} {
					plot := chart.Plot{W: size, H: size, MinX: lo, MaxX: hi, MinY: hi, MaxY: lo}
					curves(c, plot, values, reversed)
				}
				square(t, c)
			}
		}
	}
}

func TestHugePlotsAreBounded(t *testing.T) {
	c := chart.New(5, 5, nil)
	for _, x := range []int{math.MinInt, -chart.MaxWidth, 0, 4, math.MaxInt} {
		plot := chart.Plot{X: x, Y: x, W: math.MaxInt, H: math.MaxInt, MaxX: 1, MaxY: 1}
		curves(c, plot, values, values)
		square(t, c)
	}
}

func curves(c *chart.Canvas, plot chart.Plot, xs, ys []float64) {
	c.Line(plot, xs, ys, chart.Good)
	c.Line(plot, nil, ys, chart.Good)
	c.Line(plot, xs[:1], ys, chart.Good)
	c.Points(plot, xs, ys, '•', chart.Bad)
	c.Points(plot, xs, nil, 0, chart.Bad)
}

func TestRandomCallsKeepRowsSquare(t *testing.T) {
	p := colours()
	rapid.Check(t, func(t *rapid.T) {
		c := chart.New(rapid.IntRange(-2, 40).Draw(t, "w"), rapid.IntRange(-2, 12).Draw(t, "h"), p)
		for range rapid.IntRange(1, 12).Draw(t, "calls") {
			at, size := rapid.Int().Draw(t, "at"), rapid.IntRange(-3, 45).Draw(t, "size")
			if rapid.Bool().Draw(t, "near") {
				at %= 50
			}
			v := rapid.OneOf(rapid.Float64(), rapid.SampledFrom(values)).Draw(t, "v")
			s := rapid.String().Draw(t, "s")
			bars(c, size, v)
			words(c, at, s, rapid.Rune().Draw(t, "r"))
			xs := rapid.SliceOfN(rapid.Float64(), 1, 9).Draw(t, "xs")
			curves(c, chart.Plot{X: at, Y: size % 7, W: size, H: size, MinX: v, MaxX: xs[0]}, xs, append(xs, v))
			square(t, c)
		}
		c.Resize(rapid.IntRange(0, 20).Draw(t, "w2"), rapid.IntRange(0, 20).Draw(t, "h2"))
		square(t, c)
	})
}
