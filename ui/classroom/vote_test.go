//go:build unix

package classroom_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// voting is a class at the question of lesson 2 in which everybody has a key: come
// lets the one of that number in, and 0 leads.
func voting(t *testing.T, people int) (leader *student, come func(n int) *student) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "keys")
	var keys []ssh.AuthMethod
	var lines []byte
	for range people {
		public, mine := key(t)
		keys = append(keys, mine)
		lines = append(lines, ssh.MarshalAuthorizedKey(public)...)
	}
	if err := os.WriteFile(file, lines, 0o600); err != nil {
		t.Fatal(err)
	}
	s := serve(t, "--follow", "--authorized-keys", file, "--lesson", "2")
	come = func(n int) *student {
		config := anyone()
		config.Auth = []ssh.AuthMethod{keys[n]}
		st, err := s.try(t, config, 120, 40, true)
		if err != nil {
			t.Fatal(err)
		}
		return st
	}
	leader = come(0)
	leader.sees("who moves first?")
	for range 10 { // the card may have parts
		if strings.Contains(leader.text(), "No student is here yet") {
			break
		}
		leader.press("\x1b[6~")
		time.Sleep(300 * time.Millisecond)
	}
	return leader, come
}

// TestVoteOfCut: the answer of a connection that was cut still counts, and who comes
// again with the same key is not counted twice.
func TestVoteOfCut(t *testing.T) {
	t.Parallel()
	leader, come := voting(t, 3)
	one, other := come(1), come(2)
	leader.sees("CLASS 2")
	one.sees("What do you predict?")
	one.press("b")
	leader.sees("1 of 2 have answered")
	one.client.Close()
	leader.sees("CLASS 1")
	leader.sees("1 of 2 have answered")
	again := come(1)
	again.sees("▸ b")
	leader.sees("CLASS 2")
	leader.sees("1 of 2 have answered")
	again.press("a")
	again.sees("▸ a")
	other.press("a")
	leader.sees("All 2 have answered")
}

// TestVoteOfWindows: a key has one vote in however many windows, the last one given,
// and who comes again while the connection before hangs finds the answer.
func TestVoteOfWindows(t *testing.T) {
	t.Parallel()
	leader, come := voting(t, 3)
	first, other := come(1), come(2)
	first.sees("What do you predict?")
	other.sees("What do you predict?")
	first.press("b")
	leader.sees("1 of 2 have answered")
	second, third := come(1), come(1) // the first has not left
	second.sees("▸ b")
	third.sees("▸ b")
	second.press("c")
	second.sees("▸ c")
	third.press("a")
	third.sees("▸ a")
	leader.sees("█ 1")
	leader.sees("CLASS 2")
	leader.sees("1 of 2 have answered")
	other.press("a")
	leader.sees("All 2 have answered")
	leader.sees("█ 2") // both a
	second.press("q")
	second.leaves()
	leader.sees("CLASS 2")
	for range 10 {
		if strings.Contains(leader.text(), "The class:") {
			break
		}
		leader.press("\x1b[6~")
		time.Sleep(300 * time.Millisecond)
	}
	for _, window := range []*student{first, third} { // the one that asked first, too
		window.sees("You predicted a")
	}
}
