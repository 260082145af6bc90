package ui

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
)

// guard stands between Bubble Tea and the App, so that one can always leave. The
// App gets one message at a time, in a goroutine that is waited for, but not for
// ever: settling a large network can take minutes. What comes meanwhile waits in
// line, except for the keys that quit. A panic in the App or in its commands is
// caught here, ends the program in good order, and is told by Run.
type guard struct {
	app     guarded
	view    tea.View
	typing  bool
	under   chan outcome // way: the App is busy and will answer here; nil while it is not
	since   time.Time    // when it became busy
	key     string       // that it is busy with, "" for something else
	slow    bool         // it is busy for so long that one should know
	waiting []tea.Msg
	fault   *dynamics.Panic
}

// guarded is the App, or what a test puts in its place.
type guarded interface {
	tea.Model
	typingText() bool
	hold() (letGo func())
}

// outcome is what a message to the App came to.
type outcome struct {
	cmd    tea.Cmd
	view   tea.View
	typing bool
	fault  *dynamics.Panic
}

// slowMsg says that the App is still at what it began then.
type slowMsg struct{ since time.Time }

// The loop of the program waits for the App as long as patience; after slowTime
// the keys that quit no longer wait for it. No more than maxWaiting messages do.
const (
	patience   = 100 * time.Millisecond
	slowTime   = 400 * time.Millisecond
	maxWaiting = 1000
)

func newGuard(app guarded) *guard { return &guard{app: app, view: app.View()} }

// View is what the App drew last.
func (g *guard) View() tea.View {
	v := g.view
	if g.slow {
		rows := strings.Split(v.Content, "\n")
		rows[len(rows)-1] = " computing: q leaves at once"
		v.Content = strings.Join(rows, "\n")
	}
	return v
}

// Init starts the App.
func (g *guard) Init() tea.Cmd { return g.give(g.app.Init, "", time.Now().Add(patience)) }

// Update gives a message to the App, now or later.
func (g *guard) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch m := msg.(type) {
	case *dynamics.Panic:
		g.fault = m
		return g, tea.Quit
	case outcome:
		cmd := g.take(m)
		return g, tea.Batch(cmd, g.goOn())
	case slowMsg:
		if g.under != nil && m.since.Equal(g.since) {
			g.slow = true
			if slices.ContainsFunc(g.waiting, g.quits) {
				return g, tea.Quit
			}
		}
		return g, nil
	}
	if g.slow && g.quits(msg) {
		return g, tea.Quit
	}
	if _, moved := msg.(tea.MouseMotionMsg); len(g.waiting) < maxWaiting && !(moved && g.under != nil) {
		g.waiting = append(g.waiting, msg)
	}
	return g, g.goOn()
}

// goOn gives the App what waits, as long as it is quick.
func (g *guard) goOn() tea.Cmd {
	var cmds []tea.Cmd
	for until := time.Now().Add(patience); g.under == nil && g.fault == nil && len(g.waiting) > 0; {
		msg := g.waiting[0]
		g.waiting = g.waiting[1:]
		key := ""
		if press, ok := msg.(tea.KeyPressMsg); ok {
			key = press.String()
		}
		cmds = append(cmds, g.give(func() tea.Cmd { _, cmd := g.app.Update(msg); return cmd }, key, until))
	}
	return tea.Batch(cmds...)
}

// give lets the App do something, and returns its command, or else one that waits
// for it.
func (g *guard) give(do func() tea.Cmd, key string, until time.Time) tea.Cmd {
	under := make(chan outcome, 1)
	go func() { under <- g.attempt(do) }()
	select {
	case o := <-under:
		return g.take(o)
	case <-time.After(time.Until(until)):
	}
	g.under, g.since, g.key = under, time.Now(), key
	since := g.since
	return tea.Batch(
		func() tea.Msg { return <-under },
		tea.Tick(slowTime, func(time.Time) tea.Msg { return slowMsg{since} }),
	)
}

// attempt does something and looks at the App. It is all that touches the App
// while the program runs.
func (g *guard) attempt(do func() tea.Cmd) (o outcome) {
	defer func() {
		if v := recover(); v != nil {
			o.fault = dynamics.Caught(v)
		}
	}()
	defer g.app.hold()()
	o.cmd = do()
	o.view, o.typing = g.app.View(), g.app.typingText()
	return o
}

func (g *guard) take(o outcome) tea.Cmd {
	g.under, g.slow = nil, false
	if o.fault != nil {
		g.fault = o.fault
		return tea.Quit
	}
	g.view, g.typing = o.view, o.typing
	return shield(o.cmd)
}

// quits tells whether a message is a key that leaves the program. While text is
// typed q is a letter; after Enter it is a key again.
func (g *guard) quits(msg tea.Msg) bool {
	press, ok := msg.(tea.KeyPressMsg)
	return ok && (press.String() == "ctrl+c" || press.String() == "q" && (!g.typing || g.key == "enter"))
}

// shield makes a panic in a command, or in one of a batch, the message that it
// brings.
func shield(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if v := recover(); v != nil {
				msg = dynamics.Caught(v)
			}
		}()
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			shielded := make(tea.BatchMsg, len(batch))
			for i := range batch {
				shielded[i] = shield(batch[i])
			}
			return shielded
		}
		return msg
	}
}

// hold waits until nothing is under way in the App.
func (a *App) hold() (letGo func()) {
	a.alone.Lock()
	return a.alone.Unlock
}

// typingText tells whether letters are text now.
func (a *App) typingText() bool { return a.prompt != nil || a.help.shown }
