//go:build unix

package ui_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// tmux runs a command on a server of its own, and is what it prints.
func tmux(t *testing.T, socket string, args ...string) string {
	t.Helper()
	cmd := exec.Command("tmux", append([]string{"-S", socket, "-f", os.DevNull}, args...)...)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "HOME="+t.TempDir())
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("tmux %q: %v\n%s", args, err, out)
	}
	return string(out)
}

// TestCopyThroughTmux presses C in a real tmux: the command is in its buffer, and
// what it opens, in a real shell, is the screen that was copied.
func TestCopyThroughTmux(t *testing.T) {
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("tmux is not installed")
	}
	path, socket := program(t), filepath.Join(t.TempDir(), "socket")
	tmux(t, socket, "new-session", "-d", "-x", "120", "-y", "40", path, "--temperature", "1e-4", "--chains", "20")
	t.Cleanup(func() { _ = exec.Command("tmux", "-S", socket, "kill-server").Run() })
	tmux(t, socket, "set-option", "-s", "set-clipboard", "on")
	until := func(says string) string {
		t.Helper()
		for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
			text := tmux(t, socket, "capture-pane", "-p")
			if strings.Contains(text, says) {
				return text
			}
			if time.Now().After(deadline) {
				t.Fatalf("the screen never said %q:\n%s", says, text)
			}
		}
	}
	until("Free phase")
	tmux(t, socket, "send-keys", "x")
	until("iris 2 ")
	tmux(t, socket, "send-keys", "G", "n", ".", ".", ".")
	until("frame +3 ")
	tmux(t, socket, "send-keys", "C")
	shown := until("copied: nudge ")
	line := strings.TrimSpace(tmux(t, socket, "show-buffer"))
	if want := "nudge --sample 2 --temperature 0.0001 --chains 20 --reference bptt --frame 3"; line != want {
		t.Fatalf("tmux has %q, want %q", line, want)
	}
	s := openShell(t, path, line)
	s.until("frame +3 ")
	for deadline := time.Now().Add(20 * time.Second); body(s.text()) != body(shown); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%s shows\n%s\nnot\n%s", line, body(s.text()), body(shown))
		}
	}
	s.typed("q")
	s.ends(0)
}

// openShell gives a line to a shell that has the program in its path, in a terminal
// like that of the test.
func openShell(t *testing.T, path, line string) *terminal {
	t.Helper()
	return open(t, "/bin/sh", 120, 40, []string{"PATH=" + filepath.Dir(path) + ":/usr/bin:/bin"}, "-c", line)
}

// body is a screen without what was said last, without how far each has been played,
// and without the spaces at the ends of its rows.
func body(screen string) string {
	var rows []string
	for _, row := range strings.Split(screen, "\n")[3:37] {
		rows = append(rows, strings.TrimRight(row, " "))
	}
	return strings.Join(rows, "\n")
}
