package model

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// calls is what replacing an old file asks of the system, in order.
var calls = []string{"open", "write", "write", "write", "chmod", "fsync", "close", "rename", "fsync of the folder"}

// whole is the file that is written in three parts, old the one before it.
const (
	whole = "one\ntwo\nthree\n"
	old   = "the old file\n"
)

func parts(w io.Writer) error {
	for _, part := range strings.SplitAfter(whole, "\n")[:3] {
		if _, err := io.WriteString(w, part); err != nil {
			return err
		}
	}
	return nil
}

// stopAt is a guard that lets n calls through and gives the next to stop, which
// may make it or not.
func stopAt(n int, stop guard) guard {
	return func(what string, call func() error) error {
		if n--; n == -1 {
			return stop(what, call)
		}
		return call()
	}
}

// TestDraftCalls: the order is the one that keeps a file whole; without it the
// tests of cuts would cut elsewhere.
func TestDraftCalls(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	var got []string
	listen := func(what string, call func() error) error {
		got = append(got, what)
		return call()
	}
	keep(t, path, old)
	if err := replace(path, parts, listen); err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(got) != fmt.Sprint(calls) {
		t.Errorf("the calls are %q, want %q", got, calls)
	}
	holds(t, path, whole)
}

// TestDraftFails: an error of any call leaves the old file or the new one whole,
// and no temporary file; so does one that comes after the call was made.
func TestDraftFails(t *testing.T) {
	errDisk := errors.New("the disk fails")
	for n, call := range calls {
		for _, made := range []bool{false, true} {
			t.Run(fmt.Sprintf("%d %s made=%v", n, call, made), func(t *testing.T) {
				dir := t.TempDir()
				path := filepath.Join(dir, "file")
				keep(t, path, old)
				err := replace(path, parts, stopAt(n, func(what string, call func() error) error {
					if made {
						_ = call()
					}
					return errDisk
				}))
				if !errors.Is(err, errDisk) || !strings.Contains(err.Error(), path+":") {
					t.Errorf("the error is %v", err)
				}
				onlyFiles(t, dir, "file")
				want := old
				if call == "fsync of the folder" || call == "rename" && made {
					want = whole
				}
				holds(t, path, want)
			})
		}
	}
}

// TestDraftAbandoned: what is not committed never was.
func TestDraftAbandoned(t *testing.T) {
	dir := t.TempDir()
	d, err := NewDraft(filepath.Join(dir, "file"))
	if err != nil {
		t.Fatal(err)
	}
	if err := parts(d); err != nil {
		t.Fatal(err)
	}
	d.Abandon()
	onlyFiles(t, dir)
	d, err = NewDraft(filepath.Join(dir, "file"))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(parts(d), d.Commit()); err != nil {
		t.Fatal(err)
	}
	d.Abandon()
	onlyFiles(t, dir, "file")
}

// TestDraftFollows: a link stays one, to a file that is there or not yet, and
// permissions stay as they were.
func TestDraftFollows(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links take a right there that few have")
	}
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	keep(t, in("file"), old)
	if err := errors.Join(os.Chmod(in("file"), 0o640), os.Mkdir(in("folder"), 0o755), os.Symlink("../file", in("folder/link")), os.Symlink("folder/link", in("links")), os.Symlink("none", in("dangling"))); err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{"links": "file", "dangling": "none"} {
		if err := Replace(in(from), parts); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Lstat(in(from)); err != nil || info.Mode()&os.ModeSymlink == 0 {
			t.Errorf("%s is no link any more: %v", from, err)
		}
		holds(t, in(to), whole)
	}
	if info, err := os.Stat(in("file")); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the file that was 0640 is %v, %v", info.Mode(), err)
	}
	onlyFiles(t, dir, "dangling", "file", "folder", "links", "none")
	if err := os.Symlink("round", in("round")); err != nil {
		t.Fatal(err)
	}
	if err := Replace(in("round"), parts); !errors.Is(err, syscall.ELOOP) {
		t.Errorf("a link to itself: %v", err)
	}
}

func keep(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func holds(t *testing.T, path, want string) {
	t.Helper()
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("the file holds %q, %v, want %q", got, err, want)
	}
}
