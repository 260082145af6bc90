package ui

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
)

// film is an App that nobody sits at, in a time of its own: it passes by going on to
// what comes next. What a terminal waits for is done at once and to its end, and
// nothing is cut short by a clock, so the same keys at the same times give the same
// screens on any machine.
type film struct {
	app  *App
	now  time.Duration
	due  []due // in the order in which they come
	over bool  // the App was left
	show func(at time.Duration, content string) error
}

// due is a message that comes at a time.
type due struct {
	at  time.Duration
	msg tea.Msg
}

// later is a message that a film delivers after a while.
type later struct {
	after time.Duration
	msg   tea.Msg
}

// newFilm is the App that the options describe on a screen of w×h cells. show is told
// of the screen whenever a moment is over.
func newFilm(o Options, w, h int, show func(time.Duration, string) error) (*film, error) {
	f := &film{show: show}
	o.film = f
	app, err := New(o)
	if err != nil {
		return nil, err
	}
	f.app = app
	f.do(app.Init())
	f.tell(tea.WindowSizeMsg{Width: w, Height: h})
	return f, f.look()
}

// look shows the screen as it is now.
func (f *film) look() error { return f.show(f.now, f.app.View().Content) }

// tell gives the App a message and does what it asks for.
func (f *film) tell(msg tea.Msg) {
	if !f.over {
		_, cmd := f.app.Update(msg)
		f.do(cmd)
	}
}

// do carries out a command.
func (f *film) do(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range msg {
			f.do(c)
		}
	case later:
		d := due{f.now + msg.after, msg.msg}
		at, _ := slices.BinarySearchFunc(f.due, d, func(a, b due) int {
			if a.at > b.at {
				return 1
			}
			return -1 // after those of the same moment
		})
		f.due = slices.Insert(f.due, at, d)
	case tea.QuitMsg:
		f.over = true
	default:
		f.tell(msg)
	}
}

// next goes on to what comes next, if that is at the end or before; ok is false if
// there is nothing.
func (f *film) next(end time.Duration) (ok bool, err error) {
	if f.over || len(f.due) == 0 || f.due[0].at > end {
		return false, nil
	}
	f.now = f.due[0].at
	for len(f.due) > 0 && f.due[0].at == f.now {
		msg := f.due[0].msg
		f.due = f.due[1:]
		f.tell(msg)
	}
	return true, f.look()
}

// pass lets time pass.
func (f *film) pass(ctx context.Context, d time.Duration) error {
	end := f.now + d
	for {
		ok, err := f.next(end)
		if err = errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		if !ok {
			f.now = max(f.now, end)
			return nil
		}
	}
}

// longestWait is how long a film goes on by itself.
const longestWait = 10 * time.Minute

// settle lets time pass until the App waits for its user: nothing is computed,
// learnt or played by a lesson any more.
func (f *film) settle(ctx context.Context) error {
	end := f.now + longestWait
	for !f.over && f.app.working() {
		ok, err := f.next(end)
		if err = errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		if !ok {
			return fmt.Errorf("it still goes on after %v: stop it with a key first", longestWait)
		}
	}
	return nil
}

// press gives the App a key.
func (f *film) press(key string) error {
	f.tell(keyPress(key))
	return f.look()
}

// working tells whether something goes on that comes to an end by itself.
func (a *App) working() bool {
	return a.goal != nil || a.replay.busy() || a.lecture.busy() || a.learning != nil && (a.learning.busy || a.learning.running || a.learning.example != nil && a.clock.playing)
}
