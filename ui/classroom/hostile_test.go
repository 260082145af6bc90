//go:build unix

package classroom_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/crypto/ssh"
)

// watchers are how many students look on while somebody attacks.
const watchers = 3

// patience is the longest time between two frames that they may see.
const patience = 300 * time.Millisecond

// attacks are the clients that bring a plain server down, and some more.
var attacks = []struct {
	name string
	do   func(*testing.T, *server)
}{
	{"a window of 5000×5000", hugeWindow},
	{"windows without end", windowFlood},
	{"windows before the shell", earlyWindows},
	{"300 sessions on one connection", manySessions},
	{"5000 variables", manyVariables},
	{"1000 half-open handshakes", halfOpen},
	{"no SSH at all", garbage},
	{"names with escape sequences", hostileNames},
	{"requests and channels of every kind", everyRequest},
	{"keys without end", keyFlood},
	{"new session keys all the time", rekeying},
	{"connections cut in the middle", cuts},
	{"heavy work", heavyWork},
}

// TestHostileClients: whatever a client does, the others see their frames, and
// when it is gone nothing of it is left. All the while two students do not read what
// they are sent, until they are cut off.
func TestHostileClients(t *testing.T) {
	s := serve(t)
	nobody := s.settled()
	var class []*student
	for range watchers {
		st := s.join(t, 80, 24, false)
		st.opened()
		class = append(class, st)
	}
	memory := s.memory()
	deaf := make(chan struct{}, 2)
	go s.stopReading(t, true, deaf)
	go s.stopReading(t, false, deaf)
	s.logs("connect", "session="+fmt.Sprint(watchers+2))
	for _, a := range attacks {
		t.Run(a.name, func(t *testing.T) {
			before := s.settled()
			for _, st := range class {
				st.press(" ")
			}
			undisturbed(t, class, func() { a.do(t, s) })
			for _, st := range class {
				st.press(" ")
			}
			s.backBut(before, len(class)) // at the end all is counted
			t.Logf("%d MB", s.memory())
		})
	}
	for range 2 {
		select {
		case <-deaf:
		case <-time.After(3 * time.Minute): // two megabytes of frames fit on the way, and the race detector makes few
			t.Errorf("a student that stopped reading is not cut off:\n%s", s.said())
		}
	}
	s.logs("leave", "it read nothing for 15s")
	now := s.memory()
	for _, st := range class {
		st.press("q")
	}
	s.back(nobody)
	if now > memory+1000 { // what is free again is given back slowly, and the race detector takes much
		t.Errorf("the server has grown from %d to %d MB", memory, now)
	}
	for _, line := range strings.Split(s.said(), "\n") {
		if strings.ContainsFunc(line, func(r rune) bool { return !unicode.IsPrint(r) }) || len(line) > 1000 {
			t.Errorf("a line of the log is not fit to be read: %.200q", line)
		}
	}
}

// undisturbed holds the server to the frames of the others while it is attacked.
// The machine may be busy with something else: one of three times is enough, and
// where frames are late without an attack, nothing can be told.
func undisturbed(t *testing.T, class []*student, attack func()) {
	t.Helper()
	var worst time.Duration
	for range 3 {
		if worst = longestWait(t, class, attack); worst <= patience {
			return
		}
		t.Logf("the others waited %v for a frame", worst.Round(time.Millisecond))
	}
	if usual := longestWait(t, class, func() { time.Sleep(2 * time.Second) }); usual > patience/2 {
		t.Logf("without an attack they wait %v: this machine is too busy to tell", usual.Round(time.Millisecond))
		return
	}
	t.Errorf("the others waited %v for a frame, want %v at most", worst, patience)
}

// longestWait is how long somebody of the class waited for a frame meanwhile.
func longestWait(t *testing.T, class []*student, meanwhile func()) (worst time.Duration) {
	t.Helper()
	time.Sleep(200 * time.Millisecond)
	for _, st := range class {
		st.count()
	}
	meanwhile()
	time.Sleep(patience) // the frame that is on its way counts
	for _, st := range class {
		n, gap := st.counted()
		if worst = max(worst, gap); n == 0 {
			t.Fatal("a student sees nothing any more")
		}
	}
	return worst
}

// raw opens a session, without a terminal or a shell.
func (s *server) raw(t *testing.T) (*ssh.Client, ssh.Channel) {
	t.Helper()
	c := s.dial(t)
	ch, reqs, err := c.OpenChannel("session", nil)
	if err != nil {
		t.Fatal(err)
	}
	go ssh.DiscardRequests(reqs)
	go func() { _, _ = io.Copy(io.Discard, ch) }()
	go func() { _, _ = io.Copy(io.Discard, ch.Stderr()) }()
	return c, ch
}

type ptyRequest struct {
	Term                         string
	Columns, Rows, Width, Height uint32
	Modes                        string
}

type window struct{ Columns, Rows, Width, Height uint32 }

func hugeWindow(t *testing.T, s *server) {
	memory := s.memory()
	for _, w := range []window{{5000, 5000, 0, 0}, {1<<32 - 1, 1<<32 - 1, 1<<32 - 1, 1<<32 - 1}, {0, 0, 0, 0}, {1, 65535, 0, 0}} {
		c, ch := s.raw(t)
		_, _ = ch.SendRequest("pty-req", true, ssh.Marshal(ptyRequest{"xterm", w.Columns, w.Rows, w.Width, w.Height, "\x00"}))
		_, _ = ch.SendRequest("shell", true, nil)
		_, _ = ch.SendRequest("window-change", true, ssh.Marshal(w))
		time.Sleep(300 * time.Millisecond)
		c.Close()
	}
	if now := s.memory(); now > memory+1000 { // a plain server takes 5 GB; the race detector takes much itself
		t.Errorf("from %d to %d MB", memory, now)
	}
}

func windowFlood(t *testing.T, s *server) {
	c, ch := s.raw(t)
	_, _ = ch.SendRequest("pty-req", true, ssh.Marshal(ptyRequest{"xterm", 80, 24, 0, 0, "\x00"}))
	_, _ = ch.SendRequest("shell", true, nil)
	for i := range uint32(20_000) {
		if _, err := ch.SendRequest("window-change", false, ssh.Marshal(window{20 + i%280, 5 + i%95, 0, 0})); err != nil {
			break
		}
	}
	c.Close()
}

func earlyWindows(t *testing.T, s *server) {
	for range 10 {
		c, ch := s.raw(t)
		_, _ = ch.SendRequest("pty-req", true, ssh.Marshal(ptyRequest{"xterm", 80, 24, 0, 0, "\x00"}))
		for i := range uint32(100) {
			_, _ = ch.SendRequest("window-change", false, ssh.Marshal(window{80 + i, 24, 0, 0}))
		}
		c.Close()
	}
}

func manySessions(t *testing.T, s *server) {
	c := s.dial(t)
	opened := make(chan bool, 300)
	go func() {
		for range cap(opened) {
			ch, reqs, err := c.OpenChannel("session", nil)
			if opened <- err == nil; err == nil {
				go ssh.DiscardRequests(reqs)
				go func() { _, _ = io.Copy(io.Discard, ch) }()
			}
		}
	}()
	// The client's library may wait for ever for an answer where it is cut off.
	open, patience := 0, time.After(5*time.Second)
	for n := 0; n < cap(opened); n++ {
		select {
		case ok := <-opened:
			if ok {
				open++
			}
		case <-patience:
			n = cap(opened)
		}
	}
	if open != 1 {
		t.Errorf("%d sessions on one connection, want 1", open)
	}
	c.Close()
}

func manyVariables(t *testing.T, s *server) {
	memory := s.memory()
	for _, value := range []string{"x", strings.Repeat("x", 30_000)} {
		c, ch := s.raw(t)
		for i := range 5000 {
			if _, err := ch.SendRequest("env", i%100 == 0, ssh.Marshal(struct{ Name, Value string }{fmt.Sprintf("V%d", i), value})); err != nil {
				break
			}
		}
		_, _ = ch.SendRequest("shell", true, nil)
		if now := s.memory(); now > memory+500 {
			t.Errorf("from %d to %d MB", memory, now)
		}
		c.Close()
	}
}

// halfOpen connects a thousand times and says nothing. At most 256 may wait.
func halfOpen(t *testing.T, s *server) {
	var all []net.Conn
	defer func() {
		for _, c := range all {
			c.Close()
		}
	}()
	for range 1000 {
		c, err := net.Dial("tcp", s.addr)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	waiting := make(chan bool, len(all))
	deadline := time.Now().Add(2 * time.Second)
	for _, c := range all {
		go func() {
			_ = c.SetReadDeadline(deadline)
			_, err := io.Copy(io.Discard, c) // nil at the end
			timeout, ok := err.(net.Error)
			waiting <- ok && timeout.Timeout()
		}()
	}
	open := 0
	for range all {
		if <-waiting {
			open++
		}
	}
	if open > 256 || open < 200 {
		t.Errorf("%d half-open handshakes wait, want 256 at most, and not much less", open)
	}
}

func garbage(t *testing.T, s *server) {
	noise := make([]byte, 1<<20)
	_, _ = rand.Read(noise)
	for _, text := range [][]byte{
		noise, bytes.Repeat([]byte("x"), 1<<20), []byte("GET / HTTP/1.1\r\n\r\n"), []byte("SSH-2.0-x\r\n\xff\xff\xff\xff\xff\xff"), append([]byte("SSH-2.0-x\r\n"), noise...),
		[]byte("SSH-1.5-x\r\n"), []byte("\r\n\r\n\r\n"),
		{},
	} {
		c, err := net.Dial("tcp", s.addr)
		if err != nil {
			t.Fatal(err)
		}
		_ = c.SetDeadline(time.Now().Add(500 * time.Millisecond))
		_, _ = c.Write(text)
		_, _ = io.Copy(io.Discard, c)
		c.Close()
	}
}

func hostileNames(t *testing.T, s *server) {
	for _, name := range []string{"\x1b]0;owned\a\x1b[2J", "a\nINFO connect", strings.Repeat("ü", 20_000), "", "\xff\xfe", "\u202eevil", "root"} {
		config := anyone()
		config.User = name
		if name == "root" {
			config.ClientVersion = "SSH-2.0-" + strings.Repeat("v", 200)
		}
		c, err := ssh.Dial("tcp", s.addr, config)
		if err != nil {
			continue
		}
		ch, reqs, err := c.OpenChannel("session", nil)
		if err == nil {
			go ssh.DiscardRequests(reqs)
			_, _ = ch.SendRequest("exec", true, ssh.Marshal(struct{ Command string }{name}))
			_, _ = ch.SendRequest(name, true, nil)
			_, _ = ch.SendRequest("pty-req", true, ssh.Marshal(ptyRequest{name, 80, 24, 0, 0, "\x00"}))
			_, _ = ch.SendRequest("shell", true, nil)
		}
		c.Close()
	}
}
