package ui

import (
	"fmt"
	"io"
	"runtime"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"nudge/model"
)

// live runs an App in a program of its own. leave ends it, and gives the App back.
func live(t *testing.T, a *App) (p *tea.Program, leave func()) {
	t.Helper()
	a.guest = true // the screen is drawn in its time
	p = tea.NewProgram(a, tea.WithInput(nil), tea.WithOutput(io.Discard), tea.WithWindowSize(120, 40), tea.WithoutSignalHandler(),
		tea.WithEnvironment([]string{"TERM=xterm-256color"}))
	ended := make(chan error, 1)
	go func() { _, err := p.Run(); ended <- err }()
	return p, func() {
		p.Quit()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		a.Close()
	}
}

// goroutines waits until there are no more than that many, and returns how many
// there are.
func goroutines(most int) int {
	for range 100 {
		if runtime.NumGoroutine() <= most {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	return runtime.NumGoroutine()
}

// TestClassLive: presenter and students in programs and goroutines of their own. One
// who takes no news holds nobody up; in the end all show the same, and when they
// have left no goroutine is left.
func TestClassLive(t *testing.T) {
	before := runtime.NumGoroutine()
	board := NewBoard()
	deaf := attending(t, model.Iris(), board, false, "deaf")
	deafWaits := deaf.await() // nobody runs it
	var students []*App
	var leaves []func()
	for i := range 6 {
		a := attending(t, model.Iris(), board, false, fmt.Sprint("student ", i))
		_, leave := live(t, a)
		students, leaves = append(students, a), append(leaves, leave)
	}
	presenter := attending(t, model.Iris(), board, true, "")
	p, leave := live(t, presenter)
	for _, key := range []string{"n", "space", "2", ">", "space", "G", "t", "0", "a", "up", "up", ".", "m", "up", ",", "enter", "o", "down", "enter", "pgdown", "a", "pgdown"} {
		p.Send(keyMsg(key))
		time.Sleep(40 * time.Millisecond)
	}
	leave()
	time.Sleep(500 * time.Millisecond)
	for _, leave := range leaves {
		leave()
	}
	for _, a := range students {
		alike(t, a.class.name, a, presenter)
	}
	deaf.Close()
	if deafWaits() != nil {
		t.Error("news come after the end")
	}
	if now := goroutines(before); now > before {
		buf := make([]byte, 1<<16)
		t.Errorf("%d goroutines are left of %d:\n%s", now, before, buf[:runtime.Stack(buf, true)])
	}
}
