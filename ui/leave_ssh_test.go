//go:build unix

package ui_test

import (
	"bufio"
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"charm.land/log/v2"

	"nudge/ui"
	"nudge/ui/classroom"
)

// A class with a mistake in it, see fault_test.go.
func init() {
	ui.Serve = func(ctx context.Context, begin ui.Options) error {
		signer, err := classroom.HostKey(filepath.Join(os.Getenv("HOME"), "key"), "")
		if err != nil {
			return err
		}
		logger := log.New(os.Stderr)
		server, err := classroom.New(classroom.Config{Signer: signer, MaxSessions: 4, Idle: time.Minute, FPS: 10, Begin: begin, Log: logger})
		if err != nil {
			return err
		}
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return err
		}
		logger.Info("listening", "address", l.Addr())
		return server.Serve(ctx, l)
	}
}

// house is a server in a process of its own.
type house struct {
	t    *testing.T
	cmd  *exec.Cmd
	port string
	mu   sync.Mutex
	log  strings.Builder
}

var listening = regexp.MustCompile(`127\.0\.0\.1:(\d+)`)

// openHouse starts a server, which has to end well with the test.
func openHouse(t *testing.T, path string, environ []string, args ...string) *house {
	t.Helper()
	if _, err := exec.LookPath("ssh"); err != nil {
		t.Skipf("the OpenSSH client is not installed: %v", err)
	}
	home := t.TempDir()
	h := &house{t: t, cmd: exec.Command(path, args...)}
	h.cmd.Env = append([]string{"HOME=" + home, "XDG_STATE_HOME=" + home, "PATH=" + os.Getenv("PATH"), "GORACE=atexit_sleep_ms=0"}, environ...)
	errs, err := h.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := h.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		for lines := bufio.NewScanner(errs); lines.Scan(); {
			h.mu.Lock()
			h.log.WriteString(lines.Text() + "\n")
			h.mu.Unlock()
		}
		_ = h.cmd.Wait()
		close(ended)
	}()
	t.Cleanup(func() {
		_ = h.cmd.Process.Signal(syscall.SIGTERM)
		select {
		case <-ended:
		case <-time.After(5 * time.Second):
			t.Errorf("the server does not end in 5 s:\n%s", h.said())
			_ = h.cmd.Process.Kill()
		}
	})
	h.logs("listening")
	h.port = listening.FindStringSubmatch(h.said())[1]
	return h
}

func (h *house) said() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.log.String()
}

// logs waits for the log to say something.
func (h *house) logs(says string) {
	h.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !strings.Contains(h.said(), says); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			h.t.Fatalf("the log never says %q:\n%s", says, h.said())
		}
	}
}

// enter opens a session with the real client, in a terminal of 80×24.
func (h *house) enter(t *testing.T, environ ...string) *terminal {
	t.Helper()
	s := open(t, "ssh", 80, 24, environ, "-F", "none", "-o", "SendEnv=LC_ALL", "-p", h.port, "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
		"-o", "LogLevel=ERROR", "-o", "IdentityAgent=none", "student@127.0.0.1")
	s.until("At rest")
	return s
}

// TestLeaveSSH: whoever ends it, the terminal of the client is as it was. A client
// that is ended itself sets its terminal right, and can tell it no more.
func TestLeaveSSH(t *testing.T) {
	hangsUp(t)
	path := program(t)
	probe := open(t, "true", 80, 24, nil)
	before := probe.stty()
	for _, way := range []struct {
		name string
		code int
		way  func(*house, *terminal) func()
		cut  bool
	}{
		{"q", 0, func(_ *house, s *terminal) func() { return s.types("q") }, false},
		{"ctrl+c", 0, func(_ *house, s *terminal) func() { return s.types("\x03") }, false},
		{"SIGTERM", 0, func(h *house, _ *terminal) func() { return func() { _ = h.cmd.Process.Signal(syscall.SIGTERM) } }, false},
		{"SIGHUP and SIGTERM", 0, func(h *house, _ *terminal) func() {
			return func() {
				_ = h.cmd.Process.Signal(syscall.SIGHUP)
				time.Sleep(10 * time.Millisecond)
				_ = h.cmd.Process.Signal(syscall.SIGTERM)
			}
		}, false},
		{"SIGHUP of the client", 255, func(_ *house, s *terminal) func() { return s.signals(syscall.SIGHUP) }, true},
		{"SIGTERM of the client", 255, func(_ *house, s *terminal) func() { return s.signals(syscall.SIGTERM) }, true},
	} {
		t.Run(way.name, func(t *testing.T) {
			within(t, func() time.Duration {
				h := openHouse(t, path, nil, "serve", "--listen", "127.0.0.1:0")
				s := h.enter(t)
				do := way.way(h, s)
				if !way.cut {
					return leaves(t, s, before, way.code, do)
				}
				began := time.Now()
				do()
				s.exits(way.code)
				if after := s.stty(); after != before {
					t.Errorf("stty was\n%sand is\n%s", before, after)
				}
				h.logs("the connection was cut")
				return time.Since(began)
			})
		})
	}
}

// TestLeaveInPanicSSH: a session that panics ends alone, with its terminal as it was;
// the log says what happened, and the class goes on.
func TestLeaveInPanicSSH(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	probe := open(t, "true", 80, 24, nil)
	before := probe.stty()
	for where, says := range map[string]string{
		"update": "a mistake in update", "view": "a mistake in view", "command": "a mistake in command",
		"chains": "nil pointer", "sweep": "nil pointer", "training": "a mistake in training",
	} {
		t.Run(where, func(t *testing.T) {
			h := openHouse(t, self, []string{"NUDGE_TEST_FAULT=" + where, "NUDGE_TEST_SERVE=yes"})
			other := h.enter(t)
			within(t, func() time.Duration {
				s := h.enter(t)
				took := leaves(t, s, before, 1, s.types("!"))
				if screen := s.text(); !strings.Contains(screen, "the others go on") {
					t.Errorf("the client is told:\n%s", screen)
				}
				return took
			})
			h.logs("a session failed by a mistake in nudge")
			h.logs(says)
			h.logs(".go:") // where
			h.logs("leave")
			other.typed("n..")
			other.until("reaches h1")
			next := h.enter(t)
			for _, s := range []*terminal{other, next} {
				s.typed("q")
				s.ends(0)
			}
		})
	}
}
