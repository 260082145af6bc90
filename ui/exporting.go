package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/dynamics/export"
	"nudge/model"
)

// exporting is a file on its way. It is written from a run of its own, so the one
// on the screen goes on meanwhile.
type exporting struct {
	path, format string
	run          *dynamics.Run
	reference    dynamics.Reference
	from, to     int // steps
	done         atomic.Int64
	cancel       context.CancelFunc
	begun        atomic.Bool
	ended        chan struct{}
}

// exportedMsg says how it ended, exportBeat that it goes on.
type (
	exportedMsg struct {
		of  *exporting
		err error
	}
	exportBeat struct{ of *exporting }
)

// askExport asks for the name of a file that is not there yet.
func (a *App) askExport() tea.Cmd {
	cmd := a.ask("export (.csv .ndjson .png .svg .pdf): ", a.export)
	a.prompt.input.CharLimit = 1024
	a.prompt.input.SetValue(a.exportName())
	a.prompt.input.CursorEnd()
	a.prompt.offer = true
	return cmd
}

// exportName is a name for the figure of this frame.
func (a *App) exportName() string {
	network := filepath.Base(a.run.Source().Name())
	network = strings.TrimSuffix(network, filepath.Ext(network))
	plain := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return '-'
	}, network)
	name := fmt.Sprintf("nudge-%s-frame-%d", plain, a.frame.Number)
	path := name + ".svg"
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); err != nil {
			return path
		}
		path = fmt.Sprintf("%s-%d.svg", name, n)
	}
}

// export writes the run up to the frame shown, its numbers or its figure, as the
// ending of the name says.
func (a *App) export(path string) (tea.Cmd, error) {
	path = strings.TrimSpace(path)
	format, err := export.FormatOf(path)
	if err != nil {
		return nil, err
	}
	if err := free(path); err != nil {
		return nil, err
	}
	run := a.run.Fork()
	e := &exporting{
		path: path, format: format, run: run, reference: a.reference,
		from: run.Begins(), to: run.Cursor() - run.First(), ended: make(chan struct{}),
	}
	if e.to < e.from {
		return nil, errors.New("this is before frame 0, from which on a run is written: go there first")
	}
	a.dropExport()
	ctx, cancel := context.WithCancel(context.Background())
	e.cancel = cancel
	a.exported = e
	return tea.Batch(e.beat(), func() tea.Msg {
		e.begun.Store(true)
		defer close(e.ended)
		if err := ctx.Err(); err != nil {
			return exportedMsg{e, err}
		}
		return exportedMsg{e, model.Replace(e.path, func(w io.Writer) error { return e.write(ctx, w) })}
	}), nil
}

// free refuses a name that is taken.
func free(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%s exists: choose another name", path)
	}
	return nil
}

// write writes what nudge run writes, frame after frame.
func (e *exporting) write(ctx context.Context, w io.Writer) error {
	to := export.New(e.format, w, e.run.Source())
	var f dynamics.Frame
	if export.IsPicture(e.format) { // which has but one frame
		e.run.Observe(&f, e.reference)
		if err := to.Start(&f); err != nil {
			return err
		}
		return to.End()
	}
	if err := e.seek(ctx); err != nil {
		return err
	}
	e.run.Observe(&f, e.reference)
	if err := to.Start(&f); err != nil {
		return err
	}
	for step := e.from; step < e.to; step++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, err := e.run.Advance(1, 0); err != nil {
			return err
		}
		e.run.Observe(&f, e.reference)
		if err := to.Frame(&f); err != nil {
			return err
		}
		e.done.Add(1)
	}
	return to.End()
}

// seek goes to where the writing begins.
func (e *exporting) seek(ctx context.Context) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		if done, err := e.run.Seek(e.from+e.run.First(), 50*time.Millisecond); done || err != nil {
			return err
		}
	}
}

// beat looks again soon how far it is.
func (e *exporting) beat() tea.Cmd {
	return tea.Tick(200*time.Millisecond, func(time.Time) tea.Msg { return exportBeat{e} })
}

// busy says how far it is.
func (e *exporting) busy() string {
	return fmt.Sprintf("writing %s: frame %d of %d … (Esc stops it)", filepath.Base(e.path), e.done.Load(), e.to-e.from)
}

// progress shows how far an export is.
func (a *App) progress(msg exportBeat) tea.Cmd {
	if msg.of != a.exported {
		return nil
	}
	a.dirty = true
	return msg.of.beat()
}

// exportEnded says where the file is.
func (a *App) exportEnded(msg exportedMsg) tea.Cmd {
	if msg.of != a.exported {
		return nil
	}
	a.exported, a.dirty = nil, true
	msg.of.cancel()
	if msg.err != nil {
		a.warn("export: %v", msg.err)
		return nil
	}
	a.tell("wrote %s in %s", filepath.Base(msg.of.path), folderOf(msg.of.path))
	return nil
}

// folderOf is where a file is, in full.
func folderOf(path string) string {
	full, err := filepath.Abs(path)
	if err != nil {
		return filepath.Dir(path)
	}
	return filepath.Dir(full)
}

// dropExport stops an export and waits, for a moment, until nothing is left of it.
func (a *App) dropExport() {
	e := a.exported
	if e == nil {
		return
	}
	a.exported = nil
	e.cancel()
	if !e.begun.Load() {
		return
	}
	select {
	case <-e.ended:
	case <-time.After(time.Second):
	}
}
