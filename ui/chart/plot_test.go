package chart_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nudge/ui/chart"
)

var (
	nan  = math.NaN()
	inf  = math.Inf(1)
	unit = chart.Plot{W: 4, H: 2, MaxX: 1, MaxY: 1}
)

func line(p chart.Plot, xs, ys []float64) func(*chart.Canvas) {
	return func(c *chart.Canvas) { c.Line(p, xs, ys, chart.Layer1) }
}

func TestLine(t *testing.T) {
	draws(t, 4, 2, line(unit, []float64{0, 1}, []float64{0, 1}), "  ⡠⠊", "⡠⠊")
	draws(t, 4, 2, line(unit, []float64{0, 1}, []float64{1, 0}), "⠑⢄", "  ⠑⢄")
	draws(t, 4, 2, line(unit, []float64{0, 1}, []float64{0, 0}), "", "⣀⣀⣀⣀")
	draws(t, 4, 2, line(unit, []float64{0.5}, []float64{1}), "  ⠁")
	draws(t, 4, 2, line(unit, nil, nil), "", "")
}

func TestLineBreaksAtWhatIsNotFinite(t *testing.T) {
	for _, gap := range []float64{nan, inf, -inf} {
		draws(t, 4, 2, line(unit, []float64{0, 0.3, 0.5, 0.7, 1}, []float64{0, 0, gap, 0, 0}), "", "⣀⡀⢀⣀")
		draws(t, 4, 2, line(unit, []float64{0, gap, 1}, []float64{0, 0, 0}), "", "⡀  ⢀")
		draws(t, 4, 2, line(unit, []float64{gap}, []float64{gap}), "", "")
	}
}

func TestLineIsClippedAtTheLimits(t *testing.T) {
	diagonal := []float64{-1e18, 1e18}
	draws(t, 4, 2, line(unit, diagonal, []float64{0, 0}), "", "⣀⣀⣀⣀")
	draws(t, 4, 2, line(unit, []float64{-1, 2}, []float64{-1, 2}), "  ⡠⠊", "⡠⠊")
	draws(t, 4, 2, line(unit, diagonal, []float64{2, 2}), "", "")
	draws(t, 4, 2, line(unit, []float64{-1, 0.5}, []float64{0.5, 2}), "", "")
	draws(t, 4, 2, line(unit, []float64{0.5, 0.5}, diagonal), "  ⡇", "  ⡇")
	draws(t, 4, 2, line(unit, []float64{0, 4}, []float64{0, 1}), "", "⣀⠤⠤⠒")
	draws(t, 4, 2, line(unit, []float64{-3, 1}, []float64{0, 1}), "⠤⠒⠒⠉")
	// The plot is a part of the canvas: nothing is drawn outside it.
	part := chart.Plot{X: 1, Y: 1, W: 2, H: 1, MaxX: 1, MaxY: 1}
	draws(t, 4, 3, line(part, diagonal, []float64{0.5, 0.5}), "", " ⠒⠒", "")
}

func TestDotsJoinAndTheLaterInkWins(t *testing.T) {
	c := chart.New(4, 2, nil)
	c.Line(unit, []float64{0, 1}, []float64{0, 0}, chart.Good)
	c.Line(unit, []float64{0, 0}, []float64{0, 1}, chart.Bad)
	if got := c.Plain(); got != "⡇   \n⣇⣀⣀⣀" {
		t.Errorf("drew\n%s", got)
	}
	for x, want := range []chart.Ink{chart.Bad, chart.Good, chart.Good, chart.Good} {
		if _, ink := c.At(x, 1); ink != want {
			t.Errorf("column %d has ink %d, want %d", x, ink, want)
		}
	}
}

func TestPointsLieOnTheirLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := chart.Plot{
			X: rapid.IntRange(0, 9).Draw(t, "x"), Y: rapid.IntRange(0, 9).Draw(t, "y"),
			W: rapid.IntRange(1, 9).Draw(t, "w"), H: rapid.IntRange(1, 9).Draw(t, "h"),
			MinX: rapid.Float64().Draw(t, "minX"), MaxX: rapid.Float64().Draw(t, "maxX"),
			MinY: rapid.Float64().Draw(t, "minY"), MaxY: rapid.Float64().Draw(t, "maxY"),
		}
		x, y := rapid.Float64().Draw(t, "px"), rapid.Float64().Draw(t, "py")
		c := chart.New(20, 20, nil)
		c.Line(p, []float64{x}, []float64{y}, chart.Good)
		cx, cy, ok := p.Cell(x, y)
		if marked := strings.TrimSpace(c.Plain()) != ""; marked != ok {
			t.Fatalf("line marked: %v, cell ok: %v", marked, ok)
		}
		if r, _ := c.At(cx, cy); ok && r == ' ' {
			t.Fatalf("no dot in cell %d, %d of\n%s", cx, cy, c.Plain())
		}
	})
}

func TestPoints(t *testing.T) {
	draws(t, 4, 2, func(c *chart.Canvas) {
		c.Points(unit, []float64{0, 1, 0, 1, 2, nan, inf, 0.5}, []float64{0, 0, 1, 1, 0, 0, 0, nan, 0}, '•', chart.Good)
	}, "•  •", "•  •")
}

func TestCell(t *testing.T) {
	p := chart.Plot{X: 10, Y: 5, W: 21, H: 11, MinX: -1, MaxX: 1, MinY: -1, MaxY: 1}
	for _, test := range []struct {
		x, y   float64
		cx, cy int
		ok     bool
	}{
		{-1, -1, 10, 15, true},
		{1, 1, 30, 5, true},
		{0, 0, 20, 10, true},
		{1.01, 0, 10, 10, false},
		{0, nan, 20, 5, false},
	} {
		if cx, cy, ok := p.Cell(test.x, test.y); cx != test.cx || cy != test.cy || ok != test.ok {
			t.Errorf("Cell(%v, %v) = %d, %d, %v, want %d, %d, %v", test.x, test.y, cx, cy, ok, test.cx, test.cy, test.ok)
		}
	}
}

func TestLimitsAreMadeToMap(t *testing.T) {
	for _, p := range []chart.Plot{
		{MinX: 3, MaxX: 3, MinY: 1e18, MaxY: 1e18},
		{MinX: 4, MaxX: 2, MinY: 2e18, MaxY: 0},
		{MinX: nan, MaxX: 3, MinY: 1e18, MaxY: inf},
		{MinX: -1e308, MaxX: 1e308, MinY: 1e18, MaxY: 1e18 + 256},
	} {
		p.W, p.H = 9, 9
		if cx, cy, ok := p.Cell(3, 1e18); !ok || cx < 0 || cx > 8 || cy < 0 || cy > 8 {
			t.Errorf("%+v maps to %d, %d, %v", p, cx, cy, ok)
		}
	}
}

func TestARangeThatOverflowsStillMaps(t *testing.T) {
	p := chart.Plot{W: 21, H: 11, MinX: -math.MaxFloat64, MaxX: math.MaxFloat64, MaxY: 5e-324}
	for x, want := range map[float64]int{-math.MaxFloat64: 0, -1e308: 4, 0: 10, 1e308: 16, math.MaxFloat64: 20} {
		if cx, ok := p.Column(x); cx != want || !ok {
			t.Errorf("Column(%v) = %d, %v, want %d", x, cx, ok, want)
		}
	}
	for y, want := range map[float64]int{0: 10, 5e-324: 0} {
		if cy, ok := p.Row(y); cy != want || !ok {
			t.Errorf("Row(%v) = %d, %v, want %d", y, cy, ok, want)
		}
	}
}

func TestNice(t *testing.T) {
	for limit, want := range map[float64]float64{
		0: 1, -3: 1, inf: 1, 1: 1, 1.1: 2, 2: 2, 3: 5, 5: 5, 7: 10, 10: 10, 0.2: 0.2, 0.3: 0.5,
		1e-9: 1e-9, 3e-324: 5e-324, 1.2e18: 2e18, math.MaxFloat64: math.MaxFloat64,
	} {
		if got := chart.Nice(limit); got != want {
			t.Errorf("Nice(%v) = %v, want %v", limit, got, want)
		}
	}
	if got := chart.Nice(nan); got != 1 {
		t.Errorf("Nice(NaN) = %v, want 1", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.Float64Range(1e-300, 1e300).Draw(t, "limit")
		got := chart.Nice(limit)
		if got < limit || got > 2.5000001*limit || chart.Nice(got) != got {
			t.Fatalf("Nice(%v) = %v, then %v", limit, got, chart.Nice(got))
		}
	})
}
