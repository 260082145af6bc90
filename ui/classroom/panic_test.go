package classroom

import (
	"bytes"
	"context"
	"io"
	"net"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/log/v2"
	gossh "golang.org/x/crypto/ssh"

	"nudge/dynamics"
	"nudge/model"
	"nudge/ui"
)

// faulty fails where its key says: u in Update, v in View, g in a goroutine of a
// command.
type faulty struct{ view bool }

func (f *faulty) Init() tea.Cmd { return nil }

func (f *faulty) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		switch press.String() {
		case "u":
			panic("in Update")
		case "v":
			f.view = true
		case "g":
			return f, func() tea.Msg { panic("in a goroutine") }
		}
	}
	return f, nil
}

func (f *faulty) View() tea.View {
	if f.view {
		panic("in View")
	}
	v := tea.NewView("nothing is wrong")
	v.AltScreen, v.MouseMode = true, tea.MouseModeCellMotion
	return v
}

// lines is a buffer for two goroutines.
type lines struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.String()
}

// has waits until it says something.
func (l *lines) has(t *testing.T, says string) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !strings.Contains(l.String(), says); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("it never says %q: %q", says, l.String())
		}
	}
}

// TestPanic: a session that fails ends alone, with its terminal as it was, and the
// log says so.
func TestPanic(t *testing.T) {
	source, err := dynamics.FromPreset(model.Iris())
	if err != nil {
		t.Fatal(err)
	}
	signer, err := HostKey(filepath.Join(t.TempDir(), "key"), "")
	if err != nil {
		t.Fatal(err)
	}
	logged := &lines{}
	s, err := New(Config{
		Signer: signer, MaxSessions: 4, Idle: time.Minute, FPS: 10, Log: log.New(logged),
		Begin: ui.Options{Source: source, Settings: dynamics.Settings{Knobs: dynamics.DefaultKnobs(), Seed: 1, Sample: 1}},
	})
	if err != nil {
		t.Fatal(err)
	}
	s.program = func(o ui.Options, more ...tea.ProgramOption) (*ui.App, *tea.Program, error) {
		app, err := ui.New(o)
		return app, tea.NewProgram(&faulty{}, append(more, tea.WithInput(o.In), tea.WithOutput(o.Out), tea.WithEnvironment(o.Environ))...), err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- s.Serve(ctx, l) }()
	other, _, stays := sitDown(t, l.Addr().String())
	other.has(t, "nothing is wrong")
	sound := s.program
	s.program = func(ui.Options, ...tea.ProgramOption) (*ui.App, *tea.Program, error) { panic("at the beginning") }
	_, _, ends := sitDown(t, l.Addr().String())
	logged.has(t, "at the beginning")
	select {
	case <-ends:
	case <-time.After(5 * time.Second):
		t.Fatal("a session that failed to begin does not end")
	}
	if n := s.room.taken(); n != 1 {
		t.Errorf("%d seats are taken after a session failed to begin", n)
	}
	s.program = sound
	for _, key := range []string{"u", "v", "g"} {
		screen, keys, gone := sitDown(t, l.Addr().String())
		screen.has(t, "nothing is wrong")
		since := time.Now()
		_, _ = io.WriteString(keys, key)
		select {
		case <-gone:
		case <-time.After(5 * time.Second):
			t.Fatalf("%s: the session does not end", key)
		}
		if took := time.Since(since); took > time.Second {
			t.Logf("%s: it took %v, which is right on a busy machine only", key, took)
		}
		for _, mode := range []string{"1049", "1002", "1006"} {
			on := regexp.MustCompile(`\x1b\[\?`+mode+`([hl])`).FindAllStringSubmatch(screen.String(), -1)
			if len(on) == 0 || on[len(on)-1][1] != "l" {
				t.Errorf("%s: mode %s is left as %v", key, mode, on)
			}
		}
		if !strings.Contains(screen.String(), "the others go on") {
			t.Errorf("%s: the client is told %q", key, screen.String())
		}
	}
	select {
	case <-stays:
		t.Error("another session ended, too")
	default:
	}
	if n := strings.Count(logged.String(), "panic"); n < 3 {
		t.Errorf("the log tells of %d panics:\n%s", n, logged.String())
	}
	end()
	if err := <-served; err != nil {
		t.Error(err)
	}
}

// sitDown opens a session.
func sitDown(t *testing.T, address string) (screen *lines, keys io.Writer, gone chan struct{}) {
	t.Helper()
	c, err := gossh.Dial("tcp", address, &gossh.ClientConfig{User: "student", HostKeyCallback: gossh.InsecureIgnoreHostKey()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	session, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	screen, gone = &lines{}, make(chan struct{})
	session.Stdout, session.Stderr = screen, screen
	keys, err = session.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := session.RequestPty("xterm-256color", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	if err := session.Shell(); err != nil {
		t.Fatal(err)
	}
	go func() { _ = session.Wait(); close(gone) }()
	return screen, keys, gone
}
