package classroom

import (
	"crypto/ed25519"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	gossh "golang.org/x/crypto/ssh"

	"nudge/model"
)

// Signer is a host key.
type Signer = gossh.Signer

// Fingerprint is how a client shows a host key before it trusts it: SHA256:….
func Fingerprint(s Signer) string { return gossh.FingerprintSHA256(s.PublicKey()) }

// HostKey reads the key by which clients know the server again. At the first
// start it is made, in a file that only its owner may read. What else to do where a
// file is there that cannot be it, instead says: only the program's own may be deleted.
func HostKey(path, instead string) (Signer, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) || err == nil && info.Mode().IsRegular() && info.Size() == 0:
		if err := makeHostKey(path); err != nil {
			return nil, model.Unwritable(path, err)
		}
	case err != nil:
		return nil, model.Unreadable(path, err)
	}
	text, err := read(path)
	if err != nil {
		return nil, err
	}
	signer, err := gossh.ParsePrivateKey(text)
	switch {
	case errors.As(err, new(*gossh.PassphraseMissingError)):
		return nil, fmt.Errorf("%s is locked with a passphrase, which nobody types at the start: %s", path, instead)
	case err != nil:
		return nil, fmt.Errorf("%s is no private key (%w): %s", path, err, instead)
	case info != nil && othersRead(info):
		return nil, fmt.Errorf("%s can be read by others: chmod 600 %s, or %s", path, path, instead)
	}
	return signer, nil
}

// makeHostKey writes a new key. The empty file that comes first gives it its
// permissions.
func makeHostKey(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		return err
	}
	block, err := gossh.MarshalPrivateKey(private, "nudge")
	if err != nil {
		return err
	}
	empty, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if err := errors.Join(empty.Chmod(0o600), empty.Close()); err != nil {
		return err
	}
	return model.Replace(path, func(w io.Writer) error { return pem.Encode(w, block) })
}
