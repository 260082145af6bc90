package ui

import (
	"testing"
)

// TestClassSmall: what a student and the presenter are in a class, the keys that
// answer, the answer given and the count are seen in a small window and beside big
// digits.
func TestClassSmall(t *testing.T) {
	presenter, class := lessonClass(t, 2)
	student, other := class[0], class[1]
	press(other, "w")
	sizes := [][2]int{{40, 10}, {60, 15}, {60, 16}, {80, 24}}
	looks := func(words ...string) {
		t.Helper()
		for _, s := range sizes {
			size(student, s[0], s[1])
			shows(t, student, append(words, "FOLLOWING")...)
		}
	}
	looks("a–d answer")
	press(student, "d")
	looks("a–d ▸ d")
	hears(presenter)
	for _, s := range sizes {
		size(other, s[0], s[1])
		shows(t, other, "WANDERING", "w back")
		size(presenter, s[0], s[1])
		shows(t, presenter, map[bool]string{true: "ANSWERED 1 of 2", false: "1 of 2 have answered."}[s[1] < 24])
	}
	press(presenter, "p")
	hears(student)
	looks("a–d ▸ d")
	for _, s := range sizes {
		size(presenter, s[0], s[1])
		shows(t, presenter, map[bool]string{true: "ANSWERED 1 of 2", false: "CLASS 1+1 off"}[s[1] < 15])
	}
	press(presenter, "esc", "esc", "p")
	if presenter.lecture != nil || !presenter.projecting() {
		t.Fatal("a lesson is open")
	}
	hears(student)
	looks()
	for _, s := range sizes {
		size(presenter, s[0], s[1])
		shows(t, presenter, "CLASS 1+1 off")
	}
}
