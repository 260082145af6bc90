package ui

import (
	"strings"
	"testing"

	"nudge/model"
	"nudge/ui/lesson"
)

// typing opens the palette with a query.
func typing(a *App, query string) {
	press(a, ":")
	for _, r := range query {
		press(a, strings.NewReplacer(" ", "space").Replace(string(r)))
	}
}

// TestPaletteFinds: what is typed finds actions, commands, networks and lessons
// by their names, parts of them, or words of what they do.
func TestPaletteFinds(t *testing.T) {
	a := start(t, model.Iris(), Mono)
	size(a, 120, 40)
	for _, test := range []struct{ query, name string }{
		{"rewin", ":rewind"},
		{"quit", "q ctrl+c"},
		{"error wave", "lesson 3"},
		{"lesson", "lesson 1"},
		{"digits", "digits"},
		{"mrk", "m"},
		{"saturat", "×"},
		{"twin", "d"},
		{"scatter", "2"},
		{"SWE", ":sweep"},
		{"zoom", "z"},
	} {
		typing(a, test.query)
		found := a.prompt.list.shown
		if len(found) == 0 || !anyOffer(found[:min(4, len(found))], test.name) {
			t.Errorf("%q does not find %q among the first: %v", test.query, test.name, found[:min(4, len(found))])
		}
		press(a, "esc")
	}
}

func anyOffer(list []offer, name string) bool {
	for _, o := range list {
		if strings.TrimSpace(o.Name) == name || strings.Contains(o.Text, name) {
			return true
		}
	}
	return false
}

// TestPaletteDoes: Enter does what is marked, completes what wants more, and runs
// a line that begins with a command.
func TestPaletteDoes(t *testing.T) {
	a := start(t, model.Iris(), Mono)
	size(a, 120, 40) // where there is something to zoom
	for _, step := range []struct {
		keys string
		ok   func() bool
	}{
		{": z o o m enter", func() bool { return a.zoomed && a.prompt == nil }},
		{"ctrl+p s c a t t e r enter", func() bool { return a.main == Scatter }},
		{": s e t enter", func() bool { return a.prompt != nil }}, // a command in full, with a word missing
		{"esc : s e tab", func() bool { return a.prompt.input.Value() == "set " }},
		{"a s tab", func() bool { return a.prompt.input.Value() == "set asymmetry " }},
		{"0 . 5 enter", func() bool { return a.run.Settings().Asymmetry == 0.5 && a.prompt == nil }},
		{": v i e w space down down enter", func() bool { return a.main == Scatter }},
		{": v i e w space w tab enter", func() bool { return a.main == Wave }},
		{": down enter", func() bool { return a.prompt.input.Value() == "set " }},
		{"esc : up up up enter", func() bool { return a.prompt == nil }},
		{": t y p e space a enter", func() bool { return a.prompt != nil && a.prompt.list == nil }}, // opens the prompt for a value
		{"esc : d i g i t s enter", func() bool { return a.frame.Network().Size(0) == 64 }},
		{": e r r o r space w a v e enter", func() bool { return a.lecture != nil && a.lecture.Number == 3 }},
		{": pgdown pgdown pgup enter", func() bool { return a.prompt != nil || a.lecture != nil }},
	} {
		if press(a, strings.Fields(step.keys)...); !step.ok() {
			t.Errorf("%q did not do it:\n%s", step.keys, screenOf(a))
		}
	}
}

// TestPaletteSaysWhyNot: what is of no use now says so before it is chosen, and
// after.
func TestPaletteSaysWhyNot(t *testing.T) {
	a := start(t, model.Iris(), Mono)
	size(a, 120, 40)
	typing(a, "swap with")
	for range 2 {
		if !strings.Contains(screenOf(a), "nothing is marked yet") {
			t.Errorf("it does not say why not:\n%s", screenOf(a))
		}
		press(a, "enter")
	}
	if a.prompt == nil {
		t.Error("it was done")
	}
}

// TestPaletteAnywhere: it fits at every size, beside a lesson and in big mode, and
// the picture comes back.
func TestPaletteAnywhere(t *testing.T) {
	for _, open := range []string{"", "p", "o enter", "o enter p"} {
		a := start(t, model.Iris(), Mono)
		size(a, 80, 24)
		press(a, strings.Fields(open)...)
		for _, w := range []int{1, 20, 59, 80, 120} {
			for _, h := range []int{1, 2, 4, 12, 24, 40} {
				size(a, w, h)
				before := screenOf(a)
				typing(a, "be")
				fits(t, a, w, h)
				if w >= 20 && h >= 4 && !strings.Contains(screenOf(a), ":be▏") {
					t.Errorf("%d×%d after %q: what is typed cannot be seen:\n%s", w, h, open, screenOf(a))
				}
				press(a, "down", "tab", "esc")
				if screenOf(a) != before {
					t.Errorf("%d×%d after %q: Esc leaves another screen", w, h, open)
				}
			}
		}
	}
}

// TestCompletionsAreCommands: each word that is offered after a command is one
// that the command takes.
func TestCompletionsAreCommands(t *testing.T) {
	for name := range follow {
		if !isCommand(name) {
			t.Errorf("there is no command %q", name)
		}
		for _, o := range completions(name, "") {
			for _, w := range lesson.Words() {
				if args := strings.Fields(o.line)[1:]; w.Name == name && !o.wants() {
					if _, err := w.Read(args); err != nil {
						t.Errorf("%q is offered: %v", o.line, err)
					}
				}
			}
		}
	}
}

// TestPaletteKeepsTheCommand: while an argument is typed the row of its command says
// what it takes and does, and it stands for what is typed.
func TestPaletteKeepsTheCommand(t *testing.T) {
	a := start(t, model.Iris(), Mono)
	size(a, 80, 24)
	for _, c := range Commands() {
		for _, argument := range []string{" ", " b", " beta 0.1"} {
			typing(a, c.Name+argument)
			rows := strings.Split(screenOf(a), "\n")
			if row := rows[a.screen.found.y+1]; !strings.Contains(row, "▸ :"+c.Name) || !strings.Contains(row, strings.Fields(c.Args + " " + c.Help)[0]) {
				t.Errorf("after %q the first row is %q", c.Name+argument, row)
			}
			press(a, "esc")
		}
	}
	typing(a, "go  7")
	if press(a, "enter"); a.prompt != nil || a.frame.Number != 7 && a.goal == nil {
		t.Errorf("what is typed was not done:\n%s", screenOf(a))
	}
	typing(a, "set beta 0.1")
	if shown := a.prompt.list.shown; len(shown) != 2 || strings.TrimSpace(shown[1].Name) != "beta" {
		t.Errorf("beside its value the knob is not explained: %v", shown)
	}
}

// TestPaletteSaysNothingMatches: an empty list says so.
func TestPaletteSaysNothingMatches(t *testing.T) {
	a := start(t, model.Iris(), Mono)
	size(a, 80, 24)
	for query, says := range map[string]string{
		"xyzzy":   `nothing has "xyzzy" in it`,
		"view xx": `nothing that can follow view begins with "xx"`,
		"set qq":  `nothing that can follow set begins with "qq"`,
	} {
		typing(a, query)
		if !strings.Contains(screenOf(a), says) {
			t.Errorf("%q does not say %s:\n%s", query, says, screenOf(a))
		}
		press(a, "backspace", "backspace")
		if a.prompt.list.none != "" && query != "xyzzy" {
			t.Errorf("%q still says %q", a.prompt.input.Value(), a.prompt.list.none)
		}
		press(a, "esc")
	}
}
