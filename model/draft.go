package model

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
)

// Draft is a file on its way: a temporary one beside its place, which it takes
// when it is whole. Whatever interrupts it, the old or the new file is there.
// What is no file, a device or a pipe, is written to as it is.
//
//	d, err := NewDraft(path)
//	defer d.Abandon()
//	write to d
//	err = d.Commit()
type Draft struct {
	path      string // with symbolic links followed
	file      *os.File
	temporary bool        // file is to be renamed
	old       fs.FileInfo // what the draft replaces, nil for nothing
	guard     guard
}

// guard makes one call to the system, named by what it does. Tests fail there,
// or kill the process before or after.
type guard func(what string, call func() error) error

// do makes a call that is guarded. An error names the file itself.
func (d *Draft) do(what string, call func() error) error {
	if err := d.guard(what, call); err != nil {
		return &fs.PathError{Op: what, Path: d.path, Err: Unnamed(err)}
	}
	return nil
}

func straight(_ string, call func() error) error { return call() }

// NewDraft begins the file at path. A symbolic link stays one: what it leads to is
// replaced. A directory, a file that may not be written and a folder that takes
// none are errors, and nothing is left behind.
func NewDraft(path string) (*Draft, error) { return newDraft(path, straight) }

func newDraft(path string, g guard) (*Draft, error) {
	path = Follow(path)
	d := &Draft{path: path, guard: g}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return d, d.open(0o666)
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, &fs.PathError{Op: "write", Path: path, Err: syscall.EISDIR}
	}
	// Opened for writing, the old file says whether it may be replaced.
	old, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		d.file = old
		return d, nil
	}
	d.old = info
	return d, errors.Join(old.Close(), d.open(info.Mode().Perm()))
}

// maxLinks is how many symbolic links in a row are followed, as many as Linux does.
const maxLinks = 40

// Follow is where a chain of symbolic links leads, to a file or to none yet.
func Follow(path string) string {
	for range maxLinks {
		to, err := os.Readlink(path)
		if err != nil {
			return path
		}
		if !filepath.IsAbs(to) {
			to = filepath.Dir(path) + string(filepath.Separator) + to
		}
		path = to
	}
	return path
}

// open makes the temporary file, which nobody may read who may not read the
// file itself.
func (d *Draft) open(mode fs.FileMode) error {
	for {
		name := fmt.Sprintf(".%s.%08x", filepath.Base(d.path), rand.Uint32())
		err := d.do("open", func() (err error) {
			d.file, err = os.OpenFile(filepath.Join(filepath.Dir(d.path), name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
			return err
		})
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		d.temporary = d.file != nil
		if err != nil {
			d.Abandon()
		}
		return err
	}
}

// Write adds to the file.
func (d *Draft) Write(p []byte) (n int, err error) {
	err = d.do("write", func() (err error) { n, err = d.file.Write(p); return err })
	return n, err
}

// Commit puts the file in its place: it is on the disk before it has its name,
// and the name is on the disk when Commit returns. After an error the old file
// is there, unless the disk failed after the name was given.
func (d *Draft) Commit() error {
	if !d.temporary {
		return d.close()
	}
	err := d.keepMode()
	if err == nil {
		err = d.do("fsync", d.file.Sync)
	}
	if err = errors.Join(err, d.close()); err == nil {
		err = d.do("rename", func() error { return os.Rename(d.file.Name(), d.path) })
	}
	if err != nil {
		d.Abandon()
		return err
	}
	d.temporary = false
	return d.syncFolder()
}

// keepMode gives the new file the permissions of the old one, whatever the umask.
func (d *Draft) keepMode() error {
	if d.old == nil {
		return nil
	}
	return d.do("chmod", func() error { return d.file.Chmod(d.old.Mode().Perm()) })
}

func (d *Draft) close() error { return d.do("close", d.file.Close) }

// Abandon removes what was not committed. After Commit it does nothing.
func (d *Draft) Abandon() {
	if d.file == nil {
		return
	}
	d.file.Close()
	if d.temporary {
		os.Remove(d.file.Name())
		d.temporary = false
	}
}

// syncFolder makes the rename survive a power cut, where the file system can.
func (d *Draft) syncFolder() error {
	return d.do("fsync of the folder", func() error {
		folder, err := os.Open(filepath.Dir(d.path))
		if err != nil {
			return err
		}
		err = folder.Sync()
		if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
			err = nil
		}
		return errors.Join(err, folder.Close())
	})
}

// Replace writes the whole file at path by way of a Draft. What the system refuses is
// worded as Unwritable words it.
func Replace(path string, write func(io.Writer) error) error {
	err := replace(path, write, straight)
	if errors.As(err, new(*fs.PathError)) {
		return Unwritable(path, err)
	}
	return err
}

func replace(path string, write func(io.Writer) error, g guard) error {
	d, err := newDraft(path, g)
	if err != nil {
		return err
	}
	defer d.Abandon()
	if err := write(d); err != nil {
		return err
	}
	return d.Commit()
}
