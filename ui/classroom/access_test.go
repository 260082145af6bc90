package classroom

import (
	"crypto/ed25519"
	"os"
	"path/filepath"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"
)

// newKey is a public key, and its line in a file.
func newKey(t *testing.T) (gossh.PublicKey, string) {
	t.Helper()
	public, _, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	key, err := gossh.NewPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	return key, string(gossh.MarshalAuthorizedKey(key))
}

// file is a file of that content and mode.
func file(t *testing.T, content string, mode os.FileMode) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte(content), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReadKeys(t *testing.T) {
	first, one := newKey(t)
	second, two := newKey(t)
	keys, err := ReadKeys(file(t, "# the class\n\n"+one+"  "+two, 0o644))
	if err != nil || len(keys) != 2 || !among(keys, first) || !among(keys, second) {
		t.Fatalf("%d keys, %v", len(keys), err)
	}
	if other, _ := newKey(t); among(keys, other) {
		t.Error("a key that is not in the file is found there")
	}
	for content, says := range map[string]string{
		"":                            "no public key: add one",
		"# nobody\n":                  "no public key: add one",
		one + "ssh-ed25519 AAAA x":    ":2 is no public key",
		"no-pty " + one:               ":1 has the option no-pty",
		strings.Repeat("x", 1<<20+1):  "larger than 1 MB",
		"\x00\xff" + one:              ":1 is no public key",
		strings.Repeat("x", 100_000):  ":1 is no public key",
		"-----BEGIN OPENSSH PRIVATE-": ":1 is no public key",
	} {
		if _, err := ReadKeys(file(t, content, 0o644)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%.40q: %v, want %q", content, err, says)
		}
	}
	if _, err := ReadKeys(t.TempDir()); err == nil || !strings.Contains(err.Error(), "directory") {
		t.Errorf("a directory: %v", err)
	}
}

func TestReadPassword(t *testing.T) {
	for content, want := range map[string]string{"secret\n": "secret", "two words": "two words", "a\r\nb": "a"} {
		if got, err := ReadPassword(file(t, content, 0o600)); got != want || err != nil {
			t.Errorf("%q is read as %q, %v", content, got, err)
		}
	}
	for path, says := range map[string]string{
		file(t, "secret", 0o644):              "chmod 600",
		file(t, "\nsecret", 0o600):            "no password",
		filepath.Join(t.TempDir(), "nothing"): "no such file",
	} {
		if _, err := ReadPassword(path); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %q", err, says)
		}
	}
	if !same([]byte("a"), []byte("a")) || same([]byte("a"), []byte("b")) || same(nil, []byte("b")) {
		t.Error("passwords are not compared")
	}
}

// TestHostKey: the key is made once, for its owner alone, and read again.
func TestHostKey(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "nudge", "key")
	made, err := HostKey(path)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key has mode %v, %v", info.Mode(), err)
	}
	read, err := HostKey(path)
	if err != nil || string(read.PublicKey().Marshal()) != string(made.PublicKey().Marshal()) {
		t.Errorf("another key at the second start: %v", err)
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 {
		t.Errorf("%d files where one is the key", len(entries))
	}
	if _, err := HostKey(file(t, "", 0o600)); err != nil {
		t.Errorf("a start that was cut before the key was written cannot be made good: %v", err)
	}
	for path, says := range map[string]string{
		file(t, "no key", 0o600): "delete it for a new one",
		file(t, "no key", 0o644): "chmod 600",
	} {
		if _, err := HostKey(path); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %q", err, says)
		}
	}
}
