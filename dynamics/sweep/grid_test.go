package sweep

import (
	"strings"
	"testing"

	"nudge/dynamics"
	"nudge/model"
)

// linear is a network whose energy has no minimum at a gain of 4.
func linear(t *testing.T) *dynamics.Source { return source(t, model.Linear) }

// source is iris with an activation.
func source(t *testing.T, a model.Activation) *dynamics.Source {
	t.Helper()
	p, err := model.FindPreset("iris")
	if err != nil {
		t.Fatal(err)
	}
	p.Activation = a
	s, err := dynamics.FromPreset(p)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestCheck(t *testing.T) {
	for want, spoil := range map[string]func(g *Grid){
		"x: give one axis or two":               func(g *Grid) { g.Axes = nil },
		"y: beta is swept by --x already":       func(g *Grid) { g.Axes = append(g.Axes, g.Axes[0]) },
		"trials: 0 is too few":                  func(g *Grid) { g.Trials = 0 },
		"frame: 0 is too early":                 func(g *Grid) { g.Frame = 0 },
		"a --frame from 1 to 3":                 func(g *Grid) { g.Measure = RelativeError },
		"measure: weight_gradient is swept":     func(g *Grid) { g.Measure = WeightGradient; g.Axes[0].Knob.Name = "gain" },
		"measure: asymmetric feedback":          func(g *Grid) { g.Measure = WeightGradient; g.Base.Asymmetry = 0.5 },
		"spikes: a unit with the activation li": func(g *Grid) { g.Source = linear(t); g.Base.Spikes = 3 },
		"x: the grid has 16000000 cells": func(g *Grid) {
			a, err := ParseAxis("beta=1e-3:1:log:4000")
			if err != nil {
				t.Fatal(err)
			}
			b, err := ParseAxis("temperature=1e-3:1:log:4000")
			if err != nil {
				t.Fatal(err)
			}
			g.Axes = []Axis{a, b}
		},
	} {
		g := grid(t, "iris", "beta=0.1,1")
		spoil(&g)
		if err := g.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

func TestMeasureNames(t *testing.T) {
	for m := range Measures {
		if got, err := ParseMeasure(m.String()); got != m || err != nil {
			t.Errorf("%s is read as %v, %v", m, got, err)
		}
	}
	if _, err := ParseMeasure("sine"); err == nil {
		t.Error("sine is a measure")
	}
}
