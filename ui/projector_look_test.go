package ui

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"nudge/model"
	"nudge/ui/lesson"
)

// The projector looks as on file in both themes.
func TestProjectorInBothThemes(t *testing.T) {
	for _, theme := range []Theme{Dark, Light} {
		a := start(t, model.Iris(), theme)
		press(a, "n", ".", ".", ".", "p")
		for _, at := range sizes {
			size(a, at.w, at.h)
			kept(t, fmt.Sprintf("projector-%dx%d-%s", at.w, at.h, theme), a.View().Content+"\n")
		}
	}
}

// What is to be read from the back of a room is twelve lines at most, with the card of
// a lesson too.
func TestProjectorCardsHaveTwelveLinesOfTextAtMost(t *testing.T) {
	lessons, err := lesson.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range sizes {
		cards := 0
		for _, l := range lessons {
			a := start(t, model.Iris(), Mono)
			size(a, at.w, at.h)
			carry(t, a, a.openLesson(l))
			does(t, a, "p")
			for range 3 * len(l.Cards) {
				lines := 0
				for line := range strings.Lines(screenOf(a)) {
					if strings.ContainsFunc(line, unicode.IsLetter) {
						lines++
					}
				}
				if cards++; lines > 12 {
					t.Errorf("%s, card %d at %d×%d has %d lines of text:\n%s", l.Title, a.lecture.card+1, at.w, at.h, lines, screenOf(a))
				}
				if _, answered := a.lecture.chosen[a.lecture.card]; !answered && a.lecture.Cards[a.lecture.card].Question != nil {
					does(t, a, "a")
				}
				does(t, a, "pgdown")
				if a.menu != nil {
					break
				}
			}
			if a.menu == nil {
				t.Errorf("%s does not come to its end at %d×%d: card %d", l.Title, at.w, at.h, a.lecture.card+1)
			}
		}
		t.Logf("%d×%d: %d pages of cards", at.w, at.h, cards)
	}
}
