package cli

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// TestInterrupt: ctrl+c ends long work with exit code 130 and leaves no file.
func TestInterrupt(t *testing.T) {
	dir := t.TempDir()
	c := exec.Command("nudge", "run", "--frames", "1000000000", "-o", filepath.Join(dir, "out"))
	interrupt(t, c, func() bool { // it writes its temporary file
		files, _ := os.ReadDir(dir)
		return len(files) > 0
	})
	if files, _ := os.ReadDir(dir); len(files) > 0 {
		t.Errorf("it leaves %v", files)
	}
}

// interrupt starts a command and presses ctrl+c when it is at work, or after ten
// seconds. It must end with exit code 130.
func interrupt(t *testing.T, c *exec.Cmd, working func() bool) {
	t.Helper()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for range 1000 {
		if working() {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := c.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted {
		t.Errorf("ends with %v, want exit code %d", err, exitInterrupted)
	}
}
