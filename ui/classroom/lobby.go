package classroom

import (
	"errors"
	"net"
	"slices"
	"sync"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// lobby is where connections wait until they have a session: few enough, and not
// for long.
type lobby struct {
	mu    sync.Mutex
	queue []*guest // without a session, the first came first
	all   map[*guest]struct{}
}

// guest is one connection.
type guest struct {
	net.Conn
	lobby    *lobby
	clock    *time.Timer // closes the connection unless a session opens in time
	patience time.Duration

	mu      sync.Mutex
	session bool // it has, or had, its one session
	refused int  // requests
}

type guestKey struct{}

// guestOf is the connection that a context belongs to.
func guestOf(ctx ssh.Context) *guest { return ctx.Value(guestKey{}).(*guest) }

// doorway lets connections into the lobby one by one, before anything is done for
// them.
type doorway struct {
	net.Listener
	server *Server
}

// Accept waits for a connection.
func (d doorway) Accept() (net.Conn, error) {
	conn, err := d.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return d.server.arrive(conn), nil
}

// arrive lets a connection into the lobby. Where too many wait, the one that has
// waited longest has to go: who means to come in takes a moment only.
func (s *Server) arrive(conn net.Conn) *guest {
	g := &guest{Conn: conn, lobby: &s.lobby, patience: s.patience}
	s.lobby.mu.Lock() // the time may be over at once
	g.clock = time.AfterFunc(s.entry, func() {
		s.log.Refuse(conn.RemoteAddr(), "no session within "+s.entry.String())
		_ = g.Close()
	})
	s.lobby.mu.Unlock()
	for _, late := range s.lobby.enter(g, s.waiting) {
		s.log.Refuse(late.RemoteAddr(), "too many connections are waiting", "waiting", s.waiting)
		_ = late.Close()
	}
	return g
}

// known lets the context of a connection tell whose it is.
func known(ctx ssh.Context, conn net.Conn) net.Conn {
	ctx.SetValue(guestKey{}, conn)
	return conn
}

// fail says why a connection came to nothing.
func (s *Server) fail(conn net.Conn, err error) {
	var unknown *gossh.ServerAuthError
	switch {
	case errors.Is(err, net.ErrClosed): // by us: it was said why
	case errors.As(err, &unknown):
		s.log.Refuse(conn.RemoteAddr(), "it has no key or password that fits")
	default:
		s.log.Refuse(conn.RemoteAddr(), err.Error())
	}
}

// enter takes a connection in, and returns those that have to go for it.
func (l *lobby) enter(g *guest, room int) (late []*guest) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.all == nil {
		l.all = map[*guest]struct{}{}
	}
	l.all[g] = struct{}{}
	l.queue = append(l.queue, g)
	if n := len(l.queue) - room; n > 0 {
		late = slices.Clone(l.queue[:n])
	}
	return late
}

// clear closes every connection.
func (l *lobby) clear() {
	l.mu.Lock()
	var all []*guest
	for g := range l.all {
		all = append(all, g)
	}
	l.mu.Unlock()
	for _, g := range all {
		_ = g.Close()
	}
}

// stopWaiting takes the connection out of those that have no session.
func (g *guest) stopWaiting() {
	l := g.lobby
	l.mu.Lock()
	defer l.mu.Unlock()
	g.clock.Stop()
	if i := slices.Index(l.queue, g); i >= 0 {
		l.queue = slices.Delete(l.queue, i, i+1)
	}
}

// Write gives up on a client that takes nothing any more.
func (g *guest) Write(p []byte) (int, error) {
	_ = g.SetWriteDeadline(time.Now().Add(g.patience))
	return g.Conn.Write(p)
}

// Close ends the connection, whoever asks.
func (g *guest) Close() error {
	g.stopWaiting()
	g.lobby.mu.Lock()
	delete(g.lobby.all, g)
	g.lobby.mu.Unlock()
	return g.Conn.Close()
}

// claim takes the one session that a connection may have.
func (g *guest) claim() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	was := g.session
	g.session = true
	return !was
}

// maxRefused is how many things a connection may ask for in vain.
const maxRefused = 100

// deny counts what was refused. A client that goes on asking is cut off.
func (g *guest) deny() {
	g.mu.Lock()
	g.refused++
	cut := g.refused > maxRefused
	g.mu.Unlock()
	if cut {
		_ = g.Close()
	}
}

// refuseRequest answers no to what a client asks of the server as a whole: to
// forward a port. A keep-alive is answered just so.
func (s *Server) refuseRequest(ctx ssh.Context, _ *ssh.Server, req *gossh.Request) (bool, []byte) {
	if req.Type != keepAlive {
		g := guestOf(ctx)
		s.log.Refuse(g.RemoteAddr(), "it asked for "+clip(req.Type))
		g.deny()
	}
	return false, nil
}
