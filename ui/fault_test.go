package ui

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/dynamics/sweep"
	"nudge/model"
	"nudge/ui/lesson"
)

// Serve serves a class that begins with these options; the tests outside the package
// know how.
var Serve func(context.Context, Options) error

// TestMain is the test binary, or a visualizer with a mistake in it for a test:
// NUDGE_TEST_FAULT says where, and the key ! comes upon it. With NUDGE_TEST_SERVE it
// is a class where that is so for everybody.
func TestMain(m *testing.M) {
	where := os.Getenv("NUDGE_TEST_FAULT")
	if where == "" {
		os.Exit(m.Run())
	}
	source, err := dynamics.FromPreset(model.Iris())
	if err != nil {
		panic(err)
	}
	set := dynamics.Settings{Knobs: dynamics.DefaultKnobs(), Seed: 1, Sample: 1}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	o := Options{
		Source: source, Settings: set, In: os.Stdin, Out: os.Stdout, Environ: os.Environ(),
		wrap: func(a *App) guarded { return &faulty{App: a, where: where} },
	}
	show := Start
	if os.Getenv("NUDGE_TEST_SERVE") != "" {
		show = Serve
	}
	if err := show(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// faulty is an App with a mistake.
type faulty struct {
	*App
	where string
	now   bool
}

func (f *faulty) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if key, ok := msg.(tea.KeyPressMsg); ok && key.String() == "!" {
		f.now = true
		return f, f.stumble()
	}
	_, cmd := f.App.Update(msg)
	return f, cmd
}

func (f *faulty) View() tea.View {
	if f.now && f.where == "view" {
		panic("a mistake in view")
	}
	return f.App.View()
}

func (f *faulty) stumble() tea.Cmd {
	mistake := func() tea.Msg { panic("a mistake in " + f.where) }
	switch f.where {
	case "update":
		mistake()
	case "command":
		return mistake
	case "batch":
		return tea.Batch(f.clock.tick(), tea.Batch(mistake, f.clock.tick()))
	case "chains": // in a goroutine that advances some of many chains
		net := f.frame.Network()
		e := dynamics.NewEnsemble(net, make([]float64, net.Units()), 4096, 1)
		e.Become(nil)
		_ = e.Advance(dynamics.Law{Step: 0.1}, 0, 100, nil)
	case "sweep": // in a goroutine that computes its cells
		s := &sweeping{grid: sweep.Grid{Frame: 1, Trials: 1}, cells: make(chan sweep.Cell), ended: make(chan error, 1)}
		f.sweep = s
		go s.compute(context.Background())
		return s.wait
	case "training":
		l, cmd, err := f.trained()
		if err != nil {
			panic(err)
		}
		return tea.Batch(cmd, l.when(func() error { mistake(); return nil }))
	case "task":
		f.lecture = &lecture{Lesson: &lesson.Lesson{Cards: make([]lesson.Card, 1)}}
		return f.compute(func(context.Context, func(int, int)) (func(*lesson.Stage) error, error) { mistake(); return nil, nil })
	case "stuck": // not a mistake, but it takes its time
		time.Sleep(time.Minute)
	}
	return nil
}
