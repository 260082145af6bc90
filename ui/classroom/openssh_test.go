//go:build unix

package classroom_test

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

const host = "student@127.0.0.1"

// TestOpenSSH: the visualizer in a terminal, through the real client.
func TestOpenSSH(t *testing.T) {
	t.Parallel()
	s := serve(t)
	before := s.settled()
	at := sit(t, s.openSSH(t, "ssh", host), 80, 24)
	at.sees("At rest")
	at.press("n..")
	at.sees("reaches h1")
	at.size(100, 30)
	at.press("?")
	at.sees("search:")
	at.press("\x1b")
	at.sees("reaches h1")
	at.press("\x1a") // it must not stop the server
	at.press(".")
	at.sees("reaches h2")
	at.press("q")
	at.ends(0)
	s.logs("connect", "127.0.0.1", "student")
	s.logs("leave", "127.0.0.1", "quit")
	s.back(before)

	at = sit(t, s.openSSH(t, "ssh", host), 80, 24)
	at.sees("At rest")
	at.press("\x03")
	at.ends(0)
	s.back(before)
}

// TestOpenSSHKilled: of a client that is killed nothing is left at the server.
func TestOpenSSHKilled(t *testing.T) {
	t.Parallel()
	s := serve(t)
	before := s.settled()
	at := sit(t, s.openSSH(t, "ssh", host), 80, 24)
	at.sees("At rest")
	at.press("n ")
	_ = at.cmd.Process.Kill()
	s.logs("leave", "127.0.0.1")
	s.back(before)
}

// TestServerEnds: SIGTERM and SIGINT tell every session, restore every terminal,
// and end the server.
func TestServerEnds(t *testing.T) {
	t.Parallel()
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		s := serve(t)
		var all []*sitting
		for range 3 {
			at := sit(t, s.openSSH(t, "ssh", host), 80, 24)
			at.sees("At rest")
			all = append(all, at)
		}
		all[0].press(" ")
		all[1].press("?")
		if err := s.cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		for _, at := range all {
			at.ends(0)
			if !strings.Contains(at.text(), "class is over") {
				t.Errorf("%v: it is not told:\n%s", signal, at.text())
			}
		}
		select {
		case <-s.ended:
		case <-time.After(5 * time.Second):
			t.Fatalf("%v: the server does not end in 5 s", signal)
		}
		if code := s.cmd.ProcessState.ExitCode(); code != 130 {
			t.Errorf("%v: exit code %d, want 130", signal, code)
		}
	}
}

// TestOpenSSHRefused: no shell, no commands, no files, whatever the client is asked
// to do.
func TestOpenSSHRefused(t *testing.T) {
	t.Parallel()
	s := serve(t)
	before := s.settled()
	dir := t.TempDir()
	mine := filepath.Join(dir, "mine")
	if err := os.WriteFile(mine, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, cmd := range map[string]*exec.Cmd{
		"a command":                  s.openSSH(t, "ssh", host, "echo", "hel"+"lo", ">", filepath.Join(dir, "theirs")),
		"a command with a terminal":  s.openSSH(t, "ssh", "-tt", host, "echo hello > "+filepath.Join(dir, "theirs")),
		"a subsystem":                s.openSSH(t, "ssh", "-s", host, "sftp"),
		"sftp":                       s.openSSH(t, "sftp", host+":"+mine, filepath.Join(dir, "theirs")),
		"scp there":                  s.openSSH(t, "scp", mine, host+":"+filepath.Join(dir, "theirs")),
		"scp back":                   s.openSSH(t, "scp", host+":"+mine, filepath.Join(dir, "theirs")),
		"scp as it was":              s.openSSH(t, "scp", "-O", mine, host+":"+filepath.Join(dir, "theirs")),
		"a shell without a terminal": s.openSSH(t, "ssh", "-T", host),
		"a port of the server":       s.openSSH(t, "ssh", "-N", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:9", host),
		"a socket of the server":     s.openSSH(t, "ssh", "-N", "-o", "ExitOnForwardFailure=yes", "-R", filepath.Join(dir, "theirs")+":127.0.0.1:9", host),
	} {
		t.Run(name, func(t *testing.T) {
			var out, errs bytes.Buffer
			cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader("id\n"), &out, &errs
			if err := within(10*time.Second, cmd); err == nil || cmd.ProcessState.ExitCode() <= 0 {
				t.Errorf("ends with %v, %q, %q", err, out.String(), errs.String())
			}
			told := strings.Contains(out.String()+errs.String(), "nudge runs no commands: connect without one")
			if code := cmd.ProcessState.ExitCode(); strings.HasPrefix(name, "a command") && (!told || code != 1) {
				t.Errorf("it is told %q, %q, exit code %d", out.String(), errs.String(), code)
			}
			if strings.Contains(out.String(), "hello") || strings.Contains(out.String(), "uid=") {
				t.Errorf("it says %q", out.String())
			}
		})
	}
	if files, _ := os.ReadDir(dir); len(files) != 1 {
		t.Errorf("there are files: %v", files)
	}
	s.logs("refuse", "127.0.0.1", "command")
	s.logs("refuse", "127.0.0.1", "subsystem")
	s.logs("refuse", "127.0.0.1", "forward")
	s.back(before)
}

// within runs a command that has to end in time.
func within(limit time.Duration, cmd *exec.Cmd) error {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	if err := cmd.Start(); err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { _ = cmd.Process.Kill() })
	defer stop()
	return cmd.Wait()
}

// TestOpenSSHPresents: the client goes on to the key that presents, wherever it is
// among its keys; who has no such key comes in, and follows.
func TestOpenSSHPresents(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	keys := []string{"-o", "IdentitiesOnly=yes"}
	for n := range 9 {
		path := filepath.Join(dir, fmt.Sprint("key", n))
		if out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		keys = append(keys, "-i", path)
	}
	s := serve(t, "--follow", "--presenter-keys", filepath.Join(dir, "key8.pub"))
	student := sit(t, s.openSSH(t, "ssh", append(keys[:len(keys)-2:len(keys)-2], host)...), 80, 24)
	student.sees("Waiting for the presenter")
	leader := sit(t, s.openSSH(t, "ssh", append(keys, host)...), 80, 24)
	leader.sees("At rest")
	s.logs("connect", "session=2", "presenter=true")
	student.sees("FOLLOWING")
	for _, at := range []*sitting{leader, student} {
		at.press("q")
		at.ends(0)
	}
}

// TestOpenSSHForwards: a port of the client leads nowhere, straight or by SOCKS, and
// agent and X11 are not taken, while the session goes on.
func TestOpenSSHForwards(t *testing.T) {
	t.Parallel()
	s := serve(t)
	before := s.settled()
	secret, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer secret.Close()
	reached := make(chan struct{})
	go func() {
		if c, err := secret.Accept(); err == nil {
			c.Close()
			close(reached)
		}
	}()
	straight, socks := freePort(t), freePort(t)
	target := secret.Addr().(*net.TCPAddr).Port
	at := sit(t, s.openSSH(t, "ssh", "-A", "-X",
		"-L", fmt.Sprintf("127.0.0.1:%d:127.0.0.1:%d", straight, target), "-D", fmt.Sprintf("127.0.0.1:%d", socks), host), 80, 24)
	at.sees("At rest")
	through(t, straight, []byte("hello"))
	through(t, socks, []byte{5, 1, 0, 5, 1, 0, 1, 127, 0, 0, 1, byte(target >> 8), byte(target)})
	select {
	case <-reached:
		t.Error("a forwarded port leads somewhere")
	case <-time.After(100 * time.Millisecond):
	}
	at.press("n..")
	at.sees("reaches h1")
	at.press("q")
	at.ends(0)
	s.logs("refuse", "direct-tcpip")
	s.back(before)
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// through says something to a port that the client forwards, and waits until it is
// closed.
func through(t *testing.T, port int, text []byte) {
	t.Helper()
	c, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		t.Fatalf("the client does not listen: %v", err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(5 * time.Second))
	if _, err := c.Write(text); err != nil {
		t.Fatal(err)
	}
	var answer bytes.Buffer
	_, err = answer.ReadFrom(c)
	if timeout, ok := err.(net.Error); ok && timeout.Timeout() {
		t.Error("the forwarded connection stays open")
	}
}
