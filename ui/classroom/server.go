package classroom

import (
	"context"
	"errors"
	"net"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/log/v2"
	"charm.land/ssh"
	"charm.land/wish/v2"
	gossh "golang.org/x/crypto/ssh"

	"nudge/ui"
)

// Config says how a class is served.
type Config struct {
	Signer      Signer // the host key
	Access      Access // who may come in
	MaxSessions int    // seats; who comes when all are taken is told so, but for one who leads
	Idle        time.Duration
	FPS         int                         // frames a second while playing
	Follow      bool                        // one presents, the others follow
	Begin       ui.Options                  // what a session begins with; streams, size, and what a guest may not have are set here
	ASCII       func(environ []string) bool // whether to draw with ASCII only, nil for as Begin says
	Log         *log.Logger
}

// limits are what a client may take up, and for how long. Those of a class are
// usual; tests have less patience.
type limits struct {
	entry    time.Duration // from the connection to the first screen
	patience time.Duration // of a write, for a client that does not read
	farewell time.Duration // for a session to end by itself
	closing  time.Duration // for all of them, when the server ends
	waiting  int           // connections without a session
	asking   time.Duration // between two questions whether a client is there
	silence  time.Duration // of one that answers none
}

var usual = limits{
	entry: 20 * time.Second, patience: 15 * time.Second, farewell: 2 * time.Second, closing: 4 * time.Second, waiting: 256,
	asking: 15 * time.Second, silence: 45 * time.Second,
}

// Server serves one class.
type Server struct {
	Config
	limits
	ssh     *ssh.Server
	program func(ui.Options, ...tea.ProgramOption) (*ui.App, *tea.Program, error)
	lobby   lobby
	room    room
	board   *ui.Board // nil where nobody follows
	leader  leading
	log     *ledger
	turns   chan struct{} // for work that a session does beside its frames
	over    context.Context
	end     context.CancelFunc
	names   atomic.Int64
}

// New makes a server that Serve starts.
func New(c Config) (*Server, error) {
	s := &Server{Config: c, limits: usual, program: ui.Program, log: newLedger(c.Log), turns: make(chan struct{}, 1)}
	s.room.seats = c.MaxSessions
	if c.Follow {
		s.board = ui.NewBoard()
	}
	s.over, s.end = context.WithCancel(context.Background())
	// Without a host key at this point wish would write one into the working folder.
	key := func(server *ssh.Server) error { server.AddHostKey(c.Signer); return nil }
	server, err := wish.NewServer(key, wish.WithVersion("nudge"), wish.WithMiddleware(s.visits))
	if err != nil {
		return nil, err
	}
	server.ConnCallback = known
	server.ConnectionFailedCallback = s.fail
	server.ServerConfigCallback = func(ssh.Context) *gossh.ServerConfig { return s.Access.config() }
	server.ChannelHandlers = map[string]ssh.ChannelHandler{"session": s.open, "default": s.refuseChannel}
	server.RequestHandlers = map[string]ssh.RequestHandler{"default": s.refuseRequest}
	server.SubsystemHandlers = map[string]ssh.SubsystemHandler{}
	s.ssh = server
	return s, nil
}

// Serve serves until ctx is done, and then tells every session and waits for
// them. It returns nil after such an end.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	ended := make(chan error, 1)
	go func() { ended <- s.ssh.Serve(doorway{l, s}) }()
	select {
	case err := <-ended:
		s.end()
		return err
	case <-ctx.Done():
	}
	in := s.room.taken()
	_ = l.Close()
	s.end()
	s.log.Info("closing", "sessions", in)
	wait, cancel := context.WithTimeout(context.Background(), s.closing)
	defer cancel()
	s.room.empty(wait)
	// The last words are on their way, and a client closes the connection then.
	said, enough := context.WithTimeout(wait, s.farewell/4)
	defer enough()
	_ = s.ssh.Shutdown(said)
	s.lobby.clear()
	err := s.ssh.Close()
	if errors.Is(err, net.ErrClosed) {
		err = nil
	}
	return err
}
