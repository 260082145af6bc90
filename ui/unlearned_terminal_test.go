//go:build unix

package ui_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTerminalLearntByLesson: view 7 after a lesson's train says that the weights are
// learnt, and how the lesson goes on; so does the replay of it, without offering what
// a recording refuses.
func TestTerminalLearntByLesson(t *testing.T) {
	path, dir := program(t), t.TempDir()
	mine, file := filepath.Join(dir, "mine.md"), filepath.Join(dir, "x.rec")
	text := "# Mine\n\nBegins.\n\n## Learn\n\n```nudge\npreset xor\ntrain xor 300\nview learning\nexpect right > 0\n```\n\n## The end\n\nAll.\n"
	if err := os.WriteFile(mine, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	s := open(t, path, 80, 24, []string{"XDG_STATE_HOME=" + dir}, "--lesson", mine, "--record", file)
	s.until("Begins")
	s.typed("7")
	s.until("7 LEARNING")
	s.until("PgDn next card")
	s.until("o lessons")
	shown := s.text()
	if !strings.Contains(shown, "has no data to learn from") || strings.Contains(shown, "W learn") {
		t.Errorf("without data view 7 shows\n%s", shown)
	}
	s.typed("\x1b[6~")
	s.until("inputs answered right")
	s.until("These weights are learnt: W goes on from them.")
	shown = s.text()
	for _, want := range []string{"learnt 2-8-1", "PgDn next card", "PgUp back", "o lessons", "W learn"} {
		if !strings.Contains(shown, want) {
			t.Errorf("after the lesson learnt, view 7 lacks %q:\n%s", want, shown)
		}
	}
	s.typed("q")
	s.ends(0)

	s = open(t, path, 80, 24, []string{"XDG_STATE_HOME=" + dir}, "replay", file)
	s.until("REPLAY")
	s.typed("7")
	s.until("Nothing is learned up to here. A recording has the weights")
	s.typed("\x1b[F") // End
	s.until("REPLAY learnt 2-8-1")
	s.until("These weights are learnt. A recording has the weights")
	s.until(") next deed")
	s.until("w your own way")
	shown = s.text()
	if strings.Contains(shown, "W learn") || strings.Contains(shown, "one example") {
		t.Errorf("a replay offers what it refuses:\n%s", shown)
	}
	s.typed("\r")
	s.until("this is a recording: w goes on from here on your own")
	s.typed("w")
	s.until("These weights are learnt: W goes on from them.")
	s.until("W learn")
	s.typed("W")
	s.until("pass ")
	s.typed("q")
	s.ends(0)
}
