package model

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
)

// TestRefusals: what the system says to a real file comes with what to do.
func TestRefusals(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := errors.Join(os.WriteFile("file", nil, 0o644), os.Mkdir("folder", 0o755)); err != nil {
		t.Fatal(err)
	}
	read := func(path string) error {
		_, err := os.ReadFile(path)
		return Unreadable(path, err)
	}
	write := func(path string) error {
		return Replace(path, func(w io.Writer) error { _, err := io.WriteString(w, "text"); return err })
	}
	below := filepath.Join("file", "below")
	denied := &fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES}
	for _, c := range []struct {
		err error
		is  error
		say string
	}{
		{read("none"), fs.ErrNotExist, "none cannot be read: no such file or directory: check its name"},
		{read(below), syscall.ENOTDIR, below + " cannot be read: not a directory: check its path"},
		{read("folder"), syscall.EISDIR, "folder cannot be read: is a directory: give a file in it"},
		{write(filepath.Join("none", "x")), fs.ErrNotExist, filepath.Join("none", "x") + " cannot be written: no such file or directory: make its folder first, or choose another"},
		{write(below), syscall.ENOTDIR, below + " cannot be written: not a directory: check its path"},
		{write("folder"), syscall.EISDIR, "folder cannot be written: is a directory: give the name of a file in it"},
		{write("/dev/full"), syscall.ENOSPC, "/dev/full cannot be written: no space left on device: make room, or choose another place"},
		{Unwritable("x", denied), fs.ErrPermission, "x cannot be written: permission denied: choose a place that you may write to"},
		{Unreadable("y", Unwritable("x", denied)), fs.ErrPermission, "x cannot be written: permission denied: choose a place that you may write to"},
		{Unreadable("x", fmt.Errorf("it burns")), nil, "x cannot be read: it burns"},
	} {
		if runtime.GOOS != "linux" && (errors.Is(c.is, syscall.ENOSPC) || runtime.GOOS == "windows") {
			continue // which has no such device, or other words
		}
		if c.err == nil || c.err.Error() != c.say || c.is != nil && !errors.Is(c.err, c.is) {
			t.Errorf("it says %v\nnot     %s", c.err, c.say)
		}
	}
	own := errors.New("diverged")
	if err := Replace("new", func(io.Writer) error { return own }); err != own {
		t.Errorf("an error of the writer's own is worded as %v", err)
	}
}
