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

	"nudge/dynamics"
)

// TestLessons runs every lesson: each expectation must come true, and turned
// round it must not, so that none is empty. Each lesson must have a question, at
// least three expectations, and an end.
func TestLessons(t *testing.T) {
	all, err := All()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 10 {
		t.Errorf("there are %d lessons, want 10", len(all))
	}
	for i, l := range all {
		if !strings.HasPrefix(l.Name, fmt.Sprintf("%02d-", i+1)) || l.Number != i+1 {
			t.Errorf("lesson %d is %s", i+1, l.Name)
		}
		if l.Asked(len(l.Cards)-1) < 0 {
			t.Errorf("%s asks nothing", l.Name)
		}
		if last := l.Cards[len(l.Cards)-1]; last.Heading != "Remember" || last.Commands != nil {
			t.Errorf("%s ends with %q", l.Name, last.Heading)
		}
		rows, err := bothWays(t, l).Check(context.Background())
		if err != nil {
			t.Error(err)
		}
		if len(rows) < 2*3 {
			t.Errorf("%s has %d expectations, want at least 3", l.Name, len(rows)/2)
		}
		for n, row := range rows {
			if row.OK != (n%2 == 0) {
				t.Errorf("%s: %s is %s, expected %s: %v", l.Name, row.Name, row.Value, row.Wanted, row.OK)
			}
		}
	}
}

// bothWays is a lesson that says after each expectation the contrary.
func bothWays(t *testing.T, l *Lesson) *Lesson {
	t.Helper()
	turned := strings.NewReplacer(" < ", " > ", " > ", " < ", " yes", " no", " no", " yes", " ± ", "e1 ± ", "right 4", "right 3")
	text, err := files.ReadFile(l.File)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, line := range strings.Split(string(text), "\n") {
		lines = append(lines, line)
		if strings.HasPrefix(line, "expect ") {
			lines = append(lines, turned.Replace(line))
		}
	}
	both, err := Parse(l.File, []byte(strings.Join(lines, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	return both
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
