package classroom

import "net"

// lead tells whether this session is the presenter's, and takes the lead: who has a
// key of the presenters', or, where there are none, the first one on this machine
// while nobody else leads.
func (v *visit) lead() bool {
	switch {
	case v.board == nil:
		return false
	case len(v.Access.Presenters) > 0:
		granted := v.Permissions().Permissions
		return granted != nil && granted.Extensions[presenterMark] != ""
	}
	from, ok := v.RemoteAddr().(*net.TCPAddr)
	return ok && from.IP.IsLoopback() && v.leader.CompareAndSwap(nil, v)
}
