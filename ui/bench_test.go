package ui

import (
	"bytes"
	"fmt"
	"io"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"nudge/model"
)

var sizes = []struct{ w, h int }{{80, 24}, {120, 40}, {200, 60}}

// playing is a visualizer in the middle of a run, so that every pane changes
// with every frame.
func playing(b *testing.B, w, h int) *App {
	a := start(b, model.Iris(), Dark)
	size(a, w, h)
	press(a, "n", "space")
	return a
}

// everySize measures what is done to an App that plays, at every size.
func everySize(b *testing.B, do func(a *App)) {
	for _, s := range sizes {
		b.Run(fmt.Sprintf("%dx%d", s.w, s.h), func(b *testing.B) {
			a := playing(b, s.w, s.h)
			b.ReportAllocs()
			for b.Loop() {
				do(a)
				_ = a.View()
			}
		})
	}
}

// BenchmarkFrame is one tick: advance, observe, draw, with every pane changing.
func BenchmarkFrame(b *testing.B) {
	everySize(b, func(a *App) { a.Update(tickMsg{a.clock.generation}) })
}

// BenchmarkFramePlainCharts is the same tick with the same panes, each rendered
// by ntcharts' own View: what a newcomer would write.
func BenchmarkFramePlainCharts(b *testing.B) {
	everySize(b, func(a *App) {
		a.Update(tickMsg{a.clock.generation})
		for _, on := range a.panes.on(a.screen) {
			_ = on.pane.(interface{ SlowView() string }).SlowView()
		}
	})
}

// BenchmarkViewUnchanged is View after a message that changed nothing, as Bubble
// Tea asks for it after every one.
func BenchmarkViewUnchanged(b *testing.B) {
	everySize(b, func(a *App) { a.Update(tea.MouseMotionMsg{X: 3, Y: 3}) })
}

// BenchmarkFirstFrame is from the start of the program to the first screen:
// reading the data, drawing the weights, settling, drawing.
func BenchmarkFirstFrame(b *testing.B) {
	for _, preset := range model.Presets() {
		b.Run(preset.Name, func(b *testing.B) {
			for b.Loop() {
				a := start(b, preset, Dark)
				size(a, 120, 40)
				_ = a.View()
			}
		})
	}
}

// counter is a terminal that counts what is written to it.
type counter struct{ bytes atomic.Int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.bytes.Add(int64(len(p)))
	return len(p), nil
}

// BenchmarkBytes plays for a second in a real program and reports the bytes
// that reach the terminal a frame, and while paused.
func BenchmarkBytes(b *testing.B) {
	for _, s := range sizes {
		b.Run(fmt.Sprintf("%dx%d", s.w, s.h), func(b *testing.B) {
			var paused, played float64
			for b.Loop() {
				paused, played = bytesWritten(b, s.w, s.h)
			}
			b.ReportMetric(played, "bytes/frame")
			b.ReportMetric(paused, "bytes/s-paused")
		})
	}
}

func bytesWritten(b *testing.B, w, h int) (paused, perFrame float64) {
	out := &counter{}
	app := start(b, model.Iris(), Dark)
	in, keys := io.Pipe()
	p := tea.NewProgram(app, tea.WithInput(in), tea.WithOutput(out), tea.WithWindowSize(w, h),
		tea.WithEnvironment([]string{"TERM=xterm-256color", "COLORTERM=truecolor"}))
	done := make(chan error, 1)
	go func() { _, err := p.Run(); done <- err }()
	time.Sleep(300 * time.Millisecond)
	before := out.bytes.Load()
	time.Sleep(time.Second)
	paused = float64(out.bytes.Load() - before)
	_, _ = io.Copy(keys, bytes.NewBufferString("n "))
	time.Sleep(2 * time.Second) // past the arrivals, where it lingers
	before = out.bytes.Load()
	time.Sleep(time.Second)
	played := out.bytes.Load() - before
	p.Quit()
	if err := <-done; err != nil {
		b.Fatal(err)
	}
	return paused, float64(played) / 30
}
