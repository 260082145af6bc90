package ui

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"nudge/dynamics"
	"nudge/model"
)

// copied presses C and is what comes to the clipboard, "" for nothing.
func copied(a *App) string {
	_, cmd := a.Update(keyMsg("C"))
	if cmd == nil {
		return ""
	}
	if _, cmd = a.Update(cmd()); cmd == nil {
		return ""
	}
	return fmt.Sprint(cmd())
}

// sessions are what a user did, and the command that says it.
var sessions = []struct{ does, command string }{
	{"", "nudge"},
	{"n . . .", "nudge --frame 3"},
	{"n", "nudge --frame 0"},
	{". . . . .", "nudge --free 5"},
	{". . n L", "nudge --free 2 --frame 10"},
	{"up n . .", "nudge --beta 0.1258925411794167 --frame 2"},
	{"i n .", "nudge --beta -0.1 --frame 1"},
	{"0 n .", "nudge --beta 0 --frame 1"},
	{"c n . . G", "nudge --nudge kick --reference bptt --frame 2"},
	{"x y n . .", "nudge --sample 2 --target 2 --frame 2"},
	{"R n . . D", "nudge --seed 2 --estimator window --frame 2"},
	{":set temperature 1e-4 :set chains 20 r n . .", "nudge --temperature 0.0001 --chains 20 --frame 2"},
	{":set temperature 1e-4 r , , , . . . . . n . .", "nudge --temperature 0.0001 --free 2 --frame 2"},
	{"n . . up u .", "nudge --frame 3"},
}

// do presses keys with spaces between; what begins with : is a line to its end.
func do(a *App, keys string) {
	for word := ""; keys != ""; {
		if strings.HasPrefix(keys, ":set ") {
			parts := strings.SplitN(keys, " ", 4)
			say(a, strings.Join(parts[:3], " ")[1:])
			keys = strings.Join(parts[3:], " ")
			continue
		}
		word, keys, _ = strings.Cut(keys, " ")
		press(a, word)
	}
}

func TestCopiedCommand(t *testing.T) {
	for _, s := range sessions {
		a := start(t, model.Iris(), Dark)
		size(a, 80, 24)
		if do(a, s.does); a.goal != nil {
			t.Fatal("it still computes")
		}
		if got := copied(a); got != s.command {
			t.Errorf("after %q the command is %q, want %q\n%s", s.does, got, s.command, a.notice.Text)
		}
		if !strings.Contains(screenOf(a), "copied: "+s.command+" ") {
			t.Errorf("after %q the screen does not say the command", s.does)
		}
	}
}

// TestNotCopied: what no command says is said, and what keeps it.
func TestNotCopied(t *testing.T) {
	for does, says := range map[string]string{
		"n . . up .":              "nudge strength β was turned at frame 2; E keeps its numbers",
		". n . , ,":               "it is before the nudge",
		"n . . f":                 "the run came to rest on another way, if only by rounding",
		"n . . . n . . n .":       "the nudge went off at frame",
		":set gain 1.3 n . . . .": "the run came to rest on another way",
	} {
		a := start(t, model.Iris(), Dark)
		size(a, 80, 24)
		do(a, does)
		if got := copied(a); got != "" || !strings.Contains(a.notice.Text, says) {
			t.Errorf("after %q %q is copied, and it says %q, want %q", does, got, a.notice.Text, says)
		}
	}
}

// TestCopiedLate: a command that was tried for another frame is not copied any more.
func TestCopiedLate(t *testing.T) {
	a := start(t, model.Iris(), Dark)
	size(a, 80, 24)
	_, first := a.Update(keyMsg("C"))
	press(a, "n", ".")
	_, second := a.Update(keyMsg("C"))
	if _, cmd := a.Update(first()); cmd != nil {
		t.Error("an older command is copied")
	}
	_, cmd := a.Update(second())
	if cmd == nil || fmt.Sprint(cmd()) != "nudge --frame 1" {
		t.Error("the newest command is not copied")
	}
}

// TestCopiedGiven: what the user's environment gives is in the command, default or
// not, and a guest may copy.
func TestCopiedGiven(t *testing.T) {
	a := start(t, model.Iris(), Dark)
	size(a, 80, 24)
	a.given, a.guest = []string{"beta", "preset", "network"}, true
	press(a, "n")
	if got, want := copied(a), "nudge --preset iris --beta 0.1 --frame 0"; got != want {
		t.Errorf("%q is copied, want %q", got, want)
	}
}

// TestCopiedRuns gives the copied commands to a shell: nudge run prints the frame
// that was on the screen, to the byte.
func TestCopiedRuns(t *testing.T) {
	bin, dir := built(t), t.TempDir()
	for _, s := range sessions {
		a := start(t, model.Iris(), Dark)
		size(a, 80, 24)
		do(a, s.does)
		asShell(t, bin, a, copied(a))
	}
	net, err := model.Iris().Draw(3)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "it's a $net; rm *.json")
	if err := net.Save(path); err != nil {
		t.Fatal(err)
	}
	source, err := dynamics.FromFile(path)
	if err != nil {
		t.Fatal(err)
	}
	a, err := New(Options{Source: source, Settings: dynamics.Settings{Knobs: dynamics.DefaultKnobs(), Seed: 1, Sample: 1}})
	if err != nil {
		t.Fatal(err)
	}
	size(a, 80, 24)
	press(a, "n", ".", ".", ".")
	asShell(t, bin, a, copied(a))
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if got := copied(a); got != "" || !strings.Contains(a.notice.Text, "in no file") {
		t.Errorf("a network without a file: %q is copied, and it says %q", got, a.notice.Text)
	}
}

// asShell runs a copied command for its numbers.
func asShell(t *testing.T, bin string, a *App, line string) {
	t.Helper()
	line, frame, nudged := strings.Cut(line, " --frame ")
	if !nudged {
		return // nudge run nudges always
	}
	frames, err := strconv.Atoi(frame)
	if err != nil {
		t.Fatal(err)
	}
	line = strings.Replace(line, "nudge", "nudge run --format ndjson --frames "+frame, 1)
	cmd := exec.Command("sh", "-c", line)
	cmd.Env = []string{"PATH=" + bin + string(filepath.ListSeparator) + os.Getenv("PATH"), "HOME=" + t.TempDir()}
	got, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	lines, want := bytes.Split(bytes.TrimSpace(got), []byte("\n")), bytes.Split(bytes.TrimSpace(frameText(&a.frame)), []byte("\n"))
	if len(lines) != frames+1 || !bytes.Equal(lines[0], want[0]) || frames > 0 && !bytes.Equal(lines[frames], want[1]) {
		t.Errorf("%s prints another run:\n%s\nwant\n%s", line, lines[len(lines)-1], want[1])
	}
}
