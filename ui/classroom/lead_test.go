//go:build unix

package classroom_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
)

// TestFollow: the first one on this machine leads, the others see the same; w
// wanders off and comes back; when the presenter leaves, the class is told, and the
// next one who comes leads.
func TestFollow(t *testing.T) {
	t.Parallel()
	s := serve(t, "--follow")
	before := s.settled()
	leader := s.join(t, 80, 24, true)
	leader.sees("At rest")
	s.logs("connect", "presenter=true")
	student := s.join(t, 80, 24, true)
	student.sees("you follow: student leads already")
	leader.press("n..")
	student.sees("frame +2")
	student.sees("FOLLOWING")
	student.sees("you follow: student leads already")
	student.forgets("you follow") // by itself
	student.press("w")
	student.press(".")
	student.sees("frame +3")
	if strings.Contains(leader.text(), "frame +3") {
		t.Error("a student who wanders leads the presenter")
	}
	student.press("w")
	student.sees("frame +2")
	leader.press("q")
	leader.leaves()
	s.logs("leave", "presenter=true")
	student.sees("PRESENTER LEFT")
	config := anyone()
	config.User = "another"
	other, err := s.try(t, config, 80, 24, true)
	if err != nil {
		t.Fatal(err)
	}
	other.sees("PRESENTER LEFT")
	other.sees("you follow: the class is student's: come in under that name to lead it")
	other.press("x")
	other.sees("w wanders off on your own")
	s.logs("connect", "user=another", "the class is student's")
	other.press("q")
	other.leaves()
	next := s.join(t, 80, 24, true)
	next.sees("frame +2") // where the class was
	next.press(".")
	next.sees("frame +3")
	student.sees("frame +3")
	next.press("q")
	next.leaves()
	student.press("q")
	student.leaves()
	s.back(before)
}

// TestKeptSeat: a room full of students keeps nobody out who leads, by name or by key,
// and takes in no more than one beyond its seats.
func TestKeptSeat(t *testing.T) {
	t.Parallel()
	s := serve(t, "--follow", "--max-sessions", "2")
	in := func(user string, auth ...ssh.AuthMethod) *student {
		config := anyone()
		config.User, config.Auth = user, auth
		st, err := s.try(t, config, 80, 24, true)
		if err != nil {
			t.Fatal(err)
		}
		return st
	}
	full := func(user string, auth ...ssh.AuthMethod) {
		t.Helper()
		st := in(user, auth...)
		st.leaves()
		s.logs("refuse", st.client.LocalAddr().String(), "the room is full")
	}
	teacher := in("teacher")
	teacher.sees("CLASS nobody yet")
	in("ann").sees("FOLLOWING")
	bob := in("bob")
	bob.sees("FOLLOWING")
	if line := s.logs("connect", "user=bob", "sessions=3"); strings.Contains(line, "kept") {
		t.Errorf("a student has the seat of who leads: %s", line)
	}
	full("eve")
	full("teacher")
	teacher.press("q")
	teacher.leaves()
	bob.sees("PRESENTER LEFT")
	full("eve") // the seat is kept
	teacher = in("teacher")
	teacher.sees("CLASS 2")
	s.logs("connect", "user=teacher", "sessions=3", "kept for who leads")
	bob.press("q")
	bob.leaves()
	in("eve").sees("FOLLOWING")
	full("bob")

	public, mine := key(t)
	file := filepath.Join(t.TempDir(), "keys")
	if err := os.WriteFile(file, ssh.MarshalAuthorizedKey(public), 0o600); err != nil {
		t.Fatal(err)
	}
	s = serve(t, "--follow", "--presenter-keys", file, "--max-sessions", "2")
	question := ssh.KeyboardInteractive(func(string, string, []string, []bool) ([]string, error) { return nil, nil })
	in("ann", question).sees("Waiting for the presenter")
	bob = in("bob", question)
	bob.sees("Waiting for the presenter")
	full("eve", question)
	in("teacher", mine).sees("CLASS 2")
	full("teacher", mine)
	bob.press("q")
	bob.leaves()
	in("other", mine).sees("CLASS 1") // two who lead, and one student
	full("bob", question)
}

// TestPresenterKeys: only who has a key of the presenters' leads.
func TestPresenterKeys(t *testing.T) {
	t.Parallel()
	public, mine := key(t)
	file := filepath.Join(t.TempDir(), "keys")
	if err := os.WriteFile(file, ssh.MarshalAuthorizedKey(public), 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, "--listen", "127.0.0.1:0", "--presenter-keys", file)
	s := serve(t, "--follow", "--presenter-keys", file)
	_, other := key(t)
	config := anyone()
	question := ssh.KeyboardInteractive(func(string, string, []string, []bool) ([]string, error) { return nil, nil })
	config.Auth = []ssh.AuthMethod{other, question}
	student, err := s.try(t, config, 80, 24, true)
	if err != nil {
		t.Fatal(err)
	}
	student.sees("Waiting for the presenter")
	config = anyone()
	config.Auth = []ssh.AuthMethod{mine}
	leader, err := s.try(t, config, 80, 24, true)
	if err != nil {
		t.Fatal(err)
	}
	leader.sees("At rest")
	leader.press("n..")
	student.sees("reaches h1")
	another, err := s.try(t, config, 80, 24, true)
	if err != nil {
		t.Fatal(err)
	}
	leader.sees("ANOTHER LEADS")
	leader.sees("w takes the lead back")
	another.press(".")
	student.sees("reaches h2")
	leader.press("w")
	student.sees("reaches h1")
	another.sees("ANOTHER LEADS")
	leader.press(".")
	student.sees("reaches h2")
}
