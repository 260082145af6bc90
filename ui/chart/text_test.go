package chart_test

import (
	"testing"

	"github.com/charmbracelet/x/ansi"

	"nudge/ui/chart"
)

func TestTextClips(t *testing.T) {
	for _, test := range []struct {
		x    int
		s    string
		want string
		end  int
	}{
		{0, "abc", "abc  ", 3},
		{3, "abc", "   ab", 6},
		{-2, "abc", "c    ", 1},
		{-9, "abc", "     ", -6},
		{9, "∂C/∂h", "     ", 14},
		{0, "−∂C/∂h", "−∂C/∂", 6},
		{0, "a\tb\nc", "a b c", 5},
		{0, "\x1b[31m", " [31m", 5},
		{0, "\x9b\x1b]\a\r", "� ]  ", 5},
		{0, "a世b🙂c", "a?b?c", 5},
		{0, "e\u0301\u200d\u200b\ufe0f", "e????", 5},
		{0, "🇫🇷\u1100\u1161\u11a8", "?????", 5},
		{0, "\u202eab\u00ad", "?ab? ", 4},
	} {
		draws(t, 5, 1, func(c *chart.Canvas) {
			if end := c.Text(test.x, 0, test.s, chart.Plain); end != test.end {
				t.Errorf("Text(%d, %q) ended at %d, want %d", test.x, test.s, end, test.end)
			}
		}, test.want)
	}
}

func TestTextOffTheRowsStillCounts(t *testing.T) {
	c := chart.New(5, 1, nil)
	for _, y := range []int{-1, 1} {
		if end := c.Text(2, y, "βγ", 0); end != 4 {
			t.Errorf("row %d: ended at %d, want 4", y, end)
		}
	}
}

func TestTextRight(t *testing.T) {
	draws(t, 6, 3, func(c *chart.Canvas) {
		c.TextRight(6, 0, "0.99", chart.Plain)
		c.TextRight(3, 1, "−0.99", chart.Plain)
		c.TextRight(8, 2, "0.99", chart.Plain)
	}, "  0.99", ".99", "    0.")
}

func TestFit(t *testing.T) {
	for w, want := range map[int]string{-1: "", 0: "", 1: "…", 2: "β…", 3: "βγδ", 4: "βγδ"} {
		if got := chart.Fit("βγδ", w); got != want {
			t.Errorf("Fit(βγδ, %d) = %q, want %q", w, got, want)
		}
	}
}

// Every rune there is must take one cell, alone and next to its like.
func TestEveryRuneIsOneCell(t *testing.T) {
	c := chart.New(4, 1, nil)
	for r := rune(-2); r <= 0x110001; r++ {
		if r == 0x30000 { // unassigned up to the tags
			r = 0xe0000
		}
		if r == 0xe0200 { // private use
			r = 0x10ff00
		}
		c.Set(0, 0, 'a', 0)
		c.Set(1, 0, r, 0)
		c.Set(2, 0, r, 0)
		c.Set(3, 0, 'a', 0)
		if row := c.Plain(); ansi.StringWidth(row) != 4 {
			t.Fatalf("%U draws a row of %d cells", r, ansi.StringWidth(row))
		}
	}
}

func TestTheGlyphsOfTheMockupsPass(t *testing.T) {
	const glyphs = "█▌▐▄▀▒░┃│─├┤●○▪·▲▸▾┄┊╭╮╰╯├┤‖−∂Δ∞‖ρβεαηλ²√≈×✓✗…–→←↑↓≡°ρ'⣿"
	c := chart.New(chart.TextWidth(glyphs), 1, nil)
	c.Text(0, 0, glyphs, chart.Plain)
	if c.Plain() != glyphs {
		t.Errorf("drew %q\nwant %q", c.Plain(), glyphs)
	}
}
