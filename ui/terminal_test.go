//go:build unix

package ui_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// terminal is the program in a real pseudo-terminal, with a screen that reads
// what it writes.
type terminal struct {
	t      *testing.T
	cmd    *exec.Cmd
	pty    *os.File
	screen *vt.SafeEmulator
	exited chan error

	mu     sync.Mutex
	output []byte
}

// Write keeps what the program writes and shows it on the screen.
func (s *terminal) Write(p []byte) (int, error) {
	s.mu.Lock()
	s.output = append(s.output, p...)
	s.mu.Unlock()
	return s.screen.Write(p)
}

// written is all that the program has written.
func (s *terminal) written() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return string(s.output)
}

// program builds nudge once for the tests of this file.
func program(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "nudge")
	build := exec.Command("go", "build", "-o", path, "nudge")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return path
}

// open starts the program in a terminal of w×h cells.
func open(t *testing.T, path string, w, h int, environ []string, args ...string) *terminal {
	t.Helper()
	return openSized(t, path, w, h, &pty.Winsize{Rows: uint16(h), Cols: uint16(w)}, environ, args...)
}

// openSized is open, with a terminal that says another size.
func openSized(t *testing.T, path string, w, h int, size *pty.Winsize, environ []string, args ...string) *terminal {
	t.Helper()
	cmd := exec.Command(path, args...)
	cmd.Env = append([]string{"TERM=xterm-256color", "COLORTERM=truecolor", "HOME=" + t.TempDir(), "PATH=" + os.Getenv("PATH"), "NUDGE_TEST_FAULT=" + os.Getenv("NUDGE_TEST_FAULT"), "GORACE=atexit_sleep_ms=0"}, environ...)
	file, err := pty.StartWithSize(cmd, size)
	if err != nil {
		t.Fatal(err)
	}
	file = closable(t, file)
	s := &terminal{t: t, cmd: cmd, pty: file, screen: vt.NewSafeEmulator(w, h), exited: make(chan error, 1)}
	go func() { _, _ = io.Copy(s, file) }()
	go func() { _, _ = io.Copy(file, s.screen) }() // the answers to the program's questions
	go func() { s.exited <- cmd.Wait() }()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = file.Close()
		// The emulator's own Close would race with the goroutine that reads it.
		if answers, ok := s.screen.InputPipe().(io.Closer); ok {
			_ = answers.Close()
		}
	})
	return s
}

// closable is the same file, but one whose Close does not wait for a read.
func closable(t *testing.T, file *os.File) *os.File {
	t.Helper()
	fd, err := syscall.Dup(int(file.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	syscall.CloseOnExec(fd) // or the next program would hold this terminal open
	if err := errors.Join(syscall.SetNonblock(fd, true), file.Close()); err != nil {
		t.Fatal(err)
	}
	return os.NewFile(uintptr(fd), file.Name())
}

// text is the screen without colour. Only Render looks at the cells under the
// emulator's lock.
func (s *terminal) text() string { return ansi.Strip(s.screen.Render()) }

// until waits for the screen to say something.
func (s *terminal) until(says string) {
	s.t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for !strings.Contains(s.text(), says) {
		if time.Now().After(deadline) {
			s.t.Fatalf("the screen never said %q:\n%s", says, s.text())
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// untilGone waits for the screen to say something no more.
func (s *terminal) untilGone(said string) {
	s.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); strings.Contains(s.text(), said); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			s.t.Fatalf("the screen still says %q:\n%s", said, s.text())
		}
	}
}

func (s *terminal) typed(keys string) {
	s.t.Helper()
	if _, err := io.WriteString(s.pty, keys); err != nil {
		s.t.Fatal(err)
	}
}

// ends waits for the program to leave, with the alternate screen gone.
func (s *terminal) ends(code int) {
	s.t.Helper()
	s.exits(code)
	time.Sleep(50 * time.Millisecond) // the last bytes are on their way to the screen
	if s.screen.IsAltScreen() {
		s.t.Error("the alternate screen was not left")
	}
}

// exits waits for the program to end.
func (s *terminal) exits(code int) {
	s.t.Helper()
	select {
	case <-s.exited:
	case <-time.After(10 * time.Second):
		s.t.Fatalf("the program did not end:\n%s", s.text())
	}
	if got := s.cmd.ProcessState.ExitCode(); got != code {
		s.t.Errorf("exit code %d, want %d", got, code)
	}
}

func TestTerminalSession(t *testing.T) {
	path := program(t)
	for _, size := range []struct{ w, h int }{{80, 24}, {120, 40}, {200, 60}} {
		t.Run(fmt.Sprintf("%dx%d", size.w, size.h), func(t *testing.T) {
			s := open(t, path, size.w, size.h, nil)
			s.until("At rest")
			s.typed("n")
			s.until("nothing has moved yet")
			s.typed("..")
			s.until("reaches h1")
			s.typed("\x1b[C")
			s.until("reaches h2")
			s.typed("?")
			s.until("search:")
			s.typed("\x1b") // with what follows too soon it is another key
			s.untilGone("search:")
			s.until("reaches h2")
			s.screen.Resize(100, 30) // as a terminal does, before it tells the program
			if err := pty.Setsize(s.pty, &pty.Winsize{Rows: 30, Cols: 100}); err != nil {
				t.Fatal(err)
			}
			s.typed(" ")
			s.until("PLAYING")
			s.typed(" ")
			s.until("PAUSED")
			s.typed("q")
			s.ends(0)
		})
	}
}

// coloured matches an escape sequence that sets a colour.
var coloured = regexp.MustCompile(`\x1b\[([0-9;:]*[;:])?([34][0-8]|9[0-7]|10[0-7])[;:m]`)

func TestTerminalWithoutColour(t *testing.T) {
	path := program(t)
	s := open(t, path, 80, 24, nil)
	s.until("At rest")
	if !coloured.MatchString(s.screen.Render()) {
		t.Fatal("without NO_COLOR there is no colour either, so this test tests nothing")
	}
	s.typed("q")
	s.ends(0)
	for _, value := range []string{"1", "yes", "0"} {
		s := open(t, path, 80, 24, []string{"NO_COLOR=" + value})
		s.until("At rest")
		if colour := coloured.FindString(s.screen.Render()); colour != "" {
			t.Fatalf("NO_COLOR=%s: the screen has the colour %q", value, colour)
		}
		s.typed("q")
		s.ends(0)
	}
}

func TestTerminalSignals(t *testing.T) {
	path := program(t)
	s := open(t, path, 80, 24, nil)
	s.until("At rest")
	s.typed("\x03")
	s.ends(0)
	s = open(t, path, 80, 24, nil)
	s.until("At rest")
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	s.ends(130)
}
