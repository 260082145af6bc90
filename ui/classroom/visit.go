package classroom

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
	"charm.land/wish/v2"
	"github.com/charmbracelet/colorprofile"

	"nudge/dynamics"
	"nudge/ui"
)

// visit is one session: a visualizer in the terminal of a client.
type visit struct {
	*Server
	ssh.Session
	guest   *guest
	name    string
	leads   bool
	follows string // why one on this machine does not lead, "" for nobody asked
	shown   *tea.Program
	ran     context.Context // done when the program has ended
	kill    func()          // ends it without its last words
	keys    *typing
	presses presses
	touched atomic.Int64 // when the last key came
	heard   atomic.Int64 // when the last message came
	tired   atomic.Bool  // of a client that reads nothing
	silent  atomic.Bool  // is the client, see pulse
	ending  atomic.Int32 // how far: playing, hanging up, gone
	why     atomic.Pointer[string]
}

// visits is the middleware that shows the visualizer.
func (s *Server) visits(ssh.Handler) ssh.Handler {
	return func(sess ssh.Session) {
		v := &visit{Server: s, Session: sess, guest: guestOf(sess.Context())}
		defer func() { time.AfterFunc(s.farewell, func() { _ = v.guest.Close() }) }()
		_ = sess.Exit(v.run())
	}
}

// run takes a seat, shows the visualizer until the session ends, and returns the
// exit code for the client.
func (v *visit) run() int {
	if _, _, ok := v.Pty(); !ok {
		v.log.Refuse(v.RemoteAddr(), "it has no terminal")
		wish.Errorln(v, "nudge needs a terminal: ssh -t …")
		return 1
	}
	v.leads, v.follows = v.lead()
	in, ok := v.room.enter(v.leads)
	if !ok {
		v.leader.end(v)
		v.log.Refuse(v.RemoteAddr(), "the room is full", "sessions", in)
		wish.Errorf(v, "nudge: the room is full, all %d seats are taken: try again later\n", v.MaxSessions)
		return 1
	}
	v.guest.stopWaiting()
	return v.sit(in)
}

// sit shows the visualizer to who has a seat, and gives it back in any case.
func (v *visit) sit(in int) int {
	since := time.Now()
	v.name = fmt.Sprintf("%d", v.names.Add(1))
	who := []any{"session", v.name, "user", clip(v.User()), "address", v.RemoteAddr()}
	if v.leads {
		who = append(who, "presenter", true)
	}
	err := errors.New("it failed")
	defer func() {
		v.leader.end(v)
		in := v.room.leave(v.leads)
		v.log.Info("leave", append(who, "after", time.Since(since).Round(time.Second), "why", v.reason(err), "sessions", in)...)
	}()
	came := slices.Clone(who)
	if v.follows != "" {
		came = append(came, "follows", v.follows)
	}
	if v.leads && in > v.MaxSessions {
		came = append(came, "seat", "the one kept for who leads")
	}
	v.log.Info("connect", append(came, "sessions", in)...)
	if err = v.guarded(); err != nil {
		return 1
	}
	return 0
}

// guarded is show, where a panic is an error.
func (v *visit) guarded() (err error) {
	defer func() {
		if mistake := recover(); mistake != nil {
			err = fmt.Errorf("panic: %v", mistake)
			v.log.Error("a session failed by a mistake in nudge", "session", v.name, "why", err)
		}
	}()
	return v.show()
}

// show runs the program of the session.
func (v *visit) show() error {
	// The program outlives its connection by the moment that it takes to hang up.
	ctx, kill := context.WithCancel(context.WithoutCancel(v.Context()))
	defer kill()
	v.ran, v.kill = ctx, kill
	v.keys = newTyping(v.Session)
	defer v.keys.end()
	environ, sizes := v.environ(), v.Context().Value(sizesKey{}).(*sizes)
	w, h := sizes.now()
	o := v.Begin
	o.In, o.Out, o.Environ, o.FPS = v.keys, &patientWriter{to: v.Session, cut: v.giveUp, patience: v.patience}, environ, v.FPS
	o.Guest, o.Folder, o.State, o.First, o.Turns = true, "", "", false, v.turns
	o.Board, o.Presenter, o.Name = v.board, v.leads, v.name
	o.Person, o.Known = v.person()
	if v.ASCII != nil {
		o.ASCII = v.ASCII(environ)
	}
	if v.follows != "" {
		o.Welcome = "you follow: " + v.follows
	}
	app, program, err := v.Server.program(
		o,
		tea.WithContext(ctx), tea.WithoutSignalHandler(), tea.WithWindowSize(w, h),
		tea.WithColorProfile(profile(o.Theme, environ)), tea.WithFilter(v.filter),
	)
	if err != nil {
		v.log.Error("a session cannot begin", "session", v.name, "why", err)
		wish.Errorf(v, "nudge: %v\n", err)
		return err
	}
	defer app.Close()
	v.shown = program
	v.touched.Store(time.Now().UnixNano())
	go sizes.follow(ctx, program.Send)
	go v.watch(ctx)
	go v.pulse()
	err = ui.Run(program)
	if said := v.why.Load(); said != nil {
		wish.Printf(v, "nudge: %s\n", *said)
		return nil
	}
	if mistake := (*dynamics.Panic)(nil); errors.Is(err, tea.ErrProgramPanic) || errors.As(err, &mistake) {
		said := []any{"session", v.name, "why", err}
		if mistake != nil {
			said = append(said, "stack", mistake.Stack)
		}
		v.log.Error("a session failed by a mistake in nudge", said...)
		wish.Errorln(v, "nudge: this session failed, the others go on: connect again")
	}
	return err
}

// profile is the colours that the client's terminal has.
func profile(theme ui.Theme, environ []string) colorprofile.Profile {
	if theme == ui.Mono {
		return colorprofile.ASCII
	}
	return colorprofile.Env(environ)
}

// environ is what of the client's variables tells about its terminal.
func (v *visit) environ() []string {
	pty, _, _ := v.Pty()
	list := []string{"TERM=" + pty.Term, "SSH_TTY=ssh"}
	for _, entry := range v.Environ() {
		switch name, _, _ := strings.Cut(entry, "="); name {
		case "COLORTERM", "NO_COLOR", "LANG", "LC_ALL", "LC_CTYPE":
			list = append(list, entry)
		}
	}
	return list
}

// watch ends the session when nobody has touched it for long, when the server
// ends, and when the connection does.
func (v *visit) watch(ctx context.Context) {
	for left := v.Idle; left > 0; {
		select {
		case <-ctx.Done():
			return
		case <-v.Context().Done():
			v.hangUp()
			return
		case <-v.over.Done():
			v.quit("the class is over")
			return
		case <-time.After(left):
			left = v.left()
		}
	}
	v.quit(fmt.Sprintf("no key for %v, so the session ended", v.Idle))
}

// left is how much longer the session may go on without a key. The presenter has
// all the time, and who follows looks on while the presenter does something.
func (v *visit) left() time.Duration {
	if v.leads {
		return v.Idle
	}
	last := time.Unix(0, v.touched.Load())
	if v.board != nil {
		if moved := v.board.Moved(v.name); moved.After(last) {
			last = moved
		}
	}
	return v.Idle - time.Since(last)
}

// quit ends the session and says why.
func (v *visit) quit(why string) {
	v.why.Store(&why)
	v.hangUp()
}

// giveUp cuts a client off that reads nothing.
func (v *visit) giveUp() error {
	v.tired.Store(true)
	return v.guest.Close()
}

// reason is why a session ended, for the log.
func (v *visit) reason(err error) string {
	switch said := v.why.Load(); {
	case said != nil:
		return *said
	case v.tired.Load():
		return "it read nothing for " + v.patience.String()
	case v.silent.Load():
		return "the client no longer answers"
	case v.Context().Err() != nil:
		return "the connection was cut"
	case err != nil:
		return clip(err.Error())
	}
	return "quit"
}
