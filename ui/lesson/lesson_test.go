package lesson

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"nudge/dynamics"
)

// TestLessons runs every lesson: each expectation must come true, and each lesson
// must have a question, at least three expectations, and an end.
func TestLessons(t *testing.T) {
	all, err := All()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 10 {
		t.Errorf("there are %d lessons, want 10", len(all))
	}
	for i, l := range all {
		rows, err := l.Check(context.Background())
		if err != nil {
			t.Error(err)
		}
		if !strings.HasPrefix(l.Name, fmt.Sprintf("%02d-", i+1)) || l.Number != i+1 {
			t.Errorf("lesson %d is %s", i+1, l.Name)
		}
		said := 0
		for _, row := range rows {
			if row.Wanted != "" {
				said++
			}
			if !row.OK {
				t.Errorf("%s:%d: %s is %s, expected %s", l.Name, row.Line, row.Name, row.Value, row.Wanted)
			}
		}
		if said < 3 {
			t.Errorf("%s has %d expectations, want at least 3", l.Name, said)
		}
		if l.Asked(len(l.Cards)-1) < 0 {
			t.Errorf("%s asks nothing", l.Name)
		}
		if last := l.Cards[len(l.Cards)-1]; last.Heading != "Remember" || last.Commands != nil {
			t.Errorf("%s ends with %q", l.Name, last.Heading)
		}
	}
}

// TestOtherWayFails: an expectation turned round fails, so that none is empty.
func TestOtherWayFails(t *testing.T) {
	turned := strings.NewReplacer(" < ", " > ", " > ", " < ", " yes", " no", " no", " yes", " ± ", "e1 ± ")
	all, err := All()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range all[:9] {
		text, err := files.ReadFile(l.Name + ".md")
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(text), "\n")
		for i, line := range lines {
			if strings.HasPrefix(line, "expect ") {
				lines[i] = turned.Replace(line)
			}
		}
		wrong, err := Parse(l.Name+".md", []byte(strings.Join(lines, "\n")))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := wrong.Check(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			if row.OK {
				t.Errorf("%s:%d: %s is %s, and passes as %q too", l.Name, row.Line, row.Name, row.Value, row.Wanted)
			}
		}
	}
}

const sound = `---
preset: iris
---
# A title with ` + "`code`" + `

First **text**.

## Which one?

Think.

- [ ] this
- [x] that *one*

## Do

` + "```nudge" + `
# a comment
set beta 0.03

nudge on
step 3
expect angle h1 < 5 # at frame 3
` + "```" + `

After it.

## Seen

1. one
2. two
`

func TestParse(t *testing.T) {
	l, err := Parse("folder/mine.md", []byte(strings.ReplaceAll("\ufeff"+sound, "\n", "\r\n")))
	if err != nil {
		t.Fatal(err)
	}
	if l.Name != "mine" || l.Title != "A title with code" || l.Preset != "iris" || len(l.Cards) != 4 {
		t.Fatalf("%+v", l)
	}
	if q := l.Cards[1].Question; q == nil || !slices.Equal(q.Options, []string{"this", "that one"}) || q.Right != 1 || l.Cards[1].Text != "Think." {
		t.Errorf("question: %+v", l.Cards[1])
	}
	do := l.Cards[2]
	if len(do.Commands) != 4 || do.Commands[0].Line != 19 || do.Commands[3].Name() != "expect" || do.Text != "After it." {
		t.Errorf("commands: %+v", do)
	}
	if text := l.Cards[3].Text; text != "1. one\n2. two" {
		t.Errorf("text: %q", text)
	}
	for i, reveals := range []bool{false, false, false, true} {
		if l.Reveals(i) != reveals {
			t.Errorf("card %d reveals: %v", i+1, !reveals)
		}
	}
	if rows, err := l.Check(context.Background()); err != nil || len(rows) != 1 || !rows[0].OK || rows[0].Name != "angle of h1 at frame 3" {
		t.Errorf("%+v, %v", rows, err)
	}
}

// TestMistakes: an error names the file, the line, and what to do.
func TestMistakes(t *testing.T) {
	block := func(commands string) string { return "# T\n\n```nudge\n" + commands + "\n```\n" }
	for _, c := range []struct {
		text string
		line int
		says string
	}{
		{"", 1, "begin with # and a title"},
		{"text first", 1, "a lesson begins with its title"},
		{"# A\n\n# B", 3, "one title"},
		{"---\npreset: irs\n---\n# A", 1, "did you mean iris?"},
		{"---\nauthor: me\n---\n# A", 1, "it can say preset"},
		{"---\npreset: iris\n# A", 1, `says "# A"`},
		{"---\npreset: iris", 1, "has no end"},
		{block("nudge on\nstpe 3"), 5, "did you mean step?"},
		{block("fly"), 4, "use one of set, go, step"},
		{block("set beta 11"), 4, "beta is 11: give a number from 1e-06 to 10, or 0 for off"},
		{block("set beta NaN"), 4, "beta is NaN"},
		{block("set bta 1"), 4, "did you mean beta?"},
		{block("set beta"), 4, "set beta 0.03"},
		{block("set window 2.5"), 4, "a whole number"},
		{block("step 0"), 4, "from 1 to 1000000"},
		{block("step 99999999999999999999"), 4, "from 1 to 1000000"},
		{block("nudge sideways"), 4, "spring, kick, clamp"},
		{block("view 3d"), 4, "use one of pairs"},
		{block("preset deeep"), 4, "did you mean deep?"},
		{block("settle now"), 4, "leave that out"},
		{block("reference backpop"), 4, "unknown"},
		{block("sample 0"), 4, "from 1"},
		{block("target -1"), 4, "0 for the sample's own"},
		{block("seed -1"), 4, "whole number"},
		{block("go there"), 4, "not a frame"},
		{block("expect"), 4, "expect angle h2 < 1"},
		{block("expect angel h1 < 1"), 4, "did you mean angle?"},
		{block("expect angle < 1"), 4, `"<" is no layer: write y, h1`},
		{block("expect angle h0 < 1"), 4, "no layer"},
		{block("expect angle h1 << 1"), 4, "no comparison"},
		{block("expect angle h1 < one"), 4, "not a number"},
		{block("expect angle h1 < Inf"), 4, "not a number"},
		{block("expect angle h1 < 1 ± 2"), 4, "no comparison"},
		{block("expect reached h1 maybe"), 4, "yes or no"},
		{block("expect weights both"), 4, "use one of one-sided, symmetric"},
		{block("learn mnist 3"), 4, "use one of iris"},
		{block("learn ../../etc/passwd 3"), 4, "unknown"},
		{block("learn xor 0"), 4, "from 1 to 10000"},
		{block("learn xor 5 nudged=x"), 4, "nudged=4"},
		{"# T\n\n- [ ] a\n- [ ] b", 3, "no option has a cross"},
		{"# T\n\n- [x] a\n- [x] b", 4, "two options"},
		{"# T\n\n- [x] a\n- b", 4, "has no box"},
		{"# T\n\n- [x] a", 3, "give 2 to 4"},
		{"# T\n\n- [x] a\n- [ ] b\n- [ ] c\n- [ ] d\n- [ ] e", 3, "there are 5 options"},
		{"# T\n\n- [x] a\n- [ ] b\n\nand\n\n- [x] c\n- [ ] d", 8, "asks one question"},
		{"# T\n\n- [x] a\n- [ ] b\n\n```nudge\nsettle\n```", 6, "before the answer"},
		{"# T\n\n```nudge\nsettle\n```\n\n- [x] a\n- [ ] b", 7, "cannot ask"},
		{"# T\n\n<script>\nalert()\n</script>", 3, "HTML"},
		{"# T\n\n" + strings.Repeat(">", 40) + " deep", 3, "nested more than"},
		{"# T\n\n" + strings.Repeat("x", maxSize), 1, "larger than 64 KB"},
		{"# T\n\n" + strings.Repeat("- x\n", maxText), 3, "more than 8 KB of text"},
		{"# T\n" + strings.Repeat("## c\n", maxCards), maxCards + 1, "more than 100 cards"},
		{block(strings.Repeat("settle\n", maxCommands+1)), maxCommands + 4, "more than 500 commands"},
	} {
		_, err := Parse("mine.md", []byte(c.text))
		var m *Mistake
		if !errors.As(err, &m) || m.Line != c.line || m.File != "mine.md" || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%.60q:\n got %v\nwant line %d, %q", c.text, err, c.line, c.says)
		}
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("%.60q: the message is more than a line: %q", c.text, err)
		}
	}
}

// TestMistakesOfTheRun: what only the network can tell is said when it runs.
func TestMistakesOfTheRun(t *testing.T) {
	for commands, says := range map[string]string{
		"sample 2": "from 1 to 1", "target 9": "from 0 to 3", "expect angle h4 < 1": "its layers are y, h1, h2, h3", "go -1": "give one from 0",
		"set beta off\nexpect weights symmetric": "β is off", "set asymmetry 0.5\nexpect weights symmetric": "asymmetric",
		"preset deep\nset spikes 10\nset beta x1000": "beta is 100",
	} {
		l, err := Parse("mine.md", []byte("# T\n\n```nudge\n"+commands+"\n```\n"))
		if err != nil {
			t.Errorf("%q: %v", commands, err)
			continue
		}
		if _, err = l.Check(context.Background()); err == nil || !strings.Contains(err.Error(), says) || !strings.HasPrefix(err.Error(), "mine:") {
			t.Errorf("%q: %v, want %q", commands, err, says)
		}
	}
}

// TestNothingToObey: what a terminal would obey does not come through.
func TestNothingToObey(t *testing.T) {
	hostile := "# Ti\x1b]0;owned\x07tle\x9b31m\n\nA \x1b[2J\x1b[31mred\x1b[0m &#27;[2J &#x1b; \u202eevil\u200d \xff\xfe text\u0000.\n\n## C\x1b[1m\n\n- [x] a\x1b[5m\n- [ ] b\n"
	l, err := Parse("ev\x1bil.md", []byte(hostile))
	if err != nil {
		t.Fatal(err)
	}
	all := l.Name + l.Title
	for _, c := range l.Cards {
		all += c.Heading + c.Text
		if c.Question != nil {
			all += strings.Join(c.Question.Options, "")
		}
	}
	for _, r := range all {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			t.Errorf("%q comes through", r)
		}
	}
	if strings.Contains(all, "&#") || !strings.Contains(all, "red") {
		t.Errorf("%q", all)
	}
}

// FuzzParse: nothing in a file brings the program down, and what is read keeps
// its bounds.
func FuzzParse(f *testing.F) {
	f.Add([]byte(sound))
	for _, seed := range []string{"", "#", "# \n## \n```nudge", "---\n---\n#\n- [x]\n- [ ]", "# T\n[a]: b\n\n[a]", "# T\n~~~nudge\nset\n", "# T\n* * *\n\n> - [x] a\n> - [ ] b", "T\n=\n- [x] a\n\n  ```nudge\n  settle\n  ```\n- [ ] b", "# T\n```nudge\n\n```\n```nudge\n```"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		l, err := Parse("fuzz.md", text)
		if err != nil {
			var m *Mistake
			if !errors.As(err, &m) || m.Line < 1 || m.Line > strings.Count(string(text), "\n")+2 {
				t.Errorf("%v", err)
			}
			return
		}
		for i, c := range l.Cards {
			if c.Question != nil && (c.Commands != nil || c.Question.Right < 0 || c.Question.Right >= len(c.Question.Options)) {
				t.Errorf("card %d: %+v", i, c)
			}
			l.Reveals(i)
		}
		_ = l.Plain()
	})
}

// TestManyLessons throws pieces of lessons together at random, which is what a
// fuzzer does, for as long as a test may take.
func TestManyLessons(t *testing.T) {
	pieces := []string{"# T\n", "## C\n", "\n", "text ", "- [x] a\n", "- [ ] b\n", "```nudge\n", "```\n", "nudge on\n", "step 2\n", "expect cost\n", "> ", "  ", "* ", "---\n", "`", "**", "[l](u)", "<b>", "|a|b|\n", "\\", "1. "}
	state := uint32(1)
	for range 20_000 {
		var b strings.Builder
		b.WriteString("# T\n")
		for range state % 23 {
			state = state*1664525 + 1013904223
			b.WriteString(pieces[state>>16%uint32(len(pieces))])
		}
		state = state*1664525 + 1013904223
		if l, err := Parse("x.md", []byte(b.String())); err == nil {
			_ = l.Plain()
		}
	}
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	big := filepath.Join(dir, "big.md")
	if err := os.WriteFile(big, []byte("# T\n"+strings.Repeat("x", 1<<20)), 0o644); err != nil {
		t.Fatal(err)
	}
	for what, says := range map[string]string{
		"0": "from 1 to 10", "11": "from 1 to 10", "-3": "from 1 to 10", dir: "a directory", filepath.Join(dir, "none.md"): "no such file", big: "larger than",
	} {
		if _, err := Open(what); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v, want %q", what, err, says)
		}
	}
	if l, err := Open("3"); err != nil || l.Title != "The error wave" {
		t.Errorf("lesson 3: %+v, %v", l, err)
	}
}

// TestWords: every word is explained, and every quantity can be observed.
func TestWords(t *testing.T) {
	seen := map[string]bool{}
	for _, w := range append(Words(), blockWords()...) {
		if w.Help == "" || seen[w.Name] {
			t.Errorf("%s is not explained, or twice there", w.Name)
		}
		seen[w.Name] = true
	}
	s, err := NewStage("lesson")
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range quantities() {
		text := "expect " + q.name
		if q.layer {
			text += " h1"
		}
		if q.parts != nil {
			text += " " + q.parts[0]
		}
		c, err := readCommand(text, 1)
		if err != nil {
			t.Error(err)
			continue
		}
		if err := s.Play(context.Background(), c); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
	if len(s.Seen) != len(quantities()) {
		t.Errorf("%d observations of %d quantities", len(s.Seen), len(quantities()))
	}
}

// TestChainsComeBack: where a command computes the run anew, it comes back to the
// frame it was at.
func TestChainsComeBack(t *testing.T) {
	s, err := NewStage("lesson")
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"set temperature 1e-5", "rewind", "nudge on", "step 6", "set chains 8", "estimator twin", "set window 5"} {
		c, err := readCommand(text, 1)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Play(context.Background(), c); err != nil {
			t.Fatal(err)
		}
	}
	if f := s.observe(); f.Number != 6 || f.Chains != 8 || f.Estimator != dynamics.TwinRate || !f.Nudged {
		t.Errorf("frame %d with N %v and %v", f.Number, f.Chains, f.Estimator)
	}
}

// TestInterrupted: a lesson that would run for hours ends when it is told to.
func TestInterrupted(t *testing.T) {
	l, err := Parse("long.md", []byte("# T\n\n```nudge\nset chains 4096\nset temperature 1e-3\nstep 1000000\n```\n"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := l.Check(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
