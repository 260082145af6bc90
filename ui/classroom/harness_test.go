//go:build unix

package classroom_test

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"nudge/ui/classroom"
	"nudge/ui/cli"
)

// TestMain lets the test binary be the program, in a process of its own: what it
// takes and what it leaves behind can then be told from what the clients do.
func TestMain(m *testing.M) {
	if os.Args[0] == hasty {
		classroom.Hasty()
	}
	if os.Args[0] == "nudge" || os.Args[0] == hasty {
		go confess(os.NewFile(3, "confession"))
		os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// hasty is the program that has less patience with clients that do not answer.
const hasty = "hasty nudge"

// confess writes the stacks of all goroutines whenever SIGUSR1 asks for them.
func confess(to io.Writer) {
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGUSR1)
	for range asked {
		stacks := make([]byte, 16<<20)
		stacks = stacks[:runtime.Stack(stacks, true)]
		_ = binary.Write(to, binary.BigEndian, uint32(len(stacks)))
		_, _ = to.Write(stacks)
	}
}

// server is `nudge serve` in a process of its own.
type server struct {
	t      testing.TB
	cmd    *exec.Cmd
	home   string
	addr   string
	stacks *os.File
	ended  chan struct{}
	mu     sync.Mutex
	log    []string
}

var address = regexp.MustCompile(`127\.0\.0\.1:\d+`)

// serve starts a server on a free port of the loopback.
func serve(t testing.TB, args ...string) *server {
	t.Helper()
	return start(t, "nudge", args...)
}

// start is serve by a program of that name.
func start(t testing.TB, program string, args ...string) *server {
	t.Helper()
	s := &server{t: t, home: t.TempDir(), ended: make(chan struct{})}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	s.stacks = read
	s.cmd = exec.Command(self)
	s.cmd.Args = append([]string{program, "serve", "--listen", "127.0.0.1:0"}, args...)
	s.cmd.Env = []string{"HOME=" + s.home, "XDG_STATE_HOME=" + filepath.Join(s.home, "state"), "PATH=" + os.Getenv("PATH")}
	s.cmd.Dir = s.home
	s.cmd.ExtraFiles = []*os.File{write}
	errs, err := s.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	write.Close()
	listening := make(chan string, 1)
	go s.listen(errs, listening)
	t.Cleanup(func() { s.stop(); read.Close() })
	select {
	case s.addr = <-listening:
	case <-s.ended:
		t.Fatalf("the server ended before it listened:\n%s", s.said())
	case <-time.After(20 * time.Second):
		t.Fatalf("the server does not listen:\n%s", s.said())
	}
	return s
}

// listen keeps the log, and finds the address in its first lines.
func (s *server) listen(errs io.Reader, listening chan<- string) {
	lines := bufio.NewScanner(errs)
	lines.Buffer(nil, 1<<20)
	for known := false; lines.Scan(); {
		s.mu.Lock()
		s.log = append(s.log, lines.Text())
		s.mu.Unlock()
		if at := address.FindString(lines.Text()); !known && at != "" {
			known = true
			listening <- at
		}
	}
	_ = s.cmd.Wait()
	close(s.ended)
}

// said is the log so far.
func (s *server) said() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Join(s.log, "\n")
}

// logs waits for a line of the log that has all those words.
func (s *server) logs(words ...string) string {
	s.t.Helper()
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		for _, line := range strings.Split(s.said(), "\n") {
			if hasAll(line, words) {
				return line
			}
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("no line of the log has %q:\n%s", words, s.said())
		}
	}
}

func hasAll(line string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(line, w) {
			return false
		}
	}
	return true
}

// stop ends the server, and holds it to the five seconds that it has for this.
func (s *server) stop() {
	s.t.Helper()
	_ = s.cmd.Process.Signal(syscall.SIGTERM)
	since := time.Now()
	select {
	case <-s.ended:
	case <-time.After(20 * time.Second):
		_ = s.cmd.Process.Kill()
		<-s.ended
	}
	if took := time.Since(since); took > 5*time.Second {
		s.t.Errorf("the server ended after %v, want 5 s at most", took)
	}
	if files, err := os.ReadDir(s.home); err != nil || len(files) > 1 || len(files) == 1 && files[0].Name() != "state" {
		s.t.Errorf("the server has written %v (%v)", files, err)
	}
	if strings.Contains(s.said(), "DATA RACE") || strings.Contains(s.said(), "goroutine ") {
		s.t.Errorf("the server failed:\n%s", s.said())
	}
}

// holds is what a server has open: descriptors, and goroutines by who made them.
type holds struct {
	goroutines, descriptors int
	made                    map[string]int
}

// dump is the stacks of the server's goroutines.
func (s *server) dump() string {
	s.t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGUSR1); err != nil {
		s.t.Fatal(err)
	}
	_ = s.stacks.SetReadDeadline(time.Now().Add(20 * time.Second))
	var size uint32
	err := binary.Read(s.stacks, binary.BigEndian, &size)
	stacks := make([]byte, size)
	if err == nil {
		_, err = io.ReadFull(s.stacks, stacks)
	}
	if err != nil {
		_ = s.cmd.Process.Signal(syscall.SIGQUIT) // the runtime itself tells where it hangs
		<-s.ended
		s.t.Fatalf("the server does not answer (%v):\n%s", err, s.said())
	}
	return string(stacks)
}

func (s *server) holding() holds {
	s.t.Helper()
	open, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", s.cmd.Process.Pid))
	if err != nil {
		s.t.Fatal(err)
	}
	h := holds{descriptors: len(open), made: map[string]int{}}
	for _, stack := range strings.Split(strings.TrimSpace(s.dump()), "\n\n") {
		_, by, _ := strings.Cut(stack, "created by ")
		by, _, _ = strings.Cut(by, " in goroutine")
		h.made[by]++
		h.goroutines++
	}
	return h
}

// over lists what there is more of than before.
func (h holds) over(before holds) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d goroutines and %d descriptors are left, before there were %d and %d", h.goroutines, h.descriptors, before.goroutines, before.descriptors)
	for by, n := range h.made {
		if n > before.made[by] {
			fmt.Fprintf(&b, "\n%d instead of %d by %s", n, before.made[by], by)
		}
	}
	return b.String()
}

// settled is what the server holds when it has come to rest: the same four times.
func (s *server) settled() holds {
	s.t.Helper()
	last, same := s.holding(), 0
	for range 400 {
		time.Sleep(50 * time.Millisecond)
		now := s.holding()
		if same++; now.goroutines != last.goroutines || now.descriptors != last.descriptors {
			same = 0
		}
		if last = now; same == 3 {
			return now
		}
	}
	s.t.Fatalf("the server does not come to rest: %v", last.made)
	return last
}

// back waits until the server holds no more than it did before.
func (s *server) back(before holds) {
	s.t.Helper()
	s.backBut(before, 0)
}

// backBut is back while so many sessions are open, each of which may have commands
// under way.
func (s *server) backBut(before holds, open int) {
	s.t.Helper()
	var now holds
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if now = s.holding(); now.goroutines <= before.goroutines+2*open && now.descriptors <= before.descriptors {
			return
		}
	}
	s.t.Errorf("%s\n%s", now.over(before), s.said())
}

// proc reads a number from a file of the process: a field after the name, as
// proc(5) counts them.
func (s *server) proc(file string, field int) int {
	s.t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", s.cmd.Process.Pid, file))
	if err != nil {
		s.t.Fatal(err)
	}
	fields := strings.Fields(string(text[strings.LastIndex(string(text), ")")+1:]))
	n, err := strconv.Atoi(fields[field])
	if err != nil {
		s.t.Fatal(err)
	}
	return n
}

// memory is the server's resident memory in MB.
func (s *server) memory() int { return s.proc("statm", 1) * os.Getpagesize() >> 20 }

// cpu is the processor time that the server has used.
func (s *server) cpu() time.Duration {
	const perTick = 10 * time.Millisecond // USER_HZ is 100 on Linux
	return time.Duration(s.proc("stat", 11)+s.proc("stat", 12)) * perTick
}
