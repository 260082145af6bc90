//go:build unix

package classroom_test

import (
	"io"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// entry is how long a client may take until it has a session, and what the tests
// add where the machine is busy.
const (
	entry = 20 * time.Second
	slack = 10 * time.Second
)

// TestHandshakeTime: who does not come in within twenty seconds is cut off,
// whatever they are waiting with.
func TestHandshakeTime(t *testing.T) {
	t.Parallel()
	s := serve(t)
	before := s.settled()
	silent, err := net.Dial("tcp", s.addr)
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	slow, err := net.Dial("tcp", s.addr)
	if err != nil {
		t.Fatal(err)
	}
	defer slow.Close()
	go func() {
		for _, err := io.WriteString(slow, "SSH-2.0-"); err == nil; time.Sleep(100 * time.Millisecond) {
			_, err = io.WriteString(slow, "s")
		}
	}()
	idle := s.dial(t) // comes in, and opens no session
	since := time.Now()
	for _, c := range []net.Conn{silent, slow} {
		_ = c.SetReadDeadline(since.Add(entry + slack))
		_, err := io.Copy(io.Discard, c)
		if timeout, ok := err.(net.Error); ok && timeout.Timeout() {
			t.Error("a handshake without end is not cut off")
		}
	}
	cut := make(chan error, 1)
	go func() { cut <- idle.Wait() }()
	select {
	case <-cut:
	case <-time.After(entry + slack):
		t.Error("a connection without a session stays")
	}
	s.back(before)
}

// deaf is a connection that can stop to listen.
type deaf struct {
	net.Conn
	stopped atomic.Bool
	closed  chan struct{}
}

func (d *deaf) Read(p []byte) (int, error) {
	if d.stopped.Load() {
		<-d.closed
		return 0, net.ErrClosed
	}
	return d.Conn.Read(p)
}

// stopReading is a student that stops to read: either the whole connection, or the
// session only. It opens a large window and makes the server draw until it is cut off.
func (s *server) stopReading(t *testing.T, whole bool, done chan<- struct{}) {
	defer func() { done <- struct{}{} }()
	conn, err := net.Dial("tcp", s.addr)
	if err != nil {
		t.Error(err)
		return
	}
	_ = conn.(*net.TCPConn).SetReadBuffer(4096)
	d := &deaf{Conn: conn, closed: make(chan struct{})}
	defer conn.Close()
	defer close(d.closed)
	c, chans, reqs, err := ssh.NewClientConn(d, s.addr, anyone())
	if err != nil {
		t.Error(err)
		return
	}
	session, err := ssh.NewClient(c, chans, reqs).NewSession()
	if err != nil {
		t.Error(err)
		return
	}
	keys, _ := session.StdinPipe()
	_, _ = session.StdoutPipe() // nobody reads it
	_ = session.RequestPty("xterm-256color", 100, 300, ssh.TerminalModes{})
	_ = session.Shell()
	d.stopped.Store(whole)
	for i := uint32(0); ; i++ {
		if _, err := session.SendRequest("window-change", false, ssh.Marshal(window{300 - i%7, 100, 0, 0})); err != nil {
			return
		}
		if _, err := io.WriteString(keys, "?"); err != nil { // opens the help, and closes it
			return
		}
		time.Sleep(60 * time.Millisecond)
	}
}
