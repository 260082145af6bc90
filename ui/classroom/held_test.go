//go:build unix

package classroom_test

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// held is a server in a terminal of its own, whose log goes no further: it was held
// with ctrl+s, or is full.
func held(t *testing.T, hold func(master, tty *os.File)) *server {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	master, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	s := &server{t: t, addr: fmt.Sprint("127.0.0.1:", freePort(t)), ended: make(chan struct{}), cmd: exec.Command(self)}
	s.cmd.Args = []string{"nudge", "serve", "--listen", s.addr}
	s.cmd.Env = []string{"HOME=" + t.TempDir(), "PATH=" + os.Getenv("PATH")}
	s.cmd.Stdin, s.cmd.Stdout, s.cmd.Stderr = tty, tty, tty
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	hold(master, tty)
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { _ = s.cmd.Wait(); close(s.ended) }()
	t.Cleanup(func() {
		_ = s.cmd.Process.Kill()
		master.Close() // or what is held there would keep it
		tty.Close()
		<-s.ended
	})
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		conn, err := net.Dial("tcp", s.addr)
		if err == nil {
			conn.Close()
			return s
		}
		if time.Now().After(deadline) {
			t.Fatalf("the server does not listen: %v", err)
		}
	}
}

// TestHeld: a terminal of the server that takes nothing any more holds nobody up:
// who comes gets in, and SIGTERM ends all of them and the server.
func TestHeld(t *testing.T) {
	t.Parallel()
	for how, hold := range map[string]func(master, tty *os.File){
		"ctrl+s": func(master, _ *os.File) { _, _ = master.WriteString("\x13") },
		"full": func(_, tty *os.File) {
			go func() { _, _ = tty.Write(make([]byte, 1<<20)) }() // until the end
			time.Sleep(100 * time.Millisecond)
		},
	} {
		t.Run(how, func(t *testing.T) {
			s := held(t, hold)
			var class []*student
			for range 3 {
				st := s.join(t, 80, 24, true)
				st.sees("At rest")
				class = append(class, st)
			}
			class[0].press("q")
			class[0].leaves()
			began := time.Now()
			if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
			select {
			case <-s.ended:
			case <-time.After(10 * time.Second):
				t.Fatal("the server does not end")
			}
			if took, code := time.Since(began), s.cmd.ProcessState.ExitCode(); took > 5*time.Second || code != 130 {
				t.Errorf("it ends with %d after %v", code, took)
			}
			for _, st := range class[1:] {
				st.leaves()
				if !strings.Contains(st.text(), "class is over") {
					t.Errorf("one is not told:\n%s", st.text())
				}
			}
		})
	}
}
