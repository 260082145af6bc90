package ui

import (
	"fmt"
	"math"
	"slices"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/dynamics/learn"
	"nudge/model"
	"nudge/ui/pane"
)

// example is one sample learnt in the run itself, in the user's sight: the free
// phase settles, the nudge arrives, the weights change. Its edits are one for
// undo.
type example struct {
	stage   pane.LearningStage // FreePhase, NudgedPhase or WeightChange
	past    int                // edits of the run before it
	until   int                // the step at which the phase ends at the latest
	weights []pane.Matrix      // as they are after the change, with the change; nil before it
}

// The longest free phase that is shown, in units of time, and the largest
// ‖ds_k/dt‖ that counts as settled.
const (
	freeTime  = 15
	settledAt = 1e-3
)

// learnExample clamps the next sample and plays on: Update calls goOn where a
// phase is over.
func (a *App) learnExample() tea.Cmd {
	l, cmd, err := a.trained()
	if err != nil {
		return a.changed(err)
	}
	a.turn(Learning)
	set := a.run.Settings()
	l.running, l.example, l.failed = false, &example{stage: pane.FreePhase, past: a.run.Past()}, nil
	if l.picture.Seen > 0 || set.Weights != nil {
		set.Sample = nextExample(set.Sample, a.run.Source().Samples())
	}
	set.Target, set.On, set.Nudge, set.Inverted = 0, false, dynamics.Spring, false
	if set.Beta == 0 {
		set.Beta = l.recipe.Beta
	}
	if err := a.run.Present(set); err != nil {
		return a.changed(err)
	}
	cmd = tea.Batch(cmd, a.changed(nil))
	l.example.until = a.frame.Trail.Step() + int(math.Ceil(freeTime/set.Step))
	a.clock.set(true)
	return tea.Batch(cmd, a.clock.tick())
}

// nextExample walks through all n samples in steps of about the golden section,
// so that neighbours in a file, which are often of one class, are far apart.
func nextExample(sample, n int) int {
	stride := max(1, int(math.Round(float64(n)*(math.Sqrt(5)-1)/2)))
	for gcd(stride, n) > 1 {
		stride++
	}
	return (sample-1+stride)%n + 1
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// goOn takes the example to its next stage where the phase is over.
func (a *App) goOn() tea.Cmd {
	e := a.learning.example
	step := a.frame.Trail.Step()
	switch {
	case a.goal != nil:
		return nil
	case e.stage == pane.FreePhase && (step >= e.until || a.run.Ready() && settled(&a.frame)):
		set := a.run.Settings()
		set.On = true
		e.stage = pane.NudgedPhase
		r := a.learning.recipe
		e.until = step + max(a.frame.Network().Depth(), int(math.Ceil(float64(r.Nudged)*r.Step/set.Step)))
		return a.changed(a.run.Adjust(set))
	case e.stage == pane.NudgedPhase && step >= e.until:
		e.stage = pane.WeightChange
		a.clock.set(false)
		return a.changeWeights()
	}
	return nil
}

// dropExample leaves the example where it is. Its edits so far become one.
func (a *App) dropExample() {
	if l := a.learning; l != nil && l.example != nil {
		if l.example.weights == nil {
			a.run.Join(l.example.past)
		}
		l.example = nil
	}
}

// watched is the sample of the run, and what the network says to it just now.
func (a *App) watched() *pane.Example {
	f, set := &a.frame, a.run.Source().Data()
	net, i := f.Network(), f.Sample-1
	low, high := net.Activation().TargetRange()
	visible := net.Layer(f.State, net.Depth())
	return &pane.Example{
		Sample: f.Sample, Class: set.Y[i], Says: learn.Predict(visible, low, high), Classes: set.Classes,
		Input: net.Input(), Width: set.Width, Height: set.Height, Visible: visible, Target: net.Target(),
	}
}

// moved is the weights of a network with what they have that others had not.
func moved(from, to *model.Network) []pane.Matrix {
	list := matrices(to)
	for k, was := range matrices(from) {
		list[k].Change = slices.Clone(list[k].Values)
		for i, v := range was.Values {
			list[k].Change[i] -= v
		}
	}
	return list
}

// settled tells whether a free network has come to rest: never at its first
// frame under an input.
func settled(f *dynamics.Frame) bool {
	if f.Noisy() || f.Led.Sample != f.Sample || f.Trail.Step() == 0 {
		return false
	}
	return !slices.ContainsFunc(f.Layers, func(a dynamics.Agreement) bool { return a.Derivative > settledAt })
}

// changeWeights is what the example was for: the change that the states at frame
// 0 and now ask for, at the learning rates.
func (a *App) changeWeights() tea.Cmd {
	l, f := a.learning, &a.frame
	set := a.run.Settings()
	base, err := a.run.Source().Base(set)
	if err != nil {
		return a.changed(err)
	}
	free := make([]float64, len(f.State))
	for i := range free {
		free[i] = f.Trail.Unit(0, i)
	}
	change := learn.Local(f.Network().At(free), f.Network().At(slices.Clone(f.State)), f.Push())
	net, err := learn.Apply(base, change, l.recipe.Rates)
	if err != nil {
		return a.changed(err)
	}
	a.tell("%s", exampleStory(f, change))
	set.Weights, set.On = net, false
	if err := a.run.Adjust(set); err != nil {
		return a.changed(err)
	}
	a.run.Join(l.example.past)
	l.example.weights, l.gifts.last = moved(base, net), net
	return tea.Batch(l.adopt(net), a.changed(nil))
}

// exampleStory says how far the change is from the exact gradient.
func exampleStory(f *dynamics.Frame, change model.Gradient) string {
	text := "the weights changed by what each synapse saw"
	exact, err := f.Rest.Point.EquilibriumGradient()
	if err != nil {
		return text
	}
	for k, angle := range learn.AnglesBetween(change, exact) {
		if !math.IsNaN(angle) {
			text += fmt.Sprintf(", W%d %.2f°", k+1, 180-angle)
		}
	}
	return text + " from the exact gradient. Enter: the next one, u: back"
}
