package ui

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/dynamics/sweep"
	"nudge/ui/pane"
)

// sweeping is a sweep that is being computed, or was. It works on its own
// copies of the run; the run goes on meanwhile.
type sweeping struct {
	grid   sweep.Grid
	cells  chan sweep.Cell
	ended  chan error
	cancel context.CancelFunc
	heat   pane.HeatMap
	back   View // what was in the main place
}

// sweepMsg brings the cells that were computed since the last one.
type sweepMsg struct {
	of    *sweeping
	cells []sweep.Cell
	over  bool
	err   error
}

// defaultSweep is what :sweep alone computes: nudge strength and noise.
var defaultSweep = []string{"beta=1e-4:10:log:21", "temperature=0,1e-8:1e-1:log:8"}

// startSweep reads `[x=]AXIS [y=]AXIS [frame=N] [trials=N] [measure=NAME]` and
// computes the sweep in the background, over the settings of the moment.
func (a *App) startSweep(args []string) (tea.Cmd, error) {
	a.stopSweep()
	grid := sweep.Grid{
		Source: a.run.Source(), Base: a.run.Settings(), Trials: 4, Frame: a.frame.Network().Depth(),
		Equilibrate: 500, Reference: a.reference, Estimator: a.run.Estimator(),
	}
	if err := readSweep(&grid, args); err != nil {
		return nil, err
	}
	if err := grid.Check(); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	s := &sweeping{grid: grid, cells: make(chan sweep.Cell, 64), ended: make(chan error, 1), cancel: cancel, back: a.main}
	s.heat = newHeat(grid)
	go s.compute(ctx)
	a.sweep, a.main, a.inspecting = s, Heat, false
	a.arrange()
	return s.wait, nil
}

// compute computes all cells. A panic is how the sweep ended, and one of wait.
func (s *sweeping) compute(ctx context.Context) {
	var err error
	defer func() {
		if v := recover(); v != nil {
			err = dynamics.Caught(v)
		}
		s.ended <- err
	}()
	all := make([]int, s.grid.Cells())
	for i := range all {
		all[i] = i
	}
	workers := max(1, runtime.GOMAXPROCS(0)-1)
	err = sweep.Run(ctx, s.grid, all, workers, func(c sweep.Cell) error {
		select {
		case s.cells <- c:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	})
}

func readSweep(g *sweep.Grid, args []string) error {
	axes := 0
	for _, arg := range args {
		name, value, _ := strings.Cut(arg, "=")
		var err error
		switch name {
		case "frame":
			g.Frame, err = strconv.Atoi(value)
		case "trials":
			g.Trials, err = strconv.Atoi(value)
		case "measure":
			g.Measure, err = sweep.ParseMeasure(value)
		default:
			axes++
			var axis sweep.Axis
			axis, err = sweep.ParseAxis(arg)
			g.Axes = append(g.Axes, axis)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", arg, err)
		}
	}
	if axes > 0 {
		return nil
	}
	return readSweep(g, defaultSweep)
}

// wait is the command that brings what has been computed.
func (s *sweeping) wait() tea.Msg {
	msg := sweepMsg{of: s}
	select {
	case c := <-s.cells:
		msg.cells = append(msg.cells, c)
	case err := <-s.ended:
		if p := (*dynamics.Panic)(nil); errors.As(err, &p) {
			panic(p)
		}
		msg.over, msg.err = true, err
	}
	for {
		select {
		case c := <-s.cells:
			msg.cells = append(msg.cells, c)
			continue
		default:
		}
		return msg
	}
}

func newHeat(g sweep.Grid) pane.HeatMap {
	h := pane.HeatMap{Measure: fmt.Sprintf("%s at frame %d", g.Measure, g.Frame), Trials: g.Trials, Total: g.Cells(), HigherIsBetter: g.Measure == sweep.Cosine}
	h.X, h.Y = heatAxis(g.Axes[0]), pane.HeatAxis{Labels: []string{""}}
	if len(g.Axes) > 1 {
		h.Y = heatAxis(g.Axes[1])
	}
	series := g.Series()
	for i := range series {
		last := series[len(series)-1-i]
		name := last.Name
		if last.Layer > 0 {
			name = pane.LayerName(last.Hops)
		}
		h.Series = append(h.Series, name)
		values := make([]float64, g.Cells())
		for j := range values {
			values[j] = math.NaN()
		}
		h.Values = append(h.Values, values)
	}
	return h
}

func heatAxis(a sweep.Axis) pane.HeatAxis {
	axis := pane.HeatAxis{Symbol: a.Knob.Symbol}
	for _, v := range a.Values {
		axis.Labels = append(axis.Labels, a.Knob.Format(v))
	}
	return axis
}

// found puts cells into the picture and waits for more. Cells of a sweep that
// was closed are dropped.
func (a *App) found(msg sweepMsg) tea.Cmd {
	s := msg.of
	if s != a.sweep {
		return nil
	}
	a.dirty = true
	for _, c := range msg.cells {
		s.heat.Done++
		for i, stat := range c.Stats {
			s.heat.Values[len(c.Stats)-1-i][c.Index] = stat.Mean
			if stat.Mean > s.heat.Max {
				s.heat.Max = stat.Mean
			}
		}
	}
	if msg.over {
		if msg.err != nil {
			a.warn("the sweep ended: %v", msg.err)
		}
		return nil
	}
	return s.wait
}

// stopSweep closes the sweep and gives its place back.
func (a *App) stopSweep() {
	if a.sweep == nil {
		return
	}
	a.sweep.cancel()
	if a.main == Heat {
		a.main = a.sweep.back
	}
	a.sweep = nil
	a.arrange()
}

// sweepKey moves the cursor over the cells; used is false for any other key.
func (a *App) sweepKey(key string) (cmd tea.Cmd, used bool) {
	h := &a.sweep.heat
	nx, ny := len(h.X.Labels), len(h.Y.Labels)
	switch key {
	case "left":
		h.CursorX = cycle(h.CursorX, -1, 0, nx)
	case "right":
		h.CursorX = cycle(h.CursorX, 1, 0, nx)
	case "up":
		h.CursorY = cycle(h.CursorY, 1, 0, ny)
	case "down":
		h.CursorY = cycle(h.CursorY, -1, 0, ny)
	case "enter":
		return a.takeCell(), true
	case "esc":
		a.stopSweep()
	default:
		return nil, false
	}
	return nil, true
}

// takeCell runs the settings of the cell under the cursor, at the frame that the
// sweep looked at.
func (a *App) takeCell() tea.Cmd {
	s := a.sweep
	set := s.grid.Settings(s.heat.CursorY*len(s.heat.X.Labels)+s.heat.CursorX, 0)
	if err := a.begin(set); err != nil {
		return a.changed(err)
	}
	a.changed(nil)
	a.tell("took the cell: frame %d of its first trial (Esc closes the sweep)", s.grid.Frame)
	return a.seek(s.grid.Frame)
}
