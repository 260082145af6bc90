//go:build unix

package ui_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// runs runs the program without a terminal.
func runs(t *testing.T, path string, args ...string) (out, warned string) {
	t.Helper()
	c := exec.Command(path, args...)
	var o, e bytes.Buffer
	c.Stdout, c.Stderr = &o, &e
	if err := c.Run(); err != nil {
		t.Fatalf("nudge %v: %v\n%s", args, err, e.String())
	}
	return o.String(), e.String()
}

// TestRecordInTerminal: what is recorded in a real terminal is, in the digits of
// nudge run, what nudge run prints, and shown again in a real terminal.
func TestRecordInTerminal(t *testing.T) {
	path := program(t)
	file := filepath.Join(t.TempDir(), "session.ndjson")
	s := open(t, path, 80, 24, nil, "--record", file)
	s.until("REC")
	s.typed("n")
	s.until("nothing has moved yet")
	s.typed("....")
	s.until("frame +4")
	live := s.text()
	s.typed("q")
	s.ends(0)
	for _, format := range []string{"ndjson", "csv", "table"} {
		want, _ := runs(t, path, "run", "--frames", "4", "--format", format)
		got, warned := runs(t, path, "replay", "--format", format, file)
		if got != want || warned != "" {
			t.Errorf("replay prints, as %s,\n%s%s\nand run\n%s", format, warned, got, want)
		}
	}
	s = open(t, path, 80, 24, nil, "replay", file)
	s.until("REPLAY")
	s.typed(").")
	s.until("frame +1")
	s.typed("...")
	s.until("frame +4")
	if got, want := middle(s.text()), middle(live); got != want {
		t.Errorf("the replay shows\n%s\nand the session was\n%s", got, want)
	}
	s.typed("q")
	s.ends(0)

	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s = open(t, path, 200, 24, nil, "--record", file)
	s.until("choose another name, or delete it")
	s.ends(2)
	if after, err := os.ReadFile(file); err != nil || !bytes.Equal(after, before) {
		t.Errorf("a recording that was there is not left alone: %v", err)
	}
}

// middle is the rows of the views, at 80×24: those below the timeline and above the knobs.
func middle(screen string) string {
	rows := strings.Split(screen, "\n")
	return strings.Join(rows[2:min(len(rows), 21)], "\n")
}

// TestKilledWhileRecording: a program that is killed at any moment leaves what was
// done until then.
func TestKilledWhileRecording(t *testing.T) {
	path := program(t)
	for i, pause := range []time.Duration{0, 20 * time.Millisecond, 150 * time.Millisecond} {
		file := filepath.Join(t.TempDir(), "session.ndjson")
		s := open(t, path, 80, 24, nil, "--record", file, "--preset", "lesson")
		s.until("At rest")
		s.typed("n")
		s.until("nothing has moved yet")
		s.typed(strings.Repeat(".k.j", 100))
		time.Sleep(pause)
		if err := s.cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		<-s.exited
		text, _ := runs(t, path, "replay", file)
		if !strings.Contains(text, "nudge on") {
			t.Errorf("killed after %v, the recording says\n%s", pause, text)
		}
		if i > 0 {
			continue
		}
		whole, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, whole[:len(whole)-7], 0o644); err != nil {
			t.Fatal(err)
		}
		if _, warned := runs(t, path, "replay", file); !regexp.MustCompile(`last line .* cut short`).MatchString(warned) {
			t.Errorf("of a line that is cut short it says %q", warned)
		}
	}
}

// TestKilledWhilePlaying: of frames that were passing by, no more than about the last
// second is lost.
func TestKilledWhilePlaying(t *testing.T) {
	path := program(t)
	file := filepath.Join(t.TempDir(), "session.ndjson")
	s := open(t, path, 80, 24, nil, "--record", file, "--preset", "lesson")
	s.until("At rest")
	s.typed("n ")
	s.until("PLAYING")
	time.Sleep(5 * time.Second)
	shown := regexp.MustCompile(`frame \+(\d+)`).FindStringSubmatch(s.text())
	if err := s.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-s.exited
	text, _ := runs(t, path, "replay", file)
	kept := regexp.MustCompile(`played to frame (\d+)`).FindStringSubmatch(text)
	if shown == nil || kept == nil {
		t.Fatalf("the screen was\n%s\nand the recording is\n%s", s.text(), text)
	}
	last, _ := strconv.Atoi(shown[1])
	if n, _ := strconv.Atoi(kept[1]); n < last-50 || n < 20 {
		t.Errorf("killed at frame %d, the recording goes to frame %d", last, n)
	}
}

// TestRecordOnFullDisk: a device that takes nothing is said on the screen, and the
// session goes on.
func TestRecordOnFullDisk(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("no /dev/full here")
	}
	path := program(t)
	s := open(t, path, 80, 24, nil, "--record", "/dev/full")
	s.until("the recording ends here")
	s.until("no space left")
	s.typed("n.")
	s.until("frame +1")
	s.untilGone("the recording ends here")
	s.typed("q")
	s.ends(1)
}
