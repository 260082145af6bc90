//go:build unix

package cli

import (
	"bytes"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"

	"nudge/dynamics/learn"
)

// TestTrainLogFull: a line that does not fit on the disk is not begun.
func TestTrainLogFull(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log")
	l, err := openTrainLog(path)
	if err != nil {
		t.Fatal(err)
	}
	defer l.close()
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Fatal(err)
	}
	signal.Ignore(syscall.SIGXFSZ)
	defer signal.Reset(syscall.SIGXFSZ)
	tight := was
	tight.Cur = 1000
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &tight); err != nil {
		t.Fatal(err)
	}
	lines := 0
	for err = nil; err == nil && lines < 1000; lines++ {
		err = l.epoch(learn.Report{Epoch: lines, Cost: 0.5})
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Fatal(err)
	}
	text, _ := os.ReadFile(path)
	if err == nil || bytes.Count(text, []byte("\n")) != lines-1 || !bytes.HasSuffix(text, []byte("}\n")) {
		t.Errorf("after %d lines and the error %v the log is\n%s", lines, err, text)
	}
}
