package ui

import (
	"bytes"
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/dynamics/export"
)

// proof is a command on its way to the clipboard: whether it shows this very
// frame is tried out before it is promised.
type proof struct {
	line   string
	cancel context.CancelFunc
}

// provedMsg says how that ended.
type provedMsg struct {
	of   *proof
	same bool
	err  error
}

// computing disables what needs the frame that is still being computed.
func computing(a *App) string {
	if a.goal != nil {
		return "the frame is still being computed"
	}
	return ""
}

// instead is what keeps a run that no command says.
func (a *App) instead() string {
	if noFiles(a) != "" {
		return ""
	}
	return "; E keeps its numbers, nudge --record FILE a whole session"
}

// openAt makes the frame to open at what is computed first.
func (a *App) openAt(b dynamics.Beginning) {
	if step := b.Frame - a.run.First(); b.Frame > 0 || b.On && step > 0 {
		a.goal = &step
	}
}

// copyCommand begins a new run as the command would and, in the background, goes to
// the frame shown.
func (a *App) copyCommand() tea.Cmd {
	a.dropProof()
	begin, err := a.run.Beginning()
	if err != nil {
		a.warn("no command shows this frame: %v%s", err, a.instead())
		return nil
	}
	line, err := a.commandLine(begin)
	if err != nil {
		a.warn("no command shows this frame: %v", err)
		return nil
	}
	ctx, cancel := context.WithCancel(context.Background())
	p := &proof{line: line, cancel: cancel}
	a.copied = p
	want, estimator, reference, source := frameText(&a.frame), a.run.Estimator(), a.reference, a.run.Source()
	turns := a.turns
	a.tell("trying %s", line)
	return func() tea.Msg {
		done, err := takeTurn(ctx, turns)
		if err != nil {
			return provedMsg{p, false, err}
		}
		defer done()
		got, err := again(ctx, source, begin, estimator, reference)
		return provedMsg{p, bytes.Equal(got, want), err}
	}
}

// again is the frame of a new run as it is written.
func again(ctx context.Context, source *dynamics.Source, b dynamics.Beginning, e dynamics.Estimator, ref dynamics.Reference) ([]byte, error) {
	run, err := b.Run(source)
	if err != nil {
		return nil, err
	}
	run.Estimate(e)
	for done := false; !done; {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if done, err = run.Seek(b.Frame, 50*time.Millisecond); err != nil {
			return nil, err
		}
	}
	var f dynamics.Frame
	run.Observe(&f, ref)
	return frameText(&f), nil
}

// frameText is a frame with all its digits, and the network at rest.
func frameText(f *dynamics.Frame) []byte {
	var b bytes.Buffer
	w := export.NewNDJSON(&b)
	if err := errors.Join(w.Start(f), w.Frame(f)); err != nil {
		panic("ui: " + err.Error()) // a frame always has a text
	}
	return b.Bytes()
}

// proved copies the command, and says it, as many terminals copy nothing.
func (a *App) proved(msg provedMsg) tea.Cmd {
	if msg.of != a.copied {
		return nil
	}
	a.dropProof()
	a.dirty = true
	switch {
	case msg.err != nil:
		a.warn("no command shows this frame: %v", msg.err)
		return nil
	case !msg.same:
		a.warn("no command shows this very frame: the run came to rest on another way, if only by rounding; r begins anew%s", a.instead())
		return nil
	}
	a.tell("copied: %s", msg.of.line)
	return tea.SetClipboard(msg.of.line)
}

// dropProof leaves what is being tried.
func (a *App) dropProof() {
	if a.copied != nil {
		a.copied.cancel()
		a.copied = nil
	}
}
