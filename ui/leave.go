package ui

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
)

// Start runs the visualizer until the user leaves it, ctx is cancelled, or the
// terminal is gone; ErrInterrupted says that it was not the user. A panic, of a
// goroutine too, is returned as a *dynamics.Panic. In every case the terminal is
// as it was before, whatever is being computed.
func Start(ctx context.Context, o Options) error {
	if err := believable(&o); err != nil {
		return err
	}
	job := newJobs()
	app, program, err := Program(o, tea.WithoutSignalHandler(), tea.WithFilter(job.filter))
	if err != nil {
		return err
	}
	defer func() { // it may have to wait, and after a panic the App may be in any state
		go shield(func() tea.Msg { app.Close(); return nil })()
	}()
	watched, stop := context.WithCancel(ctx)
	defer stop()
	job.watch(watched, program)
	restore := keepTerminal(o)
	ended := make(chan error, 1)
	go func() {
		err := Run(program)
		app.keepLast()
		ended <- err
	}()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	case <-gone(watched, o):
	}
	go program.Kill()
	select {
	case <-ended:
	case <-time.After(killTime):
		restore() // whoever reads the terminal has stopped
	}
	return ErrInterrupted
}

// Run runs a program of Program until it ends. A panic in the App is returned as
// a *dynamics.Panic.
func Run(program *tea.Program) error {
	model, err := program.Run()
	if g, ok := model.(*guard); ok && g.fault != nil {
		return g.fault
	}
	if errors.Is(err, tea.ErrInterrupted) {
		return ErrInterrupted
	}
	return err
}

// killTime is how long a program may take to leave the terminal, and goneTime how
// often is looked whether there still is one.
const (
	killTime = 500 * time.Millisecond
	goneTime = 500 * time.Millisecond
)

// terminals are the streams of the program that are one.
func terminals(o Options) []term.File {
	var list []term.File
	for _, stream := range []any{o.In, o.Out} {
		if f, ok := stream.(term.File); ok && term.IsTerminal(f.Fd()) {
			list = append(list, f)
		}
	}
	return list
}

// gone is closed when a terminal of the program is no more. Its SIGHUP may be
// ignored, and Bubble Tea takes the end of the input for a quiet user and goes on
// writing to nobody.
func gone(ctx context.Context, o Options) <-chan struct{} {
	found, all := make(chan struct{}), terminals(o)
	go func() {
		tick := time.NewTicker(goneTime)
		defer tick.Stop()
		for {
			for _, f := range all {
				if _, err := term.GetState(f.Fd()); err != nil {
					close(found)
					return
				}
			}
			select {
			case <-tick.C:
			case <-ctx.Done():
				return
			}
		}
	}()
	return found
}

// keepTerminal remembers the modes of the terminal; what it returns sets them
// again.
func keepTerminal(o Options) (restore func()) {
	restore = func() {}
	for _, f := range terminals(o) {
		if state, err := term.GetState(f.Fd()); err == nil {
			before := restore
			restore = func() { before(); _ = term.Restore(f.Fd(), state) }
		}
	}
	return restore
}
