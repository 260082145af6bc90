package lesson

import (
	"errors"
	"strings"
	"testing"
	"unicode"
)

// TestNothingToObey: what a terminal would obey does not come through.
func TestNothingToObey(t *testing.T) {
	hostile := "# Ti\x1b]0;owned\x07tle\x9b31m\n\nA \x1b[2J\x1b[31mred\x1b[0m &#27;[2J &#x1b; \u202eevil\u200d \xff\xfe text\u0000.\n\n## C\x1b[1m\n\n- [x] a\x1b[5m\n- [ ] b\n\n## Run\n\n```nudge\nsettle\n```\n\n## End\n"
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
	for range 5_000 {
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
