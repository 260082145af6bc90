package pane

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"nudge/ui/chart"
)

// asking is a question as the presenter sees it, with these answers.
func asking(present int, votes ...int) *LessonCard {
	return &LessonCard{
		Number: 2, Title: "Nudge: who moves first?", At: 2, Of: 4, Heading: "Who moves in the first frame?", Text: "The nudge pulls on y alone.",
		Options: []string{"only the visible layer y, which the nudge pulls on", "every layer a little", "the input first", "nobody"}[:len(votes)],
		Chosen:  -1, Right: -1, Ballot: &Ballot{Votes: votes, Present: present, Right: -1},
	}
}

// telling is the card that tells the answer.
func telling(present int, votes ...int) *LessonCard {
	return &LessonCard{
		Number: 2, Title: "Nudge: who moves first?", At: 4, Of: 4, Heading: "Only y", Text: "The others do not feel it yet.",
		Said: []Notice{{"Right is a", chart.Good}}, Chosen: -1, Right: -1, Ballot: &Ballot{Votes: votes, Present: present, Right: 0},
	}
}

func TestGoldenBallot(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		palette, suffix := chart.NewPalette([chart.NumInks]lipgloss.Style{}), ""
		if ascii {
			palette, suffix = palette.ASCII(), "-ascii"
		}
		for _, size := range []struct{ w, h int }{{80, 11}, {42, 24}, {24, 16}, {9, 5}} {
			var got strings.Builder
			for _, c := range []*LessonCard{asking(0, 0, 0, 0, 0), asking(12, 5, 1, 0, 2), asking(3, 3, 0), telling(12, 5, 4, 0, 2)} {
				fmt.Fprintln(&got, drawing(NewCard(), Scene{Card: c, Palette: palette}, size.w, size.h))
			}
			golden(t, fmt.Sprintf("ballot-%dx%d%s", size.w, size.h, suffix), got.String())
			for _, r := range got.String() {
				if ascii && r > unicode.MaxASCII {
					t.Errorf("%q is not ASCII", r)
				}
			}
		}
	}
}

// TestBallotSecret: nothing on the card that asks tells which answer is right.
func TestBallotSecret(t *testing.T) {
	if got := textOf(shownCard(asking(4, 2, 2), 80, 11, false)); strings.Contains(got, "✓") {
		t.Errorf("it tells:\n%s", got)
	}
	if got := textOf(shownCard(telling(4, 2, 2), 80, 11, false)); !strings.Contains(got, "a ████ 2 ✓   b ████ 2") {
		t.Errorf("it does not tell:\n%s", got)
	}
}

// TestBallotOptions: a click on a bar is one on its option.
func TestBallotOptions(t *testing.T) {
	p := shownCard(asking(12, 5, 1, 0, 2), 42, 24, true)
	for y, row := range strings.Split(textOf(p), "\n") {
		if strings.Contains(row, "█") {
			want := map[string]int{"5": 0, "1": 1, "0": 2, "2": 3}[strings.TrimSpace(strings.Trim(row, "│ █▌"))]
			if option, ok := p.OptionAt(8, y); !ok || option != want {
				t.Errorf("row %d is of option %d: %q", y, option, row)
			}
		}
	}
}

// TestBallotAnySize: any number of votes fits in any size.
func TestBallotAnySize(t *testing.T) {
	for w := range 90 {
		for _, c := range []*LessonCard{asking(1000, 999, 1), asking(1, 5, 0), asking(0, 1, 1, 1, 1), telling(40, 1, 39)} {
			for _, row := range shownCard(c, w, 7, w%2 == 0).Rows() {
				if ansi.StringWidth(row) != w {
					t.Fatalf("a row of %d cells: %q", w, row)
				}
			}
		}
	}
}
