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
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for range 500 { // until it writes its temporary file
		if files, _ := os.ReadDir(dir); len(files) > 0 {
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
	if files, _ := os.ReadDir(dir); len(files) > 0 {
		t.Errorf("it leaves %v", files)
	}
}
