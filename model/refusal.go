package model

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// refusal is what the system said to a file, and what to do about it.
type refusal struct {
	path, done string // read, or written
	reason     error
	remedy     string
}

func (r *refusal) Error() string {
	text := r.path + " cannot be " + r.done + ": " + r.reason.Error()
	if r.remedy != "" {
		text += ": " + r.remedy
	}
	return text
}

func (r *refusal) Unwrap() error { return r.reason }

// remedies are what to do about a reason, for who reads and for who writes.
var remedies = []struct {
	reason      error
	read, write string
}{
	{fs.ErrNotExist, "check its name", "make its folder first, or choose another"},
	{fs.ErrPermission, "see to it that you may read it", "choose a place that you may write to"},
	{syscall.EROFS, "", "choose a place that you may write to"},
	{syscall.ENOTDIR, "check its path", "check its path"},
	{syscall.EISDIR, "give a file in it", "give the name of a file in it"},
	{syscall.ENOSPC, "", "make room, or choose another place"},
	{syscall.EFBIG, "", "make room, or choose another place"},
}

// Unreadable words why the file at path cannot be read, and what to do about it.
// The reason is wrapped.
func Unreadable(path string, err error) error { return refused(path, "read", err) }

// Unwritable words why the file at path cannot be written, and what to do about it.
// The reason is wrapped; what was worded before stays.
func Unwritable(path string, err error) error { return refused(path, "written", err) }

func refused(path, done string, err error) error {
	if errors.As(err, new(*refusal)) {
		return err
	}
	r := &refusal{path: path, done: done, reason: Unnamed(err)}
	for _, is := range remedies {
		if errors.Is(err, is.reason) {
			r.remedy = map[string]string{"read": is.read, "written": is.write}[done]
			break
		}
	}
	return r
}

// Unnamed is an error of the system without the operation and the name of the file,
// which are said elsewhere.
func Unnamed(err error) error {
	path, link := (*fs.PathError)(nil), (*os.LinkError)(nil)
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
