//go:build unix

package classroom_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"golang.org/x/crypto/ssh"
)

// student is a client that looks at the visualizer.
type student struct {
	t       testing.TB
	client  *ssh.Client
	session *ssh.Session
	keys    io.WriteCloser
	screen  *vt.SafeEmulator // nil for one that only counts
	since   time.Time        // when it began to connect

	mu    sync.Mutex
	head  bytes.Buffer // what came first
	first time.Duration
	bytes int
	last  time.Time
	gap   time.Duration // the longest time without a byte
	gone  chan struct{}
}

// anyone is who comes in where everyone may.
func anyone() *ssh.ClientConfig {
	return &ssh.ClientConfig{User: "student", HostKeyCallback: ssh.InsecureIgnoreHostKey(), Timeout: 20 * time.Second}
}

// key makes a key and the way in with it.
func key(t testing.TB) (ssh.PublicKey, ssh.AuthMethod) {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := ssh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return signer.PublicKey(), ssh.PublicKeys(signer)
}

// dial connects as anyone.
func (s *server) dial(t testing.TB) *ssh.Client {
	t.Helper()
	c, err := ssh.Dial("tcp", s.addr, anyone())
	if err != nil {
		t.Fatalf("%v\n%s", err, s.said())
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// join opens a session of w×h cells; with a screen where it is looked at.
func (s *server) join(t testing.TB, w, h int, look bool) *student {
	t.Helper()
	st, err := s.try(t, anyone(), w, h, look)
	if err != nil {
		t.Fatalf("%v\n%s", err, s.said())
	}
	return st
}

// try is join for who may be refused.
func (s *server) try(t testing.TB, config *ssh.ClientConfig, w, h int, look bool) (*student, error) {
	st := &student{t: t, since: time.Now(), last: time.Now(), gone: make(chan struct{})}
	conn, err := net.DialTimeout("tcp", s.addr, 20*time.Second)
	if err != nil {
		return nil, err
	}
	t.Cleanup(func() { conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(config.Timeout))
	c, chans, reqs, err := ssh.NewClientConn(conn, s.addr, config)
	if err != nil {
		return nil, err
	}
	_ = conn.SetDeadline(time.Time{})
	st.client = ssh.NewClient(c, chans, reqs)
	if st.session, err = st.client.NewSession(); err != nil {
		return nil, err
	}
	if st.keys, err = st.session.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := st.session.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := st.session.RequestPty("xterm-256color", h, w, ssh.TerminalModes{}); err != nil {
		return nil, err
	}
	if look {
		st.look(t, w, h)
	}
	go st.watch(out)
	return st, st.session.Shell()
}

// look gives the student a terminal, which answers what it is asked.
func (st *student) look(t testing.TB, w, h int) {
	st.screen = vt.NewSafeEmulator(w, h)
	go func() { _, _ = io.Copy(st.keys, st.screen) }()
	t.Cleanup(func() {
		if answers, ok := st.screen.InputPipe().(io.Closer); ok {
			_ = answers.Close() // the emulator's own Close would race
		}
	})
}

// watch reads what comes, and measures it.
func (st *student) watch(out io.Reader) {
	defer close(st.gone)
	buf := make([]byte, 32<<10)
	for {
		n, err := out.Read(buf)
		st.mu.Lock()
		now := time.Now()
		st.gap, st.last = max(st.gap, now.Sub(st.last)), now
		st.bytes += n
		if st.first == 0 {
			st.head.Write(buf[:n])
			if strings.Contains(ansi.Strip(st.head.String()), "At rest") {
				st.first = now.Sub(st.since)
			}
		}
		st.mu.Unlock()
		if st.screen != nil && n > 0 {
			_, _ = st.screen.Write(buf[:n])
		}
		if err != nil {
			return
		}
	}
}

// opened is how long the first picture took; the student waits for it.
func (st *student) opened() time.Duration {
	st.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(2 * time.Millisecond) {
		st.mu.Lock()
		first, head := st.first, st.head.String()
		st.mu.Unlock()
		if first > 0 {
			return first
		}
		if time.Now().After(deadline) {
			st.t.Fatalf("there is no first picture, but %q", head)
		}
	}
}

// count begins to measure anew.
func (st *student) count() {
	st.mu.Lock()
	st.bytes, st.gap, st.last = 0, 0, time.Now()
	st.mu.Unlock()
}

// counted is what came since, and the longest time without a byte, now included.
func (st *student) counted() (n int, gap time.Duration) {
	st.mu.Lock()
	defer st.mu.Unlock()
	return st.bytes, max(st.gap, time.Since(st.last))
}

func (st *student) press(keys string) {
	st.t.Helper()
	if _, err := io.WriteString(st.keys, keys); err != nil {
		st.t.Fatal(err)
	}
}

// text is the screen without colour.
func (st *student) text() string { return ansi.Strip(st.screen.Render()) }

// sees waits for the screen to say something.
func (st *student) sees(says string) {
	st.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !strings.Contains(st.text(), says); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			st.t.Fatalf("the screen never said %q:\n%s", says, st.text())
		}
	}
}

// forgets waits for the screen not to say something any more.
func (st *student) forgets(said string) {
	st.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); strings.Contains(st.text(), said); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			st.t.Fatalf("the screen says %q for ever:\n%s", said, st.text())
		}
	}
}

// leaves waits for the server to end the session.
func (st *student) leaves() {
	st.t.Helper()
	select {
	case <-st.gone:
	case <-time.After(30 * time.Second):
		st.t.Fatal("the session does not end")
	}
}
