package classroom

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"nudge/model"
)

// Access says who may come in. With neither keys nor a password everyone may.
type Access struct {
	Keys       []gossh.PublicKey // of those who may
	Password   string            // of the class, "" for none
	Presenters []gossh.PublicKey // of those who lead; they may come in, too
}

// Open tells whether everyone may come in.
func (a Access) Open() bool { return len(a.Keys) == 0 && a.Password == "" }

// wrongTime is what a wrong password costs.
const wrongTime = time.Second

var errWrong = errors.New("permission denied")

// What is known of who came in: that they present, and their key.
const (
	presenterMark = "nudge-presenter"
	keyMark       = "nudge-key"
)

// mostTries is how many keys a client may offer: a teacher has several.
const mostTries = 20

// config asks a client for what may open the door. Where everyone may come in and
// some lead, only their keys are taken, so that a client goes on to the next of its
// keys; who has none of them answers no question, and is in.
func (a Access) config() *gossh.ServerConfig {
	c := &gossh.ServerConfig{MaxAuthTries: mostTries}
	switch {
	case a.Open() && len(a.Presenters) == 0:
		c.NoClientAuth = true
		return c
	case a.Open():
		c.KeyboardInteractiveCallback = func(_ gossh.ConnMetadata, ask gossh.KeyboardInteractiveChallenge) (*gossh.Permissions, error) {
			_, err := ask("", "", nil, nil)
			return nil, err
		}
	case a.Password != "":
		c.PasswordCallback = func(_ gossh.ConnMetadata, given []byte) (*gossh.Permissions, error) {
			if !same(given, []byte(a.Password)) {
				time.Sleep(wrongTime)
				return nil, errWrong
			}
			return nil, nil
		}
	}
	c.PublicKeyCallback = func(_ gossh.ConnMetadata, key gossh.PublicKey) (*gossh.Permissions, error) {
		switch {
		case among(a.Presenters, key):
			return &gossh.Permissions{Extensions: map[string]string{presenterMark: "yes", keyMark: gossh.FingerprintSHA256(key)}}, nil
		case among(a.Keys, key):
			return &gossh.Permissions{Extensions: map[string]string{keyMark: gossh.FingerprintSHA256(key)}}, nil
		}
		return nil, errWrong
	}
	return c
}

// same compares in a time that tells nothing.
func same(a, b []byte) bool {
	x, y := sha256.Sum256(a), sha256.Sum256(b)
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

func among(keys []gossh.PublicKey, key gossh.PublicKey) bool {
	for _, k := range keys {
		if bytes.Equal(k.Marshal(), key.Marshal()) {
			return true
		}
	}
	return false
}

// maxFile is how large a file of keys may be.
const maxFile = 1 << 20

// ReadKeys reads the public keys of an authorized_keys file. A line that is none
// is an error that names it, as are options before a key, which would not be kept.
func ReadKeys(path string) ([]gossh.PublicKey, error) {
	text, err := read(path)
	if err != nil {
		return nil, err
	}
	var keys []gossh.PublicKey
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, maxFile)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, _, options, _, err := gossh.ParseAuthorizedKey([]byte(line))
		switch {
		case err != nil:
			return nil, fmt.Errorf("%s:%d is no public key: give lines like ssh-ed25519 AAAA… name", path, n)
		case len(options) > 0:
			return nil, fmt.Errorf("%s:%d has the option %s: leave options out, a class has no use for them", path, n, clip(options[0]))
		}
		keys = append(keys, key)
	}
	if len(keys) == 0 {
		return nil, fmt.Errorf("%s has no public key: add one a line", path)
	}
	return keys, nil
}

// ReadPassword reads the password of the class, the first line of a file that
// only its owner may read. White space around it is refused: nobody sees it, and
// whoever types the password would leave it out.
func ReadPassword(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", model.Unreadable(path, err)
	}
	if othersRead(info) {
		return "", fmt.Errorf("%s can be read by others: chmod 600 %s", path, path)
	}
	text, err := read(path)
	if err != nil {
		return "", err
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(string(text), byteOrderMark), "\n")
	first = strings.TrimSuffix(first, "\r")
	switch strings.TrimSpace(first) {
	case "":
		return "", fmt.Errorf("%s has no password: write it into its first line", path)
	case first:
		return first, nil
	}
	return "", fmt.Errorf("%s: white space begins or ends its first line, which nobody would type: take it away", path)
}

// byteOrderMark is what some editors put before a text.
const byteOrderMark = "\uFEFF"

// othersRead tells whether a file is open to others. Where modes mean nothing, it
// cannot be told; nor of what is no file, a pipe, say.
func othersRead(info fs.FileInfo) bool {
	return info.Mode().IsRegular() && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0
}

func read(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, model.Unreadable(path, err)
	case info.IsDir():
		return nil, fmt.Errorf("%s is a directory: give a file", path)
	case info.Size() > maxFile:
		return nil, fmt.Errorf("%s is larger than 1 MB: this is no file of keys", path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, model.Unreadable(path, err)
	}
	return text, nil
}
