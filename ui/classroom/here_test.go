package classroom

import (
	"net"
	"testing"
)

// TestHere: this machine is its loopback, and its own address in the network.
func TestHere(t *testing.T) {
	at := func(ip string) net.Addr { return &net.TCPAddr{IP: net.ParseIP(ip), Port: 5} }
	for _, c := range []struct {
		remote, local net.Addr
		want          bool
	}{
		{at("127.0.0.1"), at("127.0.0.1"), true},
		{at("::1"), at("::1"), true},
		{at("10.0.0.7"), at("10.0.0.7"), true},
		{at("::ffff:10.0.0.7"), at("10.0.0.7"), true},
		{at("10.0.0.8"), at("10.0.0.7"), false},
		{&net.UnixAddr{Name: "x"}, at("10.0.0.7"), false},
	} {
		if got := here(c.remote, c.local); got != c.want {
			t.Errorf("from %v to %v: %v", c.remote, c.local, got)
		}
	}
}
