package classroom

import (
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// keepAlive is what a client is asked: all of them answer, most of them with no.
const keepAlive = "keepalive@openssh.com"

// pulse asks the client now and then whether it is there, as sshd does, and cuts off
// one that has not answered for long: a laptop that sleeps, a cable that was pulled.
// Until then such a session holds its seat and, maybe, the lead. pulse ends with the
// connection.
func (v *visit) pulse() {
	conn := v.Context().Value(ssh.ContextKeyConn).(*gossh.ServerConn)
	cut := time.AfterFunc(v.silence, func() {
		v.silent.Store(true)
		_ = v.guest.Close()
	})
	defer cut.Stop()
	for {
		select {
		case <-v.Context().Done():
			return
		case <-time.After(v.asking):
		}
		if _, _, err := conn.SendRequest(keepAlive, true, nil); err != nil {
			return
		}
		cut.Reset(v.silence)
	}
}
