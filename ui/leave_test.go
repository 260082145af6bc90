//go:build unix

package ui_test

import (
	"os"
	"os/exec"
	"os/signal"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestMain of this folder stands in fault_test.go.

// switches are the sequences that switch something of the terminal on and off
// again; the cursor and wrapping are on from the start.
var switches = regexp.MustCompile(`\x1b\[(\?[0-9;]+[hl]|>4(;[0-9])?m|>[0-9]+u|<[0-9]*u)`)

// leftOn is what a program's output leaves switched otherwise than it was.
func leftOn(output string) map[string]bool {
	on := map[string]bool{}
	for _, s := range switches.FindAllString(output, -1) {
		s = strings.TrimPrefix(s, "\x1b[")
		switch {
		case strings.HasSuffix(s, "u"):
			on["keyboard"] = strings.HasPrefix(s, ">")
		case strings.HasSuffix(s, "m"):
			on["other keys"] = strings.Contains(s, ";") && !strings.HasSuffix(s, ";0m")
		default:
			for _, mode := range strings.Split(s[1:len(s)-1], ";") {
				set, home := strings.HasSuffix(s, "h"), mode == "25" || mode == "7"
				on[mode] = set != home
			}
		}
	}
	for name, left := range on {
		if !left {
			delete(on, name)
		}
	}
	return on
}

// stty is what stty says of the terminal.
func (s *terminal) stty() string {
	s.t.Helper()
	c := exec.Command("stty", "-a")
	c.Stdin = s.pty
	out, err := c.Output()
	if err != nil {
		s.t.Fatalf("stty: %v", err)
	}
	return string(out)
}

// within a second something has to be done, of three attempts at least in one: others
// may be at work on this machine.
func within(t *testing.T, attempt func() time.Duration) {
	t.Helper()
	var took time.Duration
	for range 3 {
		if took = attempt(); took <= time.Second || t.Failed() {
			return
		}
	}
	t.Errorf("it took %v, three times more than a second", took)
}

// leaves lets a program be left in some way, and checks that it ends with that exit
// code and that the terminal is as it was. It returns how long that took.
func leaves(t *testing.T, s *terminal, before string, code int, way func()) time.Duration {
	t.Helper()
	running := leftOn(s.written())
	for _, mode := range []string{"1049", "1002", "1006", "2004", "25", "keyboard"} {
		if !running[mode] {
			t.Errorf("%s is not switched while it runs (%v), so this test tests nothing", mode, running)
		}
	}
	began := time.Now()
	way()
	s.ends(code)
	took := time.Since(began) - 50*time.Millisecond // ends waits a moment
	if left := leftOn(s.written()); len(left) > 0 {
		t.Errorf("it leaves switched on: %v", left)
	}
	if after := s.stty(); after != before {
		t.Errorf("stty was\n%sand is\n%s", before, after)
	}
	return took
}

// hangsUp lets programs that are started from here have the signal, though this
// one may be run by something like nohup.
func hangsUp(t *testing.T) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	t.Cleanup(func() { signal.Stop(c) })
}

func (s *terminal) signals(sig os.Signal) func() {
	return func() {
		if err := s.cmd.Process.Signal(sig); err != nil {
			s.t.Fatal(err)
		}
	}
}

func (s *terminal) types(keys string) func() { return func() { s.typed(keys) } }

func TestLeave(t *testing.T) {
	hangsUp(t)
	path := program(t)
	for _, way := range []struct {
		name string
		code int
		way  func(*terminal) func()
	}{
		{"q", 0, func(s *terminal) func() { return s.types("q") }},
		{"ctrl+c", 0, func(s *terminal) func() { return s.types("\x03") }},
		{"SIGINT", 130, func(s *terminal) func() { return s.signals(os.Interrupt) }},
		{"SIGTERM", 130, func(s *terminal) func() { return s.signals(syscall.SIGTERM) }},
		{"SIGHUP", 130, func(s *terminal) func() { return s.signals(syscall.SIGHUP) }},
	} {
		t.Run(way.name, func(t *testing.T) {
			within(t, func() time.Duration {
				s, before := openQuiet(t, path)
				s.until("At rest")
				return leaves(t, s, before, way.code, way.way(s))
			})
		})
	}
}

// openQuiet is open at 80×24, and what stty said before the program began.
func openQuiet(t *testing.T, path string, args ...string) (*terminal, string) {
	t.Helper()
	probe := open(t, "true", 80, 24, nil)
	before := probe.stty()
	return open(t, path, 80, 24, nil, args...), before
}

// TestLeaveAtWork leaves while something long is being computed.
func TestLeaveAtWork(t *testing.T) {
	path := program(t)
	for _, work := range []struct {
		name       string
		args       []string
		keys, says string
	}{
		{"seeking", []string{"--preset", "digits", "--temperature", "1e-4", "--chains", "500", "--equilibrate", "10"}, "n:go 100000\r", "computing frame"},
		{"sweeping", []string{"--preset", "iris"}, ":sweep beta=1e-4:1:log:40 temperature=1e-6:1e-2:log:40 trials=1000\r", "of 1600 cells"},
		{"training", []string{"--preset", "digits"}, "W", "LEARNING"},
		{"settling", []string{"--data", "digits", "--sample", "3", "--layers", "64,820,820,10"}, ":sample 2\r", "computing: q leaves"},
	} {
		for name, way := range map[string]func(*terminal) func(){
			"q":       func(s *terminal) func() { return s.types("q") },
			"SIGTERM": func(s *terminal) func() { return s.signals(syscall.SIGTERM) },
		} {
			t.Run(work.name+" "+name, func(t *testing.T) {
				within(t, func() time.Duration {
					s, before := openQuiet(t, path, work.args...)
					s.until("At rest")
					s.typed(work.keys)
					s.until(work.says)
					return leaves(t, s, before, map[string]int{"q": 0, "SIGTERM": 130}[name], way(s))
				})
			})
		}
	}
}

// TestLeaveInPanic: whatever panics, the terminal is left first and what went
// wrong is read after.
func TestLeaveInPanic(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for where, says := range map[string]string{
		"update": "a mistake in update", "view": "a mistake in view", "command": "a mistake in command", "batch": "a mistake in batch",
		"chains": "nil pointer", "sweep": "nil pointer", "training": "a mistake in training", "task": "a mistake in task",
	} {
		t.Run(where, func(t *testing.T) {
			t.Setenv("NUDGE_TEST_FAULT", where)
			within(t, func() time.Duration {
				s, before := openQuiet(t, self)
				s.until("At rest")
				took := leaves(t, s, before, 1, s.types("!"))
				if screen := s.text(); !strings.Contains(screen, "panic: ") || !strings.Contains(screen, says) {
					t.Errorf("the screen does not say %q:\n%s", says, screen)
				}
				return took
			})
		})
	}
}

// TestLeaveStuck: a message that is never done with does not keep anyone.
func TestLeaveStuck(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("NUDGE_TEST_FAULT", "stuck")
	for name, keys := range map[string]string{"q": "q", "ctrl+c": "\x03", "q after other keys": "....q"} {
		t.Run(name, func(t *testing.T) {
			within(t, func() time.Duration {
				s, before := openQuiet(t, self)
				s.until("At rest")
				return leaves(t, s, before, 0, s.types("!"+keys))
			})
		})
	}
}

// TestTerminalGone: a program that does not hear of it, as SIGHUP is ignored, sees
// by itself that its terminal is gone.
func TestTerminalGone(t *testing.T) {
	path := program(t)
	for name, keys := range map[string]string{"paused": "", "playing": "n "} {
		t.Run(name, func(t *testing.T) {
			s := open(t, "sh", 80, 24, nil, "-c", `trap "" HUP; exec "$0"`, path)
			s.until("At rest")
			s.typed(keys)
			time.Sleep(300 * time.Millisecond)
			if err := s.pty.Close(); err != nil {
				t.Fatal(err)
			}
			select {
			case <-s.exited:
			case <-time.After(3 * time.Second):
				t.Error("it is still there after 3 s")
			}
		})
	}
}
