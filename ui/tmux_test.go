//go:build unix

package ui_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// shellPane is a bash in a tmux of its own, 80×24.
type shellPane struct {
	t      *testing.T
	folder string // of its socket, and where the bash is
	env    []string
}

func openTmux(t *testing.T, environ ...string) *shellPane {
	t.Helper()
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("there is no tmux")
	}
	folder, err := os.MkdirTemp("", "nudge") // the path of a socket must be short
	if err != nil {
		t.Fatal(err)
	}
	m := &shellPane{t: t, folder: folder, env: append(os.Environ(), append([]string{"TERM=xterm-256color", "HOME=" + folder, "PS1=> "}, environ...)...)}
	t.Cleanup(func() {
		_ = m.command("kill-server").Run()
		_ = os.RemoveAll(folder)
	})
	m.do("new-session", "-d", "-x", "80", "-y", "24", "-c", folder, "bash", "--norc", "--noprofile", "-i")
	m.until(">")
	return m
}

func (m *shellPane) command(args ...string) *exec.Cmd {
	c := exec.Command("tmux", append([]string{"-f", "/dev/null", "-S", filepath.Join(m.folder, "s")}, args...)...)
	c.Env = m.env
	return c
}

func (m *shellPane) do(args ...string) string {
	m.t.Helper()
	out, err := m.command(args...).CombinedOutput()
	if err != nil {
		m.t.Fatalf("tmux %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// keys presses keys as tmux names them; a line of text is typed as it is.
func (m *shellPane) keys(keys ...string) {
	m.t.Helper()
	m.do(append([]string{"send-keys"}, keys...)...)
}

func (m *shellPane) text() string { return m.do("capture-pane", "-p") }

func (m *shellPane) until(says string) {
	m.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !strings.Contains(m.text(), says); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			m.t.Fatalf("tmux never showed %q:\n%s", says, m.text())
		}
	}
}

// modes is what tmux knows to be switched on by a program.
func (m *shellPane) modes() string {
	m.t.Helper()
	return strings.TrimSpace(m.do("display-message", "-p", "alternate #{alternate_on} mouse #{mouse_any_flag}#{mouse_button_flag}#{mouse_sgr_flag} cursor #{cursor_flag} keypad #{keypad_flag}#{keypad_cursor_flag}"))
}

// starts runs a program from the shell, and says then how it ended; its process id
// comes back.
func (m *shellPane) starts(path string) int {
	m.t.Helper()
	m.keys("stty -a >before; sh -c 'echo $$ >pid; exec "+path+"'; echo exit=$?; stty -a >after; echo whole=$(cmp before after && echo yes)", "Enter")
	m.until("At rest")
	text, err := os.ReadFile(filepath.Join(m.folder, "pid"))
	if err != nil {
		m.t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		m.t.Fatal(err)
	}
	return pid
}

func TestLeaveTmux(t *testing.T) {
	hangsUp(t)
	path := program(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, way := range []exit{
		{"q", path, "", 0, "q", 0, ""},
		{"ctrl+c", path, "", 0, "C-c", 0, ""},
		{"SIGTERM", path, "", 130, "", syscall.SIGTERM, ""},
		{"SIGHUP", path, "", 130, "", syscall.SIGHUP, ""},
		{"panic in update", self, "update", 1, "!", 0, "a mistake in update"},
		{"panic in view", self, "view", 1, "!", 0, "a mistake in view"},
		{"panic in a goroutine", self, "sweep", 1, "!", 0, "nil pointer"},
	} {
		t.Run(way.name, func(t *testing.T) { within(t, func() time.Duration { return way.take(t) }) })
	}
}

// exit is a way out of a program in tmux.
type exit struct {
	name, path, fault string
	code              int
	keys              string
	signal            syscall.Signal
	says              string
}

// take goes that way, and returns how long it took.
func (way exit) take(t *testing.T) time.Duration {
	t.Helper()
	m := openTmux(t, "NUDGE_TEST_FAULT="+way.fault)
	before := m.modes()
	pid := m.starts(way.path)
	if m.modes() == before {
		t.Fatal("the program switches nothing, so this test tests nothing")
	}
	began := time.Now()
	if way.signal != 0 {
		if err := syscall.Kill(pid, way.signal); err != nil {
			t.Fatal(err)
		}
	} else {
		m.keys(way.keys)
	}
	m.until(fmt.Sprintf("exit=%d", way.code))
	took := time.Since(began)
	m.until("whole=yes")
	if after := m.modes(); after != before {
		t.Errorf("tmux had %s and has %s", before, after)
	}
	if screen := m.text(); !strings.Contains(screen, way.says) {
		t.Errorf("it does not say %q:\n%s", way.says, screen)
	}
	return took
}

// TestTmuxGone: without SIGHUP too, a program does not outlive its pane or its
// tmux.
func TestTmuxGone(t *testing.T) {
	path := program(t)
	for _, end := range []string{"kill-pane", "kill-server"} {
		t.Run(end, func(t *testing.T) {
			m := openTmux(t)
			m.keys(`trap "" HUP`, "Enter")
			pid := m.starts(path)
			m.keys("n", "Space")
			m.until("PLAYING")
			m.do(end)
			for deadline := time.Now().Add(3 * time.Second); syscall.Kill(pid, 0) == nil; time.Sleep(20 * time.Millisecond) {
				if time.Now().After(deadline) {
					_ = syscall.Kill(pid, syscall.SIGKILL)
					t.Fatal("it is still there after 3 s")
				}
			}
		})
	}
}
