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
// start it is made, in a file that only its owner may read.
func HostKey(path string) (Signer, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0:
		if err := makeHostKey(path); err != nil {
			return nil, fmt.Errorf("the host key cannot be made: %w", err)
		}
	case err != nil:
		return nil, err
	case othersRead(info):
		return nil, fmt.Errorf("the host key %s can be read by others: chmod 600 %s, or delete it for a new one", path, path)
	}
	text, err := read(path)
	if err != nil {
		return nil, err
	}
	signer, err := gossh.ParsePrivateKey(text)
	if err != nil {
		return nil, fmt.Errorf("%s is no host key (%w): delete it for a new one", path, err)
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
