//go:build unix

package classroom_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// TestWholeClass: forty students behind one address come in at once, all of them
// see the picture, and the next one is told that the room is full, until one leaves.
func TestWholeClass(t *testing.T) {
	t.Parallel()
	s := serve(t)
	before := s.settled()
	const seats = 40
	class := make([]*student, seats)
	var coming sync.WaitGroup
	for i := range class {
		coming.Go(func() {
			st, err := s.try(t, anyone(), 80, 24, false)
			if err != nil {
				t.Errorf("student %d is refused: %v", i, err)
				return
			}
			class[i] = st
		})
	}
	coming.Wait()
	if t.Failed() {
		t.FailNow()
	}
	for _, st := range class {
		st.opened()
	}
	at := sit(t, s.openSSH(t, "ssh", host), 80, 24)
	at.ends(1)
	if !strings.Contains(at.text(), "full") || !strings.Contains(at.text(), "40") {
		t.Errorf("the next one is told:\n%s", at.text())
	}
	s.logs("refuse", "full")
	class[7].press("q")
	class[7].leaves()
	s.logs("leave", "quit")
	at = sit(t, s.openSSH(t, "ssh", host), 80, 24)
	at.sees("At rest")
	at.press("q")
	at.ends(0)
	for _, st := range class {
		st.client.Close()
	}
	s.back(before)
}

// TestIdle: a session ends when nobody has pressed a key for long, though it sends
// frames all the time; who presses keys stays.
func TestIdle(t *testing.T) {
	t.Parallel()
	s := serve(t, "--idle", "2s")
	before := s.settled()
	at := sit(t, s.openSSH(t, "ssh", host), 80, 24)
	at.sees("At rest")
	at.press(" ")
	awake := s.join(t, 80, 24, true)
	awake.sees("At rest")
	for range 10 {
		time.Sleep(300 * time.Millisecond)
		awake.press(".")
	}
	at.ends(0)
	if !strings.Contains(at.text(), "2s") {
		t.Errorf("it is not told why:\n%s", at.text())
	}
	s.logs("leave", "no key")
	select {
	case <-awake.gone:
		t.Error("a session with keys ended")
	default:
	}
	awake.leaves()
	s.back(before)
}

// TestIdleClass: who follows stays while the presenter does something, who wanders
// does not, and the presenter stays in any case.
func TestIdleClass(t *testing.T) {
	t.Parallel()
	s := serve(t, "--follow", "--idle", "2s")
	leader := s.join(t, 80, 24, true)
	leader.sees("At rest")
	follows, wanders := s.join(t, 80, 24, true), s.join(t, 80, 24, true)
	follows.sees("FOLLOWING")
	wanders.sees("FOLLOWING")
	wanders.press("w")
	leader.press("n")
	for range 15 {
		time.Sleep(300 * time.Millisecond)
		leader.press(".")
	}
	s.logs("leave", "session=3", "no key")
	if strings.Contains(s.said(), "leave session=2") {
		t.Errorf("who follows is sent away:\n%s", s.said())
	}
	s.logs("leave", "session=2", "no key") // the presenter does nothing any more
	select {
	case <-leader.gone:
		t.Errorf("the presenter is sent away:\n%s", s.said())
	case <-time.After(time.Second):
	}
}

// TestBegins: the shared flags say what each session begins with, and one session's
// keys are not another's.
func TestBegins(t *testing.T) {
	t.Parallel()
	s := serve(t, "--preset", "deep", "--beta", "0.02")
	a, b := s.join(t, 80, 24, true), s.join(t, 80, 24, true)
	a.sees("0.02")
	b.sees("0.02")
	a.press("n..")
	a.sees("reaches h1")
	if strings.Contains(b.text(), "reaches h1") {
		t.Error("one student's keys move the other's picture")
	}
	l := serve(t, "--lesson", "2")
	st := l.join(t, 80, 24, true)
	st.sees("who moves first?")
}

// TestNoFiles: a guest's commands reach no file.
func TestNoFiles(t *testing.T) {
	t.Parallel()
	s := serve(t)
	st := s.join(t, 120, 40, true)
	st.sees("At rest")
	for _, command := range []string{"save x", "load x", "write " + s.home + "/x"} {
		st.press(":" + command + "\r")
		st.sees("over the network")
		st.press("n")
		time.Sleep(50 * time.Millisecond)
	}
}

// TestWindows: what is drawn has from 20×5 to 300×100 cells, whatever the client
// says, and the last size of many is the one that counts.
func TestWindows(t *testing.T) {
	t.Parallel()
	s := serve(t)
	st := s.join(t, 320, 120, true)
	st.sees("At rest")
	rows := strings.Split(st.text(), "\n")
	for y, row := range rows {
		if width := len([]rune(strings.TrimRight(row, " "))); width > 300 || y >= 100 && width > 0 {
			t.Errorf("row %d has %d cells", y, width)
		}
	}
	if !strings.Contains(rows[99], "quit") {
		t.Errorf("row 99 is no footer: %q", rows[99])
	}
	for i := range uint32(500) {
		_, _ = st.session.SendRequest("window-change", false, ssh.Marshal(window{20 + i%200, 5 + i%60, 0, 0}))
	}
	st.screen.Resize(90, 30)
	_, _ = st.session.SendRequest("window-change", false, ssh.Marshal(window{90, 30, 0, 0}))
	for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if rows := strings.Split(st.text(), "\n"); strings.Contains(rows[29], "quit") {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("the last size is not drawn:\n%s", st.text())
		}
	}
}
