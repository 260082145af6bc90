package pane

import (
	"strings"
	"testing"
	"unicode"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"nudge/ui/chart"
)

// shownCard is a card drawn in w×h cells.
func shownCard(c *LessonCard, w, h int, framed bool) *Card {
	p := NewCard()
	p.Resize(w, h)
	p.Show(Scene{Card: c, Framed: framed, Palette: chart.NewPalette([chart.NumInks]lipgloss.Style{})})
	return p
}

func textOf(p *Card) string { return ansi.Strip(strings.Join(p.Rows(), "\n")) }

func TestCardText(t *testing.T) {
	c := &LessonCard{
		Number: 3, Title: "The wave", At: 2, Of: 6, Heading: "Watch", Text: "A **bold** `code` and *soft* word.\n\n- one\n- two\n", Chosen: -1, Right: -1,
		Commands: []string{"nudge on", "step 3"}, Doing: 1, Seen: []Seen{{"angle of h1", "0.01°", "under 1", true}, {"cost", "2", "under 1", false}},
	}
	got := textOf(shownCard(c, 60, 12, false))
	for _, says := range []string{"LESSON 3  The wave", "2 of 6", " Watch", "A bold code and soft word.", "• one", ": nudge on · step 3", "angle of h1 0.01° ✓", "cost 2 ✗ not under 1"} {
		if !strings.Contains(got, says) {
			t.Errorf("the card does not say %q:\n%s", says, got)
		}
	}
	if strings.Contains(got, "*") || strings.Contains(got, "`") {
		t.Errorf("marks are shown:\n%s", got)
	}
}

// TestCardInk: bold, code and soft words have inks of their own.
func TestCardInk(t *testing.T) {
	for text, ink := range map[string]chart.Ink{"**word**": chart.Title, "`word`": chart.Key, "*word*": chart.Active, "word": chart.Plain, "> word": chart.Dim, "a **word `b`**": chart.Title} {
		var m markdown
		found := false
		for _, l := range m.lines(text, 40) {
			for _, piece := range l {
				if strings.Contains(piece.text, "word") {
					found = true
					if piece.ink != ink {
						t.Errorf("%s is in ink %d, want %d", text, piece.ink, ink)
					}
				}
			}
		}
		if !found {
			t.Errorf("%s is lost", text)
		}
	}
}

// TestCardStand: how it stands with the prediction is said whole, in any width
// that a card has.
func TestCardStand(t *testing.T) {
	for _, c := range []LessonCard{{Chosen: -1}, {Chosen: 0}, {Chosen: 0, Led: true}, {Chosen: 0, Locked: true}, {Chosen: -1, Locked: true}, {Chosen: -1, Locked: true, Led: true}} {
		c.Title, c.Right, c.Options = "T", -1, []string{"one", "two"}
		for w := 30; w <= 80; w++ {
			got := strings.Join(strings.Fields(strings.ReplaceAll(textOf(shownCard(&c, w, 14, true)), "│", " ")), " ")
			if says := stand(&c).Text; !strings.Contains(got, says) {
				t.Errorf("%q is cut in %d cells:\n%s", says, w, got)
			}
		}
	}
}

// TestCardPages: what does not fit is shown page by page, and nothing is lost.
func TestCardPages(t *testing.T) {
	var text strings.Builder
	for i := range 60 {
		text.WriteString(strings.Repeat(string(rune('A'+i%26)), 3+i/26) + "\n\n")
	}
	c := &LessonCard{Title: "T", Text: text.String(), Chosen: -1, Right: -1}
	var all string
	for c.Page = 0; ; c.Page++ {
		p := shownCard(c, 40, 10, true)
		all += textOf(p)
		if !p.More() {
			break
		}
		if !strings.Contains(textOf(p), "PgDn: more") || c.Page > 60 {
			t.Fatalf("page %d:\n%s", c.Page, textOf(p))
		}
	}
	for _, word := range strings.Fields(text.String()) {
		if !strings.Contains(all, " "+word+" ") {
			t.Errorf("%s is on no page", word)
		}
	}
}

// TestCardInASCII: a terminal without more gets a card of ASCII.
func TestCardInASCII(t *testing.T) {
	p := NewCard()
	p.Resize(50, 10)
	c := &LessonCard{Title: "Δ", Text: "- β × 2 → “x”", Options: []string{"a", "b"}, Chosen: 1, Right: 0, Seen: []Seen{{"angle", "1°", "under 2", true}}}
	p.Show(Scene{Card: c, Palette: chart.NewPalette([chart.NumInks]lipgloss.Style{}).ASCII()})
	for _, r := range textOf(p) {
		if r > unicode.MaxASCII {
			t.Errorf("%q is not ASCII:\n%s", r, textOf(p))
		}
	}
}

// FuzzCard: no text of a card breaks a row, passes an escape, or brings the
// program down, at any size.
func FuzzCard(f *testing.F) {
	for _, text := range []string{"", "a\tb", "> > > > > > deep", "1. a\n   - b\n     1. c\n        - d", "|a|b|\n|-|-|\n|1|2|", "![x](y) [l](http://e.x/\x1b[2J)", "&#27;[31m", "```go\nx := 1\n```", "~~s~~ **b *i* b**", "世界 e\u0301 👩‍👩‍👧", "a\n: b", "<b>x</b>", "- [ ] x", "# h\n###### h6", "***", strings.Repeat("word ", 300), strings.Repeat("> ", 12) + "x"} {
		f.Add(text, uint8(40), uint8(10), false)
		f.Add(text, uint8(3), uint8(200), true)
	}
	f.Fuzz(func(t *testing.T, text string, w, h uint8, framed bool) {
		p := shownCard(&LessonCard{Title: text, Heading: text, Text: text, Options: []string{text, "b"}, Chosen: 0, Right: 1, Commands: []string{text}, Seen: []Seen{{text, text, text, false}}}, int(w), int(h), framed)
		if len(p.Rows()) != int(h) {
			t.Fatalf("%d rows of %d", len(p.Rows()), h)
		}
		for _, row := range p.Rows() {
			if got := ansi.StringWidth(row); got != int(w) || strings.ContainsAny(row, "\x1b\x07\u009b\r\n") {
				t.Fatalf("a row of %d cells is %d wide: %q", w, got, row)
			}
		}
	})
}
