//go:build unix

package classroom_test

import (
	"bytes"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// refused runs a server that must not start: exit code 2 and one line.
func refused(t *testing.T, args ...string) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	cmd := exec.Command(self)
	cmd.Args = append([]string{"nudge", "serve"}, args...)
	cmd.Env = []string{"HOME=" + t.TempDir(), "PATH=" + os.Getenv("PATH")}
	cmd.Stderr = &errs
	err = within(10*time.Second, cmd)
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 2 || strings.Count(errs.String(), "\n") != 1 {
		t.Errorf("%q ends with %v, %q: want exit code 2 and one line", args, err, errs.String())
	}
	return errs.String()
}

// TestOpenOnLoopbackOnly: where others could come in, somebody must be kept out.
// An address is refused before it is opened, as one shows that is taken.
func TestOpenOnLoopbackOnly(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", ":0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port
	for _, address := range []string{"0.0.0.0:0", "[::]:0", ":0", "0.0.0.0:2222", fmt.Sprint("0.0.0.0:", port), fmt.Sprint(":", port)} {
		says := refused(t, "--listen", address)
		if !strings.Contains(says, "--authorized-keys") || !strings.Contains(says, "--password-file") {
			t.Errorf("--listen %s: it does not say what to do: %s", address, says)
		}
	}
}

// TestAccessFiles: a file that cannot keep anybody out is an error.
func TestAccessFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := func(name, text string, mode os.FileMode) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, args := range [][]string{
		{"--authorized-keys", filepath.Join(dir, "missing")},
		{"--authorized-keys", dir},
		{"--authorized-keys", file("none", "# nobody\n\n", 0o600)},
		{"--authorized-keys", file("garbage", "ssh-ed25519 AAAAgarbage\n", 0o600)},
		{"--password-file", filepath.Join(dir, "missing")},
		{"--password-file", file("empty", "\n", 0o600)},
		{"--password-file", file("public", "secret\n", 0o644)},
		{"--host-key", file("wide", "x", 0o644)},
		{"--host-key", file("broken", "x", 0o600)},
		{"--max-sessions", "0"},
		{"--idle", "0"},
		{"--idle", "x"},
		{"--fps", "0"},
		{"--beta", "1e9"},
		{"--listen", "nonsense"},
	} {
		says := refused(t, append([]string{"--listen", "127.0.0.1:0"}, args...)...)
		if !strings.Contains(says, args[0]) || strings.Contains(says, "secret") {
			t.Errorf("%q: it says %q", args, says)
		}
	}
}

// TestKeys: who has one of the keys comes in, nobody else does, and who tries does not
// keep those who are in from their frames.
func TestKeys(t *testing.T) {
	t.Parallel()
	public, mine := key(t)
	_, wrong := key(t)
	file := filepath.Join(t.TempDir(), "keys")
	if err := os.WriteFile(file, append([]byte("# class of 2026\n\n"), ssh.MarshalAuthorizedKey(public)...), 0o600); err != nil {
		t.Fatal(err)
	}
	s := serve(t, "--authorized-keys", file)
	before := s.settled()
	for name, methods := range map[string][]ssh.AuthMethod{
		"a wrong key": {wrong}, "no key": nil, "a password": {ssh.Password("x")},
		"a question": {ssh.KeyboardInteractive(func(string, string, []string, []bool) ([]string, error) { return nil, nil })},
	} {
		config := anyone()
		config.Auth = methods
		if _, err := s.try(t, config, 80, 24, false); err == nil {
			t.Errorf("%s opens the door", name)
		}
	}
	s.logs("refuse", "127.0.0.1")
	s.back(before)
	config := anyone()
	config.Auth = []ssh.AuthMethod{mine}
	st, err := s.try(t, config, 80, 24, false)
	if err != nil {
		t.Fatal(err)
	}
	st.opened()
	st.press(" ")
	intruder := anyone()
	intruder.Auth = []ssh.AuthMethod{wrong}
	undisturbed(t, []*student{st}, func() {
		for range 40 {
			if _, err := s.try(t, intruder, 80, 24, false); err == nil {
				t.Error("a wrong key opens the door")
			}
		}
	})
	st.press("q")
	st.leaves()
	s.back(before)
}

// TestOpenSSHKeys: the same with the real client, a right key and a wrong one.
func TestOpenSSHKeys(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"right", "wrong"} {
		if out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", filepath.Join(dir, name)).CombinedOutput(); err != nil {
			t.Skipf("ssh-keygen: %v %s", err, out)
		}
	}
	s := serve(t, "--authorized-keys", filepath.Join(dir, "right.pub"))
	before := s.settled()
	at := sit(t, s.openSSH(t, "ssh", "-i", filepath.Join(dir, "wrong"), "-o", "IdentitiesOnly=yes", host), 80, 24)
	at.ends(255)
	if !strings.Contains(at.text(), "Permission denied") {
		t.Errorf("it says:\n%s", at.text())
	}
	s.back(before)
	at = sit(t, s.openSSH(t, "ssh", "-i", filepath.Join(dir, "right"), "-o", "IdentitiesOnly=yes", host), 80, 24)
	at.sees("At rest")
	at.press("q")
	at.ends(0)
	s.back(before)
}

// TestPassword: the class has one password, which is nowhere in the log.
func TestPassword(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(file, []byte("open sesame\nsecond line\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := serve(t, "--password-file", file)
	before := s.settled()
	for _, wrong := range []string{"", "open sesam", "open sesame ", "second line", "open sesame\n"} {
		config := anyone()
		config.Auth = []ssh.AuthMethod{ssh.Password(wrong)}
		if _, err := s.try(t, config, 80, 24, false); err == nil {
			t.Errorf("the password %q opens the door", wrong)
		}
	}
	s.back(before)
	at := sit(t, s.openSSH(t, "ssh", host), 80, 24)
	at.sees("password:")
	at.press("wrong\r")
	at.ends(255)
	at = sit(t, s.openSSH(t, "ssh", host), 80, 24)
	at.sees("password:")
	at.press("open sesame\r")
	at.sees("At rest")
	at.press("q")
	at.ends(0)
	s.logs("refuse", "127.0.0.1")
	if strings.Contains(s.said(), "sesam") || strings.Contains(s.said(), "second") {
		t.Errorf("the password is in the log:\n%s", s.said())
	}
	s.back(before)
}

// TestHostKey: it is made at the first start, for its owner alone, and stays.
func TestHostKey(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "deep", "down", "key")
	shown := map[string]bool{}
	for range 2 {
		s := serve(t, "--host-key", file)
		config := anyone()
		config.HostKeyCallback = func(_ string, _ net.Addr, key ssh.PublicKey) error {
			shown[ssh.FingerprintSHA256(key)] = true
			return nil
		}
		c, err := ssh.Dial("tcp", s.addr, config)
		if err != nil {
			t.Fatal(err)
		}
		c.Close()
	}
	if len(shown) != 1 {
		t.Errorf("two starts show %d keys", len(shown))
	}
	private(t, file)
	s := serve(t)
	made, err := filepath.Glob(filepath.Join(s.home, "state", "nudge", "*key*"))
	if err != nil || len(made) != 1 {
		t.Fatalf("in the state folder there are the keys %v (%v)", made, err)
	}
	private(t, made[0])
}

// private holds a file to be a key that only its owner may read.
func private(t *testing.T, file string) {
	t.Helper()
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode() != 0o600 {
		t.Errorf("%s has the mode %v, want 0600", file, info.Mode())
	}
	text, err := os.ReadFile(file)
	if block, _ := pem.Decode(text); err != nil || block == nil {
		t.Errorf("%s is no key: %v", file, err)
	}
}
