package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// slowly is an App that takes its time over the key w, until it is let go on.
type slowly struct {
	typed  string
	typing bool
	goOn   chan bool
}

func (s *slowly) Init() tea.Cmd    { return nil }
func (s *slowly) View() tea.View   { return tea.NewView("one\ntwo " + s.typed) }
func (s *slowly) typingText() bool { return s.typing }
func (s *slowly) hold() func()     { return func() {} }

func (s *slowly) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	key := msg.(tea.KeyPressMsg).String()
	if key == "w" {
		<-s.goOn
	}
	s.typed += key
	return s, nil
}

// quits tells whether a command ends the program.
func quits(cmd tea.Cmd) bool {
	if cmd == nil {
		return false
	}
	_, quit := cmd().(tea.QuitMsg)
	return quit
}

// TestGuardKeepsOrder: what is pressed while the App is busy comes after, in
// order, and the screen says that one may leave.
func TestGuardKeepsOrder(t *testing.T) {
	app := &slowly{goOn: make(chan bool)}
	g := newGuard(app)
	g.Init()
	_, wait := g.Update(keyMsg("w"))
	for _, key := range []string{"a", "b", "c"} {
		if _, cmd := g.Update(keyMsg(key)); cmd != nil || g.under == nil {
			t.Fatalf("%s does not wait", key)
		}
	}
	time.Sleep(slowTime)
	g.Update(slowMsg{g.since})
	if rows := strings.Split(g.View().Content, "\n"); rows[0] != "one" || !strings.Contains(rows[1], "q leaves") {
		t.Errorf("the screen says %q", rows)
	}
	close(app.goOn)
	outcome := wait().(tea.BatchMsg)[0]()
	g.Update(outcome)
	if app.typed != "wabc" || g.View().Content != "one\ntwo wabc" {
		t.Errorf("the keys came as %q, and the screen says %q", app.typed, g.View().Content)
	}
}

// TestGuardTyping: while text is typed q is a letter, and ctrl+c always leaves.
func TestGuardTyping(t *testing.T) {
	for _, c := range []struct {
		typing bool
		begun  string // what the App is busy with
		key    string
		leaves bool
	}{{false, "w", "q", true}, {true, "w", "q", false}, {true, "enter", "q", true}, {true, "w", "ctrl+c", true}, {false, "w", "x", false}} {
		g := newGuard(&slowly{})
		g.typing, g.key, g.under, g.slow = c.typing, c.begun, make(chan outcome), true
		_, cmd := g.Update(keyMsg(c.key))
		if quits(cmd) != c.leaves {
			t.Errorf("%+v", c)
		}
	}
}
