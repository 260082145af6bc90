package classroom

import (
	"io"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// What a session may bring.
const (
	maxVariables = 32
	maxBytes     = 4096 // of all variables together
	maxTerm      = 64
)

// open lets a connection have its one session.
func (s *Server) open(server *ssh.Server, conn *gossh.ServerConn, asked gossh.NewChannel, ctx ssh.Context) {
	g := guestOf(ctx)
	if !g.claim() {
		_ = asked.Reject(gossh.Prohibited, "one session a connection")
		s.log.Refuse(g.RemoteAddr(), "it asked for a second session")
		g.deny()
		return
	}
	d := &doorman{NewChannel: asked, server: s, guest: g, sizes: newSizes()}
	ctx.SetValue(sizesKey{}, d.sizes)
	ssh.DefaultSessionHandler(server, conn, d, ctx)
}

// refuseChannel answers no to what is no session: a forwarded port, mostly.
func (s *Server) refuseChannel(_ *ssh.Server, _ *gossh.ServerConn, asked gossh.NewChannel, ctx ssh.Context) {
	_ = asked.Reject(gossh.UnknownChannelType, "a class has sessions only")
	g := guestOf(ctx)
	s.log.Refuse(g.RemoteAddr(), "it asked for "+clip(asked.ChannelType()))
	g.deny()
}

// doorman is the channel of a session that lets through only what a terminal
// needs: one terminal, a few variables, one shell. The rest never reaches the
// library, which would keep any number of variables, and wait for ever to
// deliver a second size of the window before there is a shell.
type doorman struct {
	gossh.NewChannel
	server *Server
	guest  *guest
	sizes  *sizes
	to     gossh.Channel // once it is open

	terminal, shell  bool
	variables, bytes int
}

// Accept opens the channel.
func (d *doorman) Accept() (gossh.Channel, <-chan *gossh.Request, error) {
	ch, in, err := d.NewChannel.Accept()
	if err != nil {
		return ch, in, err
	}
	d.to = ch
	out := make(chan *gossh.Request)
	go func() {
		defer close(out)
		for req := range in {
			if d.admit(req) {
				out <- req
			}
		}
	}()
	return ch, out, nil
}

// admit tells whether the library is to see a request. What it is not to see is
// answered.
func (d *doorman) admit(req *gossh.Request) bool {
	switch req.Type {
	case "pty-req":
		return d.admitTerminal(req)
	case "env":
		return d.admitVariable(req)
	case "window-change":
		var w struct{ Columns, Rows, Width, Height uint32 }
		ok := d.terminal && gossh.Unmarshal(req.Payload, &w) == nil
		if ok {
			d.sizes.set(w.Columns, w.Rows)
		}
		_ = req.Reply(ok, nil)
		return false
	case "shell":
		if d.shell {
			return d.refuse(req, "it asked for a second shell")
		}
		d.shell = true
		return true
	case "signal": // a terminal sends keys
		_ = req.Reply(false, nil)
		return false
	case "exec":
		return d.turnAway(req, "it asked to run a command", "nudge runs no commands: connect without one")
	case "subsystem":
		return d.refuse(req, "it asked for a subsystem")
	}
	return d.refuse(req, "it asked for "+clip(req.Type))
}

func (d *doorman) refuse(req *gossh.Request, why string) bool {
	_ = req.Reply(false, nil)
	d.server.log.Refuse(d.guest.RemoteAddr(), why)
	d.guest.deny()
	return false
}

// turnAway refuses a request in words that the client shows, and ends the session.
// Who does not take them is cut off when the time to come in is over.
func (d *doorman) turnAway(req *gossh.Request, why, words string) bool {
	if d.shell {
		return d.refuse(req, why)
	}
	d.shell = true // nothing follows
	d.server.log.Refuse(d.guest.RemoteAddr(), why)
	d.guest.deny()
	_ = req.Reply(true, nil)
	_, _ = io.WriteString(d.to.Stderr(), words+"\r\n")
	_, _ = d.to.SendRequest("exit-status", false, gossh.Marshal(struct{ Status uint32 }{1}))
	_ = d.to.Close()
	return false
}

// admitTerminal takes the first terminal, at a size that can be drawn.
func (d *doorman) admitTerminal(req *gossh.Request) bool {
	var t struct {
		Term                         string
		Columns, Rows, Width, Height uint32
		Modes                        string
	}
	if d.terminal || d.shell || gossh.Unmarshal(req.Payload, &t) != nil || len(t.Term) > maxTerm {
		return d.refuse(req, "it asked for a terminal that there is not")
	}
	d.terminal = true
	d.sizes.set(t.Columns, t.Rows)
	w, h := d.sizes.now()
	t.Columns, t.Rows, t.Width, t.Height = uint32(w), uint32(h), 0, 0
	req.Payload = gossh.Marshal(&t)
	return true
}

// admitVariable takes a few variables. The others are refused as OpenSSH does
// with those it does not accept: the client goes on.
func (d *doorman) admitVariable(req *gossh.Request) bool {
	d.variables++
	d.bytes += len(req.Payload)
	if d.variables > maxVariables || d.bytes > maxBytes {
		_ = req.Reply(false, nil)
		d.guest.deny()
		return false
	}
	return true
}
