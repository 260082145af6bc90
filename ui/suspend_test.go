//go:build unix

package ui_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// job is the program as a job of a bash, in a terminal of 80×24.
type job struct {
	*terminal
	pid   int
	stops int // so far
}

func startJob(t *testing.T, path string) *job {
	t.Helper()
	s := open(t, "bash", 80, 24, []string{"PS1=ready> "}, "--norc", "--noprofile", "-i")
	s.until("ready>")
	file := filepath.Join(t.TempDir(), "pid")
	s.typed("sh -c 'echo $$ >" + file + "; exec " + path + "'\r")
	s.until("At rest")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	return &job{terminal: s, pid: pid}
}

// stopped waits for the shell to have its terminal back.
func (j *job) stopped() {
	j.t.Helper()
	j.stops++
	for deadline := time.Now().Add(20 * time.Second); strings.Count(j.written(), "Stopped") < j.stops; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			j.t.Fatalf("it does not stop:\n%s", j.text())
		}
	}
	if left := leftOn(j.written()); len(left) > 0 && !(len(left) == 1 && left["2004"]) { // bash itself reads with bracketed paste
		j.t.Errorf("while it is stopped these are on: %v", left)
	}
	if j.screen.IsAltScreen() {
		j.t.Error("while it is stopped the alternate screen is on")
	}
}

func (j *job) signal(s syscall.Signal) {
	j.t.Helper()
	if err := syscall.Kill(j.pid, s); err != nil {
		j.t.Fatal(err)
	}
}

// TestSuspend stops the program with ctrl+z and by a signal, changes the size
// meanwhile, and goes on.
func TestSuspend(t *testing.T) {
	j := startJob(t, program(t))
	j.typed("n..")
	j.until("reaches h1")
	j.typed("\x1a")
	j.stopped()
	j.screen.Resize(120, 40)
	if err := pty.Setsize(j.pty, &pty.Winsize{Rows: 40, Cols: 120}); err != nil {
		t.Fatal(err)
	}
	j.typed("fg\r")
	j.until("reaches h1")
	j.until("SCATTER") // which has room at this size only
	j.whole()
	j.signal(syscall.SIGTSTP)
	j.stopped()
	j.typed("fg\r")
	j.until("reaches h1")
	j.whole()
	j.typed(" ")
	j.until("PLAYING")
	j.typed("\x1a")
	j.stopped()
	j.typed("fg\r")
	j.until("PLAYING") // it goes on as it was
	j.until("All layers are reached")
	for _, over := range []struct{ key, says string }{{"?", "search:"}, {":", "take it"}, {"o", "Enter open"}} {
		j.typed(over.key)
		j.until(over.says)
		j.typed("\x1a")
		j.stopped()
		j.typed("fg\r")
		j.until(over.says)
		j.typed("\x1b")
		j.untilGone(over.says)
	}
	j.typed("q")
	j.until("ready>")
	j.typed("exit\r")
	j.ends(0)
}

// TestStopped: a stop that cannot be caught leaves the shell as it can; the screen
// is whole again after it.
func TestStopped(t *testing.T) {
	j := startJob(t, program(t))
	j.signal(syscall.SIGSTOP)
	j.until("Stopped")
	j.typed("echo this is not of the program\r")
	time.Sleep(100 * time.Millisecond)
	j.typed("fg\r")
	j.until("At rest")
	j.untilGone("not of the program")
	j.whole()
	j.typed("n.")
	j.until("Frame 1")
	j.typed("q")
	j.until("ready>")
	j.typed("exit\r")
	j.ends(0)
}

// whole checks that the screen has its first and its last line and nothing of the
// shell.
func (j *job) whole() {
	j.t.Helper()
	for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		text := j.text()
		if j.screen.IsAltScreen() && strings.Contains(text, "4-8-6-3") && strings.Contains(text, "quit") && !strings.Contains(text, "ready>") && !strings.Contains(text, "Stopped") {
			return
		}
		if time.Now().After(deadline) {
			j.t.Fatalf("the screen is not whole:\n%s", text)
		}
	}
}

// TestSuspendAlone: without a shell that could go on with it the program does not
// stop, neither by a key nor by a signal.
func TestSuspendAlone(t *testing.T) {
	s := open(t, program(t), 80, 24, nil)
	s.until("At rest")
	s.typed("\x1a")
	s.until("no shell")
	if err := s.cmd.Process.Signal(syscall.SIGTSTP); err != nil {
		t.Fatal(err)
	}
	s.typed("n.")
	s.until("Frame 1")
	s.typed("q")
	s.ends(0)
}

// TestSuspendTmux is TestSuspend in tmux.
func TestSuspendTmux(t *testing.T) {
	m := openTmux(t)
	before := m.modes()
	pid := m.starts(program(t))
	m.keys("n", ".", ".")
	m.until("reaches h1")
	for _, stop := range []func(){func() { m.keys("C-z") }, func() { _ = syscall.Kill(pid, syscall.SIGTSTP) }} {
		stop()
		m.until("Stopped")
		if modes := m.modes(); modes != before {
			t.Errorf("while it is stopped tmux has %s, not %s", modes, before)
		}
		m.do("resize-window", "-x", "120", "-y", "40")
		m.keys("clear; fg", "Enter") // the next stop is told anew
		m.until("reaches h1")
		m.until("SCATTER")
		if screen := m.text(); strings.Contains(screen, "Stopped") || !strings.Contains(screen, "quit") {
			t.Errorf("the screen is not whole:\n%s", screen)
		}
	}
	m.keys("q")
	m.until("sh -c") // on the screen of the shell
}
