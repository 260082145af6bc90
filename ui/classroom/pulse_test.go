//go:build unix

package classroom_test

import (
	"io"
	"net"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// TestHung: a client that hangs, as one does whose laptop sleeps, is cut off, paused
// or playing: its seat is free, and the presenter who comes again leads. Who answers
// stays, though nobody presses a key.
func TestHung(t *testing.T) {
	t.Parallel()
	s := start(t, hasty, "--follow", "--max-sessions", "3")
	before := s.settled()
	teacher := sit(t, s.openSSH(t, "ssh", "-l", "teacher", "127.0.0.1"), 80, 24)
	teacher.sees("At rest")
	teacher.press("n")
	stopped := sit(t, s.openSSH(t, "ssh", host), 80, 24)
	stopped.sees("FOLLOWING")
	quiet := s.join(t, 80, 24, true)
	quiet.sees("FOLLOWING")
	stop := func(at *sitting) {
		if err := at.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
			t.Fatal(err)
		}
	}
	stop(stopped)
	s.logs("leave", "session=2", "the client no longer answers")
	teacher.sees("CLASS 1")
	teacher.press(" ") // plays on into a terminal that takes nothing
	teacher.sees("PLAYING")
	stop(teacher)
	s.logs("leave", "session=1", "the client no longer answers", "presenter=true")
	quiet.sees("PRESENTER LEFT")
	again := sit(t, s.openSSH(t, "ssh", "-l", "teacher", "127.0.0.1"), 80, 24)
	again.sees("CLASS 1")
	again.press("x")
	quiet.sees("FOLLOWING")
	quiet.press("q")
	quiet.leaves()
	again.press("q")
	again.ends(0)
	s.back(before)
}

// TestMute: a client that types and reads, and never answers whether it is there, is
// cut off as well, and nothing is left of it.
func TestMute(t *testing.T) {
	t.Parallel()
	s := start(t, hasty)
	before := s.settled()
	conn, err := net.Dial("tcp", s.addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	c, chans, _, err := ssh.NewClientConn(conn, s.addr, anyone())
	if err != nil {
		t.Fatal(err)
	}
	session, err := ssh.NewClient(c, chans, make(chan *ssh.Request)).NewSession()
	if err != nil {
		t.Fatal(err)
	}
	keys, _ := session.StdinPipe()
	session.Stdout = io.Discard
	_ = session.RequestPty("xterm-256color", 24, 80, ssh.TerminalModes{})
	_ = session.Shell()
	since := time.Now()
	for err == nil && time.Since(since) < 20*time.Second {
		_, err = io.WriteString(keys, ".")
		time.Sleep(50 * time.Millisecond)
	}
	if took := time.Since(since); err == nil || took < 2*time.Second {
		t.Errorf("after %v: %v", took, err)
	}
	s.logs("leave", "the client no longer answers")
	if strings.Contains(s.said(), "refuse") {
		t.Errorf("the log says:\n%s", s.said())
	}
	s.back(before)
}
