//go:build unix

package classroom_test

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// openSSH is the command line of the real client, which asks nothing and reads no
// configuration of whoever runs the tests.
func (s *server) openSSH(t *testing.T, program string, args ...string) *exec.Cmd {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("the OpenSSH client is not installed: %v", err)
	}
	_, port, err := net.SplitHostPort(s.addr)
	if err != nil {
		t.Fatal(err)
	}
	options := []string{"-F", "none", "-o", "Port=" + port, "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-o", "IdentityAgent=none", "-o", "ConnectTimeout=20", "-o", "NumberOfPasswordPrompts=1"}
	cmd := exec.Command(program, append(options, args...)...)
	cmd.Env = []string{"HOME=" + t.TempDir(), "TERM=xterm-256color", "PATH=" + os.Getenv("PATH")}
	return cmd
}

// sitting is somebody at a terminal who runs a client in it.
type sitting struct {
	t      *testing.T
	cmd    *exec.Cmd
	pty    *os.File
	tty    *os.File
	before *term.State
	screen *vt.SafeEmulator
	exited chan struct{}

	mu  sync.Mutex
	raw bytes.Buffer
}

// sit starts a client in a terminal of w×h cells.
func sit(t *testing.T, cmd *exec.Cmd, w, h int) *sitting {
	t.Helper()
	file, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	s := &sitting{t: t, cmd: cmd, pty: file, tty: tty, screen: vt.NewSafeEmulator(w, h), exited: make(chan struct{})}
	s.size(w, h)
	if s.before, err = term.GetState(tty.Fd()); err != nil {
		t.Fatal(err)
	}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = tty, tty, tty
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = io.Copy(io.MultiWriter(s, s.screen), file) }()
	go func() { _, _ = io.Copy(file, s.screen) }()
	go func() { _ = cmd.Wait(); close(s.exited) }()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-s.exited
		tty.Close()
		file.Close()
		if answers, ok := s.screen.InputPipe().(io.Closer); ok {
			_ = answers.Close()
		}
	})
	return s
}

// Write keeps what the client writes.
func (s *sitting) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.raw.Write(p)
}

func (s *sitting) said() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.raw.String()
}

// size tells the terminal a size, as a window does.
func (s *sitting) size(w, h int) {
	s.t.Helper()
	s.screen.Resize(w, h)
	if err := pty.Setsize(s.pty, &pty.Winsize{Rows: uint16(h), Cols: uint16(w)}); err != nil {
		s.t.Fatal(err)
	}
}

func (s *sitting) press(keys string) {
	s.t.Helper()
	if _, err := io.WriteString(s.pty, keys); err != nil {
		s.t.Fatal(err)
	}
}

func (s *sitting) text() string { return ansi.Strip(s.screen.Render()) }

// sees waits for the screen to say something.
func (s *sitting) sees(says string) {
	s.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !strings.Contains(s.text(), says); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			s.t.Fatalf("the screen never said %q:\n%s", says, s.text())
		}
	}
}

// ends waits for the client to end, and for the terminal to be as it was: within a
// second, where the machine is not busy.
func (s *sitting) ends(code int) {
	s.t.Helper()
	since := time.Now()
	select {
	case <-s.exited:
	case <-time.After(10 * time.Second):
		s.t.Fatalf("the client does not end:\n%s", s.text())
	}
	took := time.Since(since)
	s.t.Logf("ended after %v", took.Round(time.Millisecond))
	if got := s.cmd.ProcessState.ExitCode(); got != code {
		s.t.Errorf("exit code %d, want %d:\n%s", got, code, s.text())
	}
	time.Sleep(50 * time.Millisecond) // the last bytes are on their way
	s.restored()
}

var mode = regexp.MustCompile(`\x1b\[\?([0-9;]+)([hl])`)

// restored holds the terminal to what it was: no alternate screen, no mouse, the
// cursor, and the settings that stty prints.
func (s *sitting) restored() {
	s.t.Helper()
	on := map[string]bool{}
	for _, m := range mode.FindAllStringSubmatch(s.said(), -1) {
		for _, number := range strings.Split(m[1], ";") {
			on[number] = m[2] == "h"
		}
	}
	entered := strings.Contains(s.said(), "\x1b[?1049h")
	for _, number := range []string{"1049", "1000", "1002", "1003", "1006", "2004"} {
		if on[number] {
			s.t.Errorf("mode %s is still on", number)
		}
	}
	if entered && !on["25"] {
		s.t.Error("the cursor is still hidden")
	}
	if s.screen.IsAltScreen() {
		s.t.Error("the alternate screen was not left")
	}
	after, err := term.GetState(s.tty.Fd())
	if err != nil {
		s.t.Fatal(err)
	}
	if !reflect.DeepEqual(after, s.before) {
		s.t.Errorf("the settings of the terminal are not as before:\n%s\n%s", fmt.Sprint(*s.before), fmt.Sprint(*after))
	}
}
