package ui

import (
	"testing"
	"time"

	"nudge/dynamics"
	"nudge/model"
)

// BenchmarkFrameNoise is one tick at 120×40 with a thousand noisy chains and
// their twins on 4-8-6-3. The tick is taken apart: the steps, what is observed of
// them, and the drawing.
func BenchmarkFrameNoise(b *testing.B) {
	source, err := dynamics.FromPreset(model.Iris())
	if err != nil {
		b.Fatal(err)
	}
	set := dynamics.Settings{Knobs: dynamics.DefaultKnobs(), On: true, Seed: 1, Sample: 1}
	set.Step, set.Temperature, set.Chains = source.Step(), 1e-4, 1000
	a, err := New(Options{Source: source, Settings: set, Estimator: dynamics.TwinRate, Equilibrate: 100, Theme: Dark})
	if err != nil {
		b.Fatal(err)
	}
	size(a, 120, 40)
	if done, err := a.run.Seek(0, 0); !done || err != nil {
		b.Fatal(done, err)
	}
	var stepping, observing, drawing time.Duration
	b.ReportAllocs()
	for b.Loop() {
		began := time.Now()
		if _, err := a.run.Advance(1, 0); err != nil {
			b.Fatal(err)
		}
		stepped := time.Now()
		a.run.Observe(&a.frame, a.reference)
		observed := time.Now()
		a.dirty = true
		a.draw()
		_ = a.View()
		stepping, observing, drawing = stepping+stepped.Sub(began), observing+observed.Sub(stepped), drawing+time.Since(observed)
	}
	whole := float64(stepping + observing + drawing)
	b.ReportMetric(100*float64(stepping)/whole, "%stepping")
	b.ReportMetric(100*float64(observing)/whole, "%observing")
	b.ReportMetric(100*float64(drawing)/whole, "%drawing")
}
