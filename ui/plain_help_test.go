package ui

import (
	"slices"
	"strings"
	"testing"

	"nudge/dynamics"
	"nudge/model"
	"nudge/ui/pane"
)

// TestPlainHelpHasEveryWord: each word that the help on the screen explains is
// explained in sentences, by each word of its name that can be typed, in capitals too.
func TestPlainHelpHasEveryWord(t *testing.T) {
	w := newTalker(t, model.Iris())
	all := w.answer("help")
	asked := 0
	for _, e := range slices.Concat(pane.Glossary(), pane.LessonWords()) {
		name, text := inLetters(e.Name), inLetters(e.Text)
		if name != "" && !strings.Contains(all, name) {
			t.Errorf("help alone does not name %q", name)
		}
		for _, word := range append(strings.Fields(name), strings.Split(name, ", ")...) {
			word = strings.Trim(word, ",() ")
			asked++
			for _, typed := range []string{word, strings.ToUpper(word)} {
				if said := w.answer("help " + typed); word != "" && len(word) > 1 && !strings.Contains(said, text) {
					t.Errorf("help %s does not say %q:\n%s", typed, text, said)
				}
			}
		}
	}
	if asked < 80 {
		t.Errorf("only %d words were asked for", asked)
	}
	for asked, says := range map[string]string{
		"cosine": "cos: ", "g": "g: go to a frame", "G": "G: the gradient", "pgdn": "the next card", "Nudge": "nudge on|off|", "asymmetry": dynamics.Table[5].Doc, "lesson": "lesson NUMBER: open", "two brains": "there is no help for",
	} {
		if said := w.answer("help " + asked); !strings.Contains(said, says) {
			t.Errorf("help %s says\n%s", asked, said)
		}
	}
}

// TestPlainCase: capitals matter only where keys differ by nothing else.
func TestPlainCase(t *testing.T) {
	w := newTalker(t, model.Iris())
	for _, test := range []struct{ line, says string }{
		{"Nudge ON", "the nudge is on"},
		{"STEP 2", "frame 2"},
		{"Step", "frame 3"},
		{"Set Beta 0.3", "beta 0.3"},
		{"VIEW Scatter", "view scatter"},
		{"WHERE", "estimator raw"},
		{"G", "compared with bptt"},
		{"g", "go to frame?"},
		{"ESC", "nothing changes"},
		{"Home", "frame 0"},
		{"SHIFT+TAB", "the knob is spikes"},
		{"Z", "z: "},
		{"lesson 2", "Card 1 of 6"},
		{"PgDn", "Card 2 of 6"},
		{"A", "You predict a"},
		{"pgdn", "Card 3 of 6"},
		{"pgup", "Card 2 of 6"},
		{"PGDOWN", "Card 3 of 6"},
		{"Lesson", "type a number, or esc"},
		{"Esc", "nothing changes"},
		{"lesson", "type a number"},
		{"lesson 3", "Card 1 of 6 of The error wave"},
		{"lesson 30", "none of the list"},
		{"Preset XOR", "2-8-1"},
	} {
		if said := w.answer(test.line); !strings.Contains(said, test.says) {
			t.Errorf("%q is answered with\n%s", test.line, said)
		}
	}
}
