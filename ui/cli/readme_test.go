//go:build !race

package cli

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestReadmeTranscripts runs every `$ nudge …` of the README and compares what
// it prints with what stands under it. A line … stands for any lines. Trainings
// take ten times as long under the race detector, and others run them there.
func TestReadmeTranscripts(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir()) // for what the commands write
	transcripts := 0
	lines := strings.Split(string(readme), "\n")
	for i := 0; i < len(lines); i++ {
		input, command, ok := typed(lines[i])
		if !ok {
			continue
		}
		end := i + 1
		for end < len(lines) && (lines[end] == "" || strings.HasPrefix(lines[end], "    ") && !strings.HasPrefix(lines[end], "    $ ")) {
			end++
		}
		var want []string
		for _, line := range lines[i+1 : end] {
			want = append(want, strings.TrimPrefix(line, "    "))
		}
		for len(want) > 0 && want[len(want)-1] == "" {
			want = want[:len(want)-1]
		}
		transcripts++
		t.Run(command, func(t *testing.T) { transcript(t, input, strings.Fields(command), want) })
	}
	if transcripts < 3 {
		t.Errorf("the README has %d transcripts, want at least 3", transcripts)
	}
}

// typed takes a line apart that runs nudge, alone or behind a printf.
func typed(line string) (input, command string, ok bool) {
	if command, ok = strings.CutPrefix(line, "    $ nudge "); ok {
		return "", command, true
	}
	if line, ok = strings.CutPrefix(line, "    $ printf '"); ok {
		input, command, ok = strings.Cut(line, "' | nudge ")
	}
	return strings.ReplaceAll(input, `\n`, "\n"), command, ok
}

func transcript(t *testing.T, input string, args, want []string) {
	var out, errs bytes.Buffer
	if code := Main(args, strings.NewReader(input), &out, &errs); code != 0 {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	got := strings.Split(strings.TrimRight(out.String(), "\n"), "\n")
	if out.Len() == 0 {
		got = nil
	}
	for i, line := range got {
		got[i] = strings.TrimRight(line, " ")
	}
	if diff := cmp.Diff(want, elide(got, want)); diff != "" {
		t.Errorf("the README says (-) what is not printed (+):\n%s", diff)
	}
}

// elide replaces by … the lines of got that the README leaves out.
func elide(got, want []string) []string {
	for i, line := range want {
		if line == "…" && i <= len(got) {
			rest := len(want) - i - 1
			if len(got)-rest < i {
				return got
			}
			return append(append(append([]string{}, got[:i]...), "…"), got[len(got)-rest:]...)
		}
	}
	return got
}
