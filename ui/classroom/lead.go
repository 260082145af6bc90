package classroom

import (
	"net"
	"sync"
)

// leading is who leads the class from this machine.
type leading struct {
	mu    sync.Mutex
	now   *visit // nil for nobody
	taken bool   // somebody has led
	user  string // who did last
}

// take gives a session the lead: the first one, and, when that has left, one of the
// same user. Else why says what is against it.
func (l *leading) take(v *visit, user string) (why string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.now != nil:
		return clip(l.user) + " leads already"
	case l.taken && user != l.user:
		return "the class is " + clip(l.user) + "'s: come in under that name to lead it"
	}
	l.now, l.taken, l.user = v, true, user
	return ""
}

// end gives the lead up, if the session has it.
func (l *leading) end(v *visit) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.now == v {
		l.now = nil
	}
}

// lead tells whether this session is the presenter's, and takes the lead: who has a
// key of the presenters', or, where there are none, who is the first one on this
// machine. One on this machine who does not lead is told why.
func (v *visit) lead() (leads bool, why string) {
	switch {
	case v.board == nil:
		return false, ""
	case len(v.Access.Presenters) > 0:
		return v.granted(presenterMark) != "", ""
	case !here(v.RemoteAddr(), v.LocalAddr()):
		return false, ""
	}
	why = v.leader.take(v, v.User())
	return why == "", why
}

// person is who came in: a key, which is one person's, or else a name at an address,
// which many students may share.
func (v *visit) person() (name string, known bool) {
	if key := v.granted(keyMark); key != "" {
		return key, true
	}
	host, _, _ := net.SplitHostPort(v.RemoteAddr().String())
	return v.User() + "@" + host, false
}

// granted is what access has noted of who came in under that mark, "" for nothing.
func (v *visit) granted(mark string) string {
	if p := v.Permissions().Permissions; p != nil {
		return p.Extensions[mark]
	}
	return ""
}

// here tells whether a connection comes from this machine.
func here(remote, local net.Addr) bool {
	from, ok := remote.(*net.TCPAddr)
	if !ok {
		return false
	}
	to, ok := local.(*net.TCPAddr)
	return from.IP.IsLoopback() || ok && from.IP.Equal(to.IP)
}
