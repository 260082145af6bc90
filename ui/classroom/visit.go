package classroom

import (
	"context"
	"errors"
	"fmt"
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
	shown   *tea.Program
	touched atomic.Int64 // when the last key came
	why     atomic.Pointer[string]
}

// visits is the middleware that shows the visualizer.
func (s *Server) visits(ssh.Handler) ssh.Handler {
	return func(sess ssh.Session) {
		v := &visit{Server: s, Session: sess, guest: guestOf(sess.Context())}
		code := v.run()
		_ = sess.Exit(code)
		time.AfterFunc(s.farewell, func() { _ = v.guest.Close() })
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
	in, ok := v.room.enter()
	if !ok {
		v.log.Refuse(v.RemoteAddr(), "the room is full", "sessions", in)
		wish.Errorf(v, "nudge: the room is full, all %d seats are taken: try again later\n", in)
		return 1
	}
	v.guest.stopWaiting()
	since := time.Now()
	name := fmt.Sprintf("%d", v.names.Add(1))
	v.log.Info("connect", "session", name, "user", clip(v.User()), "address", v.RemoteAddr(), "sessions", in)
	err := v.show(name)
	in = v.room.leave()
	v.log.Info("leave", "session", name, "after", time.Since(since).Round(time.Second), "why", v.reason(err), "sessions", in)
	if err != nil {
		return 1
	}
	return 0
}

// show runs the program of the session.
func (v *visit) show(name string) error {
	ctx, cancel := context.WithCancel(v.Context())
	defer cancel()
	environ, sizes := v.environ(), v.Context().Value(sizesKey{}).(*sizes)
	w, h := sizes.now()
	o := v.Begin
	o.In, o.Out, o.Environ, o.FPS = &patientReader{from: v.Session}, &patientWriter{to: v.Session, cut: v.guest.Close, patience: v.patience}, environ, v.FPS
	o.Guest, o.Folder, o.State, o.First, o.Turns = true, "", "", false, v.turns
	app, program, err := v.Server.program(
		o,
		tea.WithContext(ctx), tea.WithoutSignalHandler(), tea.WithWindowSize(w, h),
		tea.WithColorProfile(profile(o.Theme, environ)), tea.WithFilter(v.touch),
	)
	if err != nil {
		v.log.Error("a session cannot begin", "session", name, "why", err)
		wish.Errorf(v, "nudge: %v\n", err)
		return err
	}
	defer app.Close()
	v.shown = program
	v.touched.Store(time.Now().UnixNano())
	go sizes.follow(ctx, program.Send)
	go v.watch(ctx)
	err = ui.Run(program)
	if said := v.why.Load(); said != nil {
		wish.Printf(v, "nudge: %s\n", *said)
		return nil
	}
	if mistake := (*dynamics.Panic)(nil); errors.Is(err, tea.ErrProgramPanic) || errors.As(err, &mistake) {
		v.log.Error("a session failed by a mistake in nudge", "session", name, "why", err)
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

// touch notes when the user last did something. It comes after any other filter,
// or a message that another one drops would count.
func (v *visit) touch(_ tea.Model, msg tea.Msg) tea.Msg {
	switch msg.(type) {
	case tea.KeyMsg, tea.MouseMsg, tea.PasteMsg:
		v.touched.Store(time.Now().UnixNano())
	}
	return msg
}

// watch ends the session when nobody has touched it for long, and when the
// server ends.
func (v *visit) watch(ctx context.Context) {
	left := v.Idle
	for {
		select {
		case <-ctx.Done():
			return
		case <-v.over.Done():
			v.quit(ctx, "the class is over")
			return
		case <-time.After(left):
		}
		if left = v.Idle - time.Since(time.Unix(0, v.touched.Load())); left <= 0 {
			v.quit(ctx, fmt.Sprintf("no key for %v, so the session ended", v.Idle))
			return
		}
	}
}

// quit ends the session, and the connection where the client does not let it end.
func (v *visit) quit(ctx context.Context, why string) {
	v.why.Store(&why)
	go v.shown.Quit()
	select {
	case <-ctx.Done():
	case <-time.After(v.farewell):
		_ = v.guest.Close()
	}
}

// reason is why a session ended, for the log.
func (v *visit) reason(err error) string {
	switch said := v.why.Load(); {
	case said != nil:
		return *said
	case v.Context().Err() != nil:
		return "the connection was cut"
	case err != nil:
		return clip(err.Error())
	}
	return "quit"
}
