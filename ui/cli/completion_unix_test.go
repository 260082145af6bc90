//go:build unix

package cli

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"
)

// TestBashTab presses Tab in a bash on a terminal, which has no bash-completion: a file
// is completed by its ending, and where no file is wanted nothing is offered or said.
func TestBashTab(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("there is no bash")
	}
	dir := t.TempDir()
	for _, name := range []string{"mine.md", "mind.txt", "wave.cast"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c := exec.Command(bash, "--norc", "--noprofile", "-i")
	c.Dir, c.Env = dir, append(os.Environ(), "PS1=> ", "TERM=dumb", "HISTFILE=")
	tty, err := pty.Start(c)
	if err != nil {
		t.Fatal(err)
	}
	defer tty.Close()
	defer c.Process.Kill()
	var mu sync.Mutex
	var said strings.Builder
	go func() {
		b := make([]byte, 4096)
		for {
			n, err := tty.Read(b)
			mu.Lock()
			said.Write(b[:n])
			mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	all := func() string { mu.Lock(); defer mu.Unlock(); return said.String() }
	typed := func(keys, says string) {
		t.Helper()
		if _, err := io.WriteString(tty, keys); err != nil {
			t.Fatal(err)
		}
		for end := time.Now().Add(10 * time.Second); !strings.Contains(all(), says); time.Sleep(10 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("after %q bash does not say %q:\n%s", keys, says, all())
			}
		}
	}
	typed("source <(nudge completion bash); echo rea''dy\n", "ready")
	typed("nudge --lesson m\t", "--lesson mine.md ")
	typed("\x15nudge record --cast w\t", "--cast wave.cast ")
	typed("\x15nudge serve --listen m\t\tx", "--listen m")
	typed("\x15nudge help swe\t", "help sweep ")
	typed("\x15exit\n", "exit")
	if strings.Contains(all(), "not found") || strings.Contains(all(), "--listen mi") {
		t.Errorf("bash says\n%s", all())
	}
}
