//go:build unix

package model

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestMain is the test binary, or a process of it that saves for a test: over
// and over until it is killed, until a certain call to the system, or once with
// no room on the disk.
func TestMain(m *testing.M) {
	path := os.Getenv("NUDGE_TEST_SAVE")
	if path == "" {
		os.Exit(m.Run())
	}
	if cut := os.Getenv("NUDGE_TEST_CUT"); cut != "" {
		if err := draftUntil(path, cut); err != nil {
			_, _ = os.Stderr.WriteString(err.Error())
			os.Exit(1)
		}
		os.Exit(0)
	}
	n, err := New(large())
	if err != nil {
		panic(err)
	}
	if os.Getenv("NUDGE_TEST_FULL") != "" {
		// Past this size a write fails with EFBIG, as on a full disk.
		signal.Ignore(syscall.SIGXFSZ)
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 1 << 16, Max: 1 << 16}); err != nil {
			panic(err)
		}
	}
	for {
		if err := n.Save(path); err != nil {
			_, _ = os.Stderr.WriteString(err.Error())
			os.Exit(1)
		}
	}
}

func large() Spec { return drawSpec(rand.New(rand.NewPCG(1, 1)), "tanh", 1, 200, 100, 50) }

// saving is a process that saves the large network at path.
func saving(t *testing.T, path string, env ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), append(env, "NUDGE_TEST_SAVE="+path)...)
	return cmd
}

// TestSaveKilled: whenever a save is killed, the file is whole, the old one or
// the new.
func TestSaveKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "net.json")
	old := compiled(t, drawSpec(rand.New(rand.NewPCG(2, 2)), "tanh", 1, 1, 1))
	if err := old.Save(path); err != nil {
		t.Fatal(err)
	}
	for i := range 8 {
		cmd := saving(t, path)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(20+17*i) * time.Millisecond)
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		n, err := Load(path)
		if err != nil {
			t.Fatalf("killed after a while: %v", err)
		}
		if units := n.Units(); units != 1 && units != 150 {
			t.Fatalf("killed after a while: a network of %d units", units)
		}
	}
}

// TestSaveOnFullDisk: the old file stays, and no temporary one is left.
func TestSaveOnFullDisk(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "net.json")
	old := drawSpec(rand.New(rand.NewPCG(2, 2)), "tanh", 1, 1, 1)
	saved(t, path, old)
	output, err := saving(t, path, "NUDGE_TEST_FULL=1").CombinedOutput()
	if err == nil || !strings.HasPrefix(string(output), "save network: ") || strings.Contains(string(output), "\n") {
		t.Errorf("a save on a full disk ends with %v and says %q", err, output)
	}
	onlyFiles(t, dir, "net.json")
	if n, err := Load(path); err != nil || n.Units() != 1 {
		t.Errorf("the old file is gone: %v", err)
	}
}
