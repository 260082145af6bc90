package lesson

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
)

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
		{"---\npreset: irs\n---\n# A", 2, "did you mean iris?"},
		{"---\nauthor: me\n---\n# A", 2, "it can say preset"},
		{"---\npreset: iris\n# A", 3, `says "# A"`},
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
		{block("train mnist 3"), 4, "use one of iris"},
		{block("train ../../etc/passwd 3"), 4, "unknown"},
		{block("train xor 0"), 4, "from 1 to 10000"},
		{block("train xor 5 nudged=x"), 4, "nudged=4"},
		{"# T\n\n- [ ] a\n- [ ] b", 3, "no option has a cross"},
		{"# T\n\n- [x] a\n- [x] b", 4, "two options"},
		{"# T\n\n- [x] a\n- b", 4, "has no box"},
		{"# T\n\n- [x] a", 3, "there is 1 option: give 2 to 4"},
		{"# T\n\n- [x] a\n- [ ] b\n- [ ] c\n- [ ] d\n- [ ] e", 3, "there are 5 options"},
		{"# T\n\n- [x] a\n- [ ] b\n\nand\n\n- [x] c\n- [ ] d", 8, "asks one question"},
		{"# T\n\n- [x] a\n- [ ] b\n\n```nudge\nsettle\n```", 6, "before the answer"},
		{"# T\n\n```nudge\nsettle\n```\n\n- [x] a\n- [ ] b", 7, "cannot ask"},
		{"# T\n\n- [x] a\n- [ ] b", 3, "no card follows, so the answer is never shown"},
		{"# T\n\n- [x] a\n- [ ] b\n\n## Text\n\nonly", 3, "after the question comes a card that runs commands"},
		{"# T\n\n- [x] a\n- [ ] b\n\n## Run\n\n```nudge\nsettle\n```", 3, "and then one that tells"},
		{block("export y.csv"), 4, "export is not for lessons: a lesson may use set, go"},
		{block("sweep"), 4, "sweep is not for lessons"},
		{block("expect angle h1 <= 1"), 4, "no comparison"},
		{block("expect angle h1 <one"), 4, `"one" is not a number`},
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

// TestAllMistakes: those of a file are told at once, by line, a line each, at most
// twenty; the error by itself is one line.
func TestAllMistakes(t *testing.T) {
	_, err := Parse("mine.md", []byte("---\npreset: irs\n---\nfirst\n\n# A\n\n```nudge\nstpe 1\nnudge on\ngo there\n```\n\n## Q\n\n- [x] a\n- [x] b\n- c\n\n# B\n\n<script>\n"))
	var all Mistakes
	if !errors.As(err, &all) {
		t.Fatal(err)
	}
	var lines []int
	for _, m := range all {
		lines = append(lines, m.Line)
	}
	if want := []int{2, 4, 9, 11, 17, 18, 20, 22}; !slices.Equal(lines, want) {
		t.Errorf("mistakes in lines %v, want %v:\n%s", lines, want, strings.Join(all.Lines(), "\n"))
	}
	if !strings.HasSuffix(err.Error(), "(and 7 more)") || strings.Contains(err.Error(), "\n") {
		t.Errorf("the error by itself is %q", err)
	}
	_, err = Parse("mine.md", []byte("# T\n\n```nudge\n"+strings.Repeat("fly\n", 25)+"```\n"))
	if !errors.As(err, &all) || len(all.Lines()) != 21 || all.Lines()[20] != "mine.md has 5 mistakes more" {
		t.Errorf("of 25 mistakes are told\n%s", strings.Join(all.Lines(), "\n"))
	}
}

// TestExpectSpacing: blanks around a comparison are of no matter.
func TestExpectSpacing(t *testing.T) {
	for text, want := range map[string]string{"angle y <1": "under 1", "angle y>0.5": "over 0.5", "cost 0.14±0.01": "0.14 ± 0.01", "cost =-1e+2": "-100", "angle y < 1°": "under 1"} {
		if e, err := parseExpectation(strings.Fields(text)); err != nil || e.wanted() != want {
			t.Errorf("%s: %v, %q, want %q", text, err, e.wanted(), want)
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
		if _, err = l.Check(context.Background()); err == nil || !strings.Contains(err.Error(), says) || !strings.HasPrefix(err.Error(), "mine.md:") {
			t.Errorf("%q: %v, want %q", commands, err, says)
		}
	}
}
