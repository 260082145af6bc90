package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"path/filepath"
	"time"

	"charm.land/log/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"

	"nudge/ui"
	"nudge/ui/classroom"
)

// serving is `nudge serve`.
type serving struct {
	*program
	experiment
	start lessonStart
	theme string
	ascii string

	listen, hostKey, keys, password, presenters string
	seats, fps                                  int
	idle                                        time.Duration
	follow                                      bool
}

const serveLong = `Show the visualizer to a class, over SSH: every student connects with ssh and has a
network of their own. A session has no shell, runs no commands, forwards nothing, and
reads and writes no files.

On this machine alone everybody may come in. Any other address needs --authorized-keys
or --password-file. With --follow everybody sees what the presenter does; w wanders off
from there, and comes back. An answer to a question counts until the next one is asked,
though its student has gone; who comes again, with the same key, or else under the same
name from the same address, finds it and can change it.

The other flags say what a session begins with.`

func (p *program) serve() *cobra.Command {
	s := &serving{program: p}
	c := p.command("serve", "show the visualizer to a class over SSH", s.do)
	c.Long = serveLong
	text := func(to *string) func(string) error { return func(t string) error { *to = t; return nil } }
	number := func(to *int, from, most int) func(string) error {
		return func(t string) (err error) { *to, err = whole(t, from, most); return err }
	}
	c.Flags().SortFlags = false
	add(c, "listen", "ADDRESS", "where to listen", "127.0.0.1:2222", text(&s.listen))
	add(c, "authorized-keys", "FILE", "public keys of those who may come in, one a line", "", text(&s.keys))
	add(c, "password-file", "FILE", "a file with the password of the class in its first line", "", text(&s.password))
	add(c, "max-sessions", "N", "how many may be in at a time; with --follow one more for who leads", "40", number(&s.seats, 1, 10000))
	add(c, "idle", "TIME", "a session ends after so long without a key", "30m", s.readIdle)
	add(c, "fps", "N", "frames a second while playing", "10", number(&s.fps, 1, 60))
	c.Flags().BoolVar(&s.follow, "follow", false, "everybody sees what the presenter does: the first one on this machine, or who has a key of --presenter-keys")
	add(c, "presenter-keys", "FILE", "public keys of those who present, one a line; they may come in", "", text(&s.presenters))
	add(c, "host-key", "FILE", "the key of the server, made if it is not there (in the state folder)", "", text(&s.hostKey))
	for _, name := range []string{"authorized-keys", "password-file", "presenter-keys", "host-key"} {
		if err := c.MarkFlagFilename(name); err != nil {
			panic("cli: " + err.Error())
		}
	}
	look(c, &s.theme, "theme")
	look(c, &s.ascii, "ascii")
	s.start.declare(c)
	s.declare(c, nil)
	return c
}

// readIdle reads a time like 30m.
func (s *serving) readIdle(text string) (err error) {
	s.idle, err = time.ParseDuration(text)
	if err != nil || s.idle < time.Second || s.idle > 24*time.Hour {
		return fmt.Errorf("%q is no time: give one from 1s to 24h, like 30m", text)
	}
	return nil
}

func (s *serving) do(ctx context.Context, _ *cobra.Command) error {
	begin, err := s.begin()
	if err != nil {
		return err
	}
	access, err := s.access()
	if err != nil {
		return err
	}
	l, err := listen(ctx, s.listen, access)
	if err != nil {
		return err
	}
	defer l.Close()
	signer, err := s.signer()
	if err != nil {
		return err
	}
	pages := classroom.NewPages(s.err)
	defer pages.Close()
	logger := log.NewWithOptions(pages, log.Options{ReportTimestamp: true})
	logger.SetColorProfile(colorprofile.Detect(s.err, s.environ))
	server, err := classroom.New(classroom.Config{
		Signer: signer, Access: access, MaxSessions: s.seats, Idle: s.idle, FPS: s.fps, Follow: s.follow, Begin: begin, Log: logger,
		ASCII: func(environ []string) bool { return drawASCII(s.ascii, environ) },
	})
	if err != nil {
		return err
	}
	logger.Info("listening", "address", l.Addr(), "seats", s.seats, "open", access.Open(), "key", classroom.Fingerprint(signer))
	s.grace.Store(int64(servingGrace))
	return server.Serve(ctx, l)
}

// servingGrace is how long the sessions have to end after a signal.
const servingGrace = 5 * time.Second

// begin is what each session begins with.
func (s *serving) begin() (ui.Options, error) {
	if err := s.start.open(s.flags); err != nil {
		return ui.Options{}, err
	}
	source, set, err := s.open(s.environ)
	if err != nil {
		return ui.Options{}, err
	}
	theme, err := ui.ParseTheme(s.theme)
	if err != nil {
		return ui.Options{}, usage("--theme: %w", err)
	}
	set.On = false // n turns it on
	return ui.Options{
		Lesson: s.start.lesson, Menu: s.start.menu, Source: source, Settings: set, Equilibrate: s.equilibrate,
		Reference: s.reference, Estimator: s.estimator, Theme: theme,
	}, nil
}

// access reads who may come in.
func (s *serving) access() (a classroom.Access, err error) {
	if s.keys != "" {
		if a.Keys, err = classroom.ReadKeys(s.keys); err != nil {
			return a, usage("--authorized-keys: %w", err)
		}
	}
	if s.password != "" {
		if a.Password, err = classroom.ReadPassword(s.password); err != nil {
			return a, usage("--password-file: %w", err)
		}
	}
	if s.presenters == "" {
		return a, nil
	}
	if !s.follow {
		return a, usage("--presenter-keys: nobody follows a presenter: add --follow, or leave it out")
	}
	if a.Presenters, err = classroom.ReadKeys(s.presenters); err != nil {
		return a, usage("--presenter-keys: %w", err)
	}
	return a, nil
}

// listen opens the address. Where anybody could reach it, somebody must be kept
// out, or it is not opened at all.
func listen(ctx context.Context, address string, access classroom.Access) (net.Listener, error) {
	there, err := net.ResolveTCPAddr("tcp", address)
	if err != nil {
		return nil, usage("--listen: %w: give an address like 127.0.0.1:2222", err)
	}
	if access.Open() && !there.IP.IsLoopback() {
		return nil, usage("--listen %s can be reached from other machines: say who may come in with --authorized-keys or --password-file, or listen on 127.0.0.1", address)
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", there.String())
	switch {
	case errors.Is(err, fs.ErrPermission):
		return nil, usage("--listen: %w: ports under 1024 are for root, give another one, like 2222", err)
	case err != nil:
		return nil, usage("--listen: %w: give another port, or an address of this machine", err)
	}
	return l, nil
}

// signer is the host key.
func (s *serving) signer() (classroom.Signer, error) {
	if s.hostKey != "" {
		signer, err := classroom.HostKey(s.hostKey, "give another file")
		if err != nil {
			return nil, usage("--host-key: %w", err)
		}
		return signer, nil
	}
	state := stateFolder(s.environ)
	if state == "" {
		return nil, usage("there is no place for the host key: set XDG_STATE_HOME or HOME, or give --host-key")
	}
	signer, err := classroom.HostKey(filepath.Join(state, "ssh_host_ed25519_key"), "delete it for a new one")
	if err != nil {
		return nil, usage("the host key: %w (--host-key and XDG_STATE_HOME say another place)", err)
	}
	return signer, nil
}
