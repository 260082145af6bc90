//go:build unix

package classroom_test

import (
	"crypto/rand"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

func rekeying(t *testing.T, s *server) {
	config := anyone()
	config.RekeyThreshold = 256
	st, err := s.try(t, config, 200, 60, false)
	if err != nil {
		t.Fatal(err)
	}
	st.press("n ")
	time.Sleep(time.Second)
	st.client.Close()
}

// cuts breaks connections off at every stage.
func cuts(t *testing.T, s *server) {
	for stage := range 4 {
		for range 5 {
			conn, err := net.Dial("tcp", s.addr)
			if err != nil {
				t.Fatal(err)
			}
			if stage == 0 {
				_, _ = io.WriteString(conn, "SSH-2.0-x\r\n")
			} else {
				c, chans, reqs, err := ssh.NewClientConn(conn, s.addr, anyone())
				if err != nil {
					t.Fatal(err)
				}
				client := ssh.NewClient(c, chans, reqs)
				if stage >= 2 {
					session, err := client.NewSession()
					if err != nil {
						t.Fatal(err)
					}
					_ = session.RequestPty("xterm", 24, 80, nil)
					if stage >= 3 {
						_ = session.Shell()
					}
				}
			}
			_ = conn.(*net.TCPConn).SetLinger(0) // a reset, not an end
			conn.Close()
		}
	}
}

// heavyWork lets guests ask for what takes a core each.
func heavyWork(t *testing.T, s *server) {
	for _, keys := range []string{"W ", ":sweep\r", ":set chains 4096\rn>>>>>>> ", ":sweep beta=1e-6..1 temperature=1e-8..1 trials=1000\r", "\x1b[6~", "W>>>> "} {
		st := s.join(t, 120, 40, false)
		st.opened()
		st.press(keys)
		defer st.client.Close()
	}
	time.Sleep(2 * time.Second)
}

func everyRequest(t *testing.T, s *server) {
	c, ch := s.raw(t)
	for _, kind := range []string{"x11-req", "auth-agent-req@openssh.com", "subsystem", "signal", "break", "eow@openssh.com", "unknown", ""} {
		ok, err := ch.SendRequest(kind, true, ssh.Marshal(struct{ Value string }{"sftp"}))
		if ok || err != nil {
			t.Errorf("the request %q: granted %v, %v", kind, ok, err)
		}
	}
	for _, kind := range []string{"direct-tcpip", "forwarded-tcpip", "direct-streamlocal@openssh.com", "tun@openssh.com", "x11", "auth-agent@openssh.com", ""} {
		if _, _, err := c.OpenChannel(kind, nil); err == nil {
			t.Errorf("a channel %q is open", kind)
		}
	}
	for _, kind := range []string{"tcpip-forward", "cancel-tcpip-forward", "streamlocal-forward@openssh.com", "unknown"} {
		ok, _, err := c.SendRequest(kind, true, ssh.Marshal(struct {
			Host string
			Port uint32
		}{"127.0.0.1", 0}))
		if ok || err != nil {
			t.Errorf("the request %q of the connection: granted %v, %v", kind, ok, err)
		}
	}
	c.Close()
	c, ch = s.raw(t) // who wants a command is told that there are none, once
	for range 5000 {
		if _, err := ch.SendRequest("exec", false, ssh.Marshal(struct{ Command string }{"sh"})); err != nil {
			break
		}
	}
	c.Close()
}

func keyFlood(t *testing.T, s *server) {
	noise := make([]byte, 1<<20)
	_, _ = rand.Read(noise)
	keys := []byte(strings.Repeat("n..n1234567zp?\x1b", 1<<16))
	var flood sync.WaitGroup
	for _, text := range [][]byte{noise, keys, keys} {
		c, ch := s.raw(t)
		_, _ = ch.SendRequest("pty-req", true, ssh.Marshal(ptyRequest{"xterm", 200, 60, 0, 0, "\x00"}))
		_, _ = ch.SendRequest("shell", true, nil)
		flood.Go(func() { _, _ = ch.Write(text) })
		time.AfterFunc(2*time.Second, func() { c.Close() })
	}
	flood.Wait()
	time.Sleep(time.Second)
}
