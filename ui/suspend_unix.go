//go:build unix

package ui

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/sys/unix"
)

// jobs makes a program a job that a shell can stop and go on with, by ctrl+z or by a
// signal from elsewhere: the shell gets its terminal back first, and after fg the
// screen is whole again.
type jobs struct{ signals chan os.Signal }

func newJobs() *jobs { return &jobs{make(chan os.Signal, 4)} }

// filter takes the wish to be suspended out of the program's messages. Bubble Tea
// would send SIGTSTP and wait for its effect; but who has once asked the Go runtime
// for that signal cannot have its effect back.
func (j *jobs) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	if _, ok := msg.(tea.SuspendMsg); !ok {
		return msg
	}
	select {
	case j.signals <- syscall.SIGTSTP:
	default:
	}
	return nil
}

// watch does what a shell wants of the program until ctx is done.
func (j *jobs) watch(ctx context.Context, program *tea.Program) {
	if !resumable() {
		return
	}
	signal.Notify(j.signals, syscall.SIGTSTP, syscall.SIGCONT)
	go func() {
		defer signal.Stop(j.signals)
		for {
			select {
			case <-ctx.Done():
				return
			case s := <-j.signals:
				j.anew(program, s == syscall.SIGTSTP)
			}
		}
	}()
}

// anew leaves the terminal, stops until the shell goes on with its job, and takes the
// terminal again. A stop that could not be seen coming, of SIGSTOP, is over already.
func (j *jobs) anew(program *tea.Program, stop bool) {
	if program.ReleaseTerminal() != nil {
		return
	}
	if stop {
		_ = syscall.Kill(0, syscall.SIGSTOP) // all of the job, a script that runs it too
		select {
		case <-j.signals: // the SIGCONT of this very stop
		case <-time.After(contTime):
		}
	}
	time.Sleep(drawnTime)
	if program.RestoreTerminal() == nil {
		program.Send(tea.ClearScreen())
	}
}

// drawnTime is for what draws the screen to have ended. ReleaseTerminal returns before
// it has, and it would stop the clock of what RestoreTerminal starts: nothing would
// be drawn again.
const drawnTime = 50 * time.Millisecond

// contTime is within what the signal that went on with the program is told.
const contTime = 200 * time.Millisecond

// resumable tells whether there is a shell that would go on with the program once
// it is stopped: the program is in a group of its own below the leader of its
// session, and has a parent in that session.
func resumable() bool {
	if signal.Ignored(syscall.SIGTSTP) {
		return false
	}
	session, err := unix.Getsid(0)
	if err != nil || session == unix.Getpgrp() {
		return false
	}
	of, err := unix.Getsid(unix.Getppid())
	return err == nil && of == session
}
