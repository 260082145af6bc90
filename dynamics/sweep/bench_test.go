package sweep

import (
	"context"
	"fmt"
	"testing"

	"nudge/dynamics"
	"nudge/model"
)

// grid is a sweep of a preset, by its axes.
func grid(t testing.TB, preset string, axes ...string) Grid {
	t.Helper()
	p, err := model.FindPreset(preset)
	if err != nil {
		t.Fatal(err)
	}
	source, err := dynamics.FromPreset(p)
	if err != nil {
		t.Fatal(err)
	}
	g := Grid{
		Source: source, Base: dynamics.Settings{Knobs: dynamics.DefaultKnobs(), On: true, Seed: 1, Sample: 1},
		Trials: 8, Frame: 5, Equilibrate: 500,
	}
	for _, text := range axes {
		a, err := ParseAxis(text)
		if err != nil {
			t.Fatal(err)
		}
		g.Axes = append(g.Axes, a)
	}
	if err := g.Check(); err != nil {
		t.Fatal(err)
	}
	return g
}

// all is the cells of a grid.
func all(g Grid) []int {
	cells := make([]int, g.Cells())
	for i := range cells {
		cells[i] = i
	}
	return cells
}

// BenchmarkSweep is the cells a second of a noisy grid.
func BenchmarkSweep(b *testing.B) {
	g := grid(b, "iris", "beta=1e-3:1:log:8", "temperature=1e-6:1e-2:log:5")
	for _, cores := range []int{1, 2} {
		b.Run(fmt.Sprintf("cores=%d", cores), func(b *testing.B) {
			for b.Loop() {
				if err := Run(context.Background(), g, all(g), cores, func(Cell) error { return nil }); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N*g.Cells())/b.Elapsed().Seconds(), "cells/s")
		})
	}
}
