//go:build unix

package model

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// die ends the process as a power cut would: nothing is tidied up.
func die() { _ = syscall.Kill(os.Getpid(), syscall.SIGKILL) }

// draftUntil is the process that writes a draft and is killed at call n, before it
// or after it was made.
func draftUntil(path, cut string) error {
	var n int
	var when string
	if _, err := fmt.Sscanf(cut, "%d %s", &n, &when); err != nil {
		return err
	}
	return replace(path, parts, stopAt(n, func(_ string, call func() error) error {
		if when == "after" {
			_ = call()
		}
		die()
		select {} // the signal is on its way
	}))
}

// TestDraftKilled kills a process before and after each call that writes a file:
// the old or the new one is whole, and a later draft does not mind what was left.
func TestDraftKilled(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for n, call := range calls {
		for _, when := range []string{"before", "after"} {
			path := filepath.Join(t.TempDir(), "file")
			keep(t, path, old)
			cmd := exec.Command(self)
			cmd.Env = append(os.Environ(), "NUDGE_TEST_SAVE="+path, fmt.Sprintf("NUDGE_TEST_CUT=%d %s", n, when))
			err := cmd.Run()
			if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
				t.Fatalf("%s %s: the process was not killed: %v", when, call, err)
			}
			want := old
			if call == "fsync of the folder" || call == "rename" && when == "after" {
				want = whole
			}
			holds(t, path, want)
			if err := Replace(path, parts); err != nil {
				t.Errorf("after a kill %s %s: %v", when, call, err)
			}
			holds(t, path, whole)
		}
	}
}

// TestDraftOnFullDisk: a small disk of its own, really full.
func TestDraftOnFullDisk(t *testing.T) {
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("no disk can be mounted here: %s", out)
	}
	defer func() { _ = exec.Command("umount", dir).Run() }()
	path := filepath.Join(dir, "file")
	keep(t, path, old)
	n := compiled(t, large())
	if err := n.Save(path); !errors.Is(err, syscall.ENOSPC) || strings.Contains(err.Error(), "/.file") {
		t.Errorf("on a full disk: %v", err)
	}
	onlyFiles(t, dir, "file")
	holds(t, path, old)
}

// TestDraftRefused: what may not be replaced is not, for a user who is not root.
func TestDraftRefused(t *testing.T) {
	for name, file := range map[string]string{"a read-only file": "locked/file", "a folder that takes no file": "closed/new"} {
		dir := t.TempDir()
		for _, folder := range []string{"locked", "closed"} {
			if err := os.Mkdir(filepath.Join(dir, folder), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		keep(t, filepath.Join(dir, "locked/file"), old)
		if err := errors.Join(os.Chmod(filepath.Join(dir, "locked/file"), 0o444), os.Chmod(filepath.Join(dir, "closed"), 0o555)); err != nil {
			t.Fatal(err)
		}
		out, err := replacing(t, filepath.Join(dir, file)).CombinedOutput()
		if err == nil || !strings.HasSuffix(string(out), ": permission denied") {
			t.Errorf("%s: %v, %q", name, err, out)
		}
		onlyFiles(t, filepath.Join(dir, "locked"), "file")
		onlyFiles(t, filepath.Join(dir, "closed"))
		holds(t, filepath.Join(dir, "locked/file"), old)
	}
}

// replacing is a process that replaces a file once, as a user who is not root.
func replacing(t *testing.T, path string) *exec.Cmd {
	t.Helper()
	cmd := saving(t, path, "NUDGE_TEST_CUT=99 never")
	if os.Getuid() != 0 {
		return cmd
	}
	// Everyone may go through the folders of the test, and run a copy of it.
	self, err := os.ReadFile(cmd.Path)
	if err != nil {
		t.Fatal(err)
	}
	for dir := filepath.Dir(path); strings.HasPrefix(dir, os.TempDir()+"/"); dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil {
			t.Fatal(err)
		}
		_ = os.Chown(dir, nobody, nobody)
		_ = os.Chmod(dir, info.Mode()|0o011)
	}
	_ = os.Lchown(path, nobody, nobody)
	cmd.Path = filepath.Join(t.TempDir(), "test")
	if err := os.WriteFile(cmd.Path, self, 0o755); err != nil {
		t.Fatal(err)
	}
	for dir := filepath.Dir(cmd.Path); strings.HasPrefix(dir, os.TempDir()+"/"); dir = filepath.Dir(dir) {
		_ = os.Chmod(dir, 0o755)
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	return cmd
}

// nobody is the user that is nobody, nearly everywhere.
const nobody = 65534
