package classroom

import (
	"crypto/ed25519"
	"encoding/pem"
	"os"
	"path/filepath"
	"runtime"
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
	for content, want := range map[string]string{"secret\n": "secret", "two words": "two words", "a\r\nb": "a", "\uFEFFpw\r\n": "pw"} {
		if got, err := ReadPassword(file(t, content, 0o600)); got != want || err != nil {
			t.Errorf("%q is read as %q, %v", content, got, err)
		}
	}
	for path, says := range map[string]string{
		file(t, "secret", 0o644):              "chmod 600",
		file(t, "\nsecret", 0o600):            "no password",
		file(t, "   \n", 0o600):               "no password",
		file(t, "\uFEFF\r\nsecret", 0o600):    "no password",
		file(t, "pw \n", 0o600):               "white space begins or ends its first line",
		file(t, "\tpw", 0o600):                "take it away",
		filepath.Join(t.TempDir(), "nothing"): "cannot be read: no such file or directory: check its name",
	} {
		if _, err := ReadPassword(path); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %q", err, says)
		}
	}
	if !same([]byte("a"), []byte("a")) || same([]byte("a"), []byte("b")) || same(nil, []byte("b")) {
		t.Error("passwords are not compared")
	}
}

// lockedKey is a private key with a passphrase.
func lockedKey(t *testing.T) string {
	t.Helper()
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	block, err := gossh.MarshalPrivateKeyWithPassphrase(private, "teacher", []byte("secret"))
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(block))
}

// TestHostKey: the key is made once, for its owner alone, and read again.
func TestHostKey(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "nudge", "key")
	made, err := HostKey(path, "give another file")
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key has mode %v, %v", info.Mode(), err)
	}
	read, err := HostKey(path, "give another file")
	if err != nil || string(read.PublicKey().Marshal()) != string(made.PublicKey().Marshal()) {
		t.Errorf("another key at the second start: %v", err)
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 {
		t.Errorf("%d files where one is the key", len(entries))
	}
	if _, err := HostKey(file(t, "", 0o600), "give another file"); err != nil {
		t.Errorf("a start that was cut before the key was written cannot be made good: %v", err)
	}
	_, public := newKey(t)
	loose := filepath.Join(t.TempDir(), "loose")
	if _, err := HostKey(loose, ""); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(loose, 0o644); err != nil {
		t.Fatal(err)
	}
	for path, says := range map[string]string{
		file(t, "no key", 0o600):           "is no private key (ssh: no key found): give another file",
		file(t, public, 0o600):             "is no private key (ssh: no key found): give another file",
		file(t, lockedKey(t), 0o600):       "is locked with a passphrase, which nobody types at the start: give another file",
		file(t, public, 0o644):             "is no private key",
		loose:                              " can be read by others: chmod 600 " + loose + ", or give another file",
		os.DevNull:                         "no private key",
		t.TempDir():                        "is a directory",
		file(t, "", 0o600) + "/below":      "not a directory",
		filepath.Join("/proc", "nope/key"): "cannot be written: no such file or directory: make its folder first",
	} {
		if strings.HasPrefix(path, "/proc") && runtime.GOOS != "linux" {
			continue
		}
		if _, err := HostKey(path, "give another file"); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %q", err, says)
		}
	}
}
