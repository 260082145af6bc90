package pane

import (
	"context"
	"image/color"
	"math"
	"testing"

	"charm.land/lipgloss/v2"

	"nudge/dynamics/learn"
	"nudge/model"
	"nudge/model/data"
	"nudge/ui/chart"
)

// course is a real training and the view's data of it.
type course struct {
	set      *data.Set
	training *learn.Training
	Learning
}

// learned trains on a data set for some passes and fills in everything there is
// to show.
func learned(t testing.TB, name string, passes int, edit func(*learn.Recipe)) *course {
	t.Helper()
	set, err := data.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	recipe := learn.RecipeFor(set)
	if edit != nil {
		edit(&recipe)
	}
	training, err := learn.NewTraining(set, recipe)
	if err != nil {
		t.Fatal(err)
	}
	c := &course{set: set, training: training}
	c.Data, c.Rule, c.Local, c.Stage = name, recipe.Rule.String(), true, LearningRuns
	c.Knobs = "rates 0.2 0.2 · β 0.5 · free 30, nudged 8 · batch 4"
	c.Epochs, c.Batches = recipe.Epochs, training.Batches()
	c.AngleTraces = make([]Trace, len(recipe.Layers)-1)
	probe := max(1, passes/10)
	for range passes {
		if err := training.Pass(context.Background(), func() { c.Seen += recipe.Batch }); err != nil {
			t.Fatal(err)
		}
		c.report(t, training.Epoch()%probe == 0)
	}
	c.look(t)
	return c
}

// report appends what the last pass came to.
func (c *course) report(t testing.TB, probe bool) {
	r := c.training.History[len(c.training.History)-1]
	c.Epoch, c.Cost, c.TrainError, c.TestError = r.Epoch, r.Cost, r.TrainError, math.NaN()
	if r.TestError != nil {
		c.TestError = *r.TestError
	}
	at := c.Position()
	c.Costs.Add(at, c.Cost)
	c.TrainErrors.Add(at, c.TrainError)
	c.TestErrors.Add(at, c.TestError)
	if probe {
		c.Angles = c.angles(t)
		for i, v := range c.Angles {
			c.AngleTraces[i].Add(at, v)
		}
	}
}

// learner is a learner with the present weights.
func (c *course) learner(t testing.TB, rule learn.Rule) *learn.Learner {
	t.Helper()
	net, err := c.training.Network()
	if err != nil {
		t.Fatal(err)
	}
	setup := c.training.Recipe.Setup
	setup.Rule = rule
	l, err := learn.NewLearner(net, setup, 1)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// angles is that of each weight matrix between the rule and the exact gradient.
func (c *course) angles(t testing.TB) []float64 {
	x, y := [][]float64{}, [][]float64{}
	for i := range min(4, c.set.Len()) {
		x, y = append(x, c.set.X[i]), append(y, c.target(i))
	}
	var found [2]model.Gradient
	for i, rule := range []learn.Rule{learn.Symmetric, learn.Equilibrium} {
		g, err := c.learner(t, rule).Gradient(x, y, 0)
		if err != nil {
			t.Fatal(err)
		}
		found[i] = g
	}
	var list []float64
	for k := range found[0].Weights {
		var ab, aa, bb float64
		for i, row := range found[0].Weights[k] {
			for j, a := range row {
				b := found[1].Weights[k][i][j]
				ab, aa, bb = ab+a*b, aa+a*a, bb+b*b
			}
		}
		list = append(list, math.Acos(min(1, ab/math.Sqrt(aa*bb)))*180/math.Pi)
	}
	return list
}

func (c *course) target(i int) []float64 {
	low, high := c.training.Recipe.Activation.TargetRange()
	y := make([]float64, c.set.Outputs())
	c.set.Target(y, i, low, high)
	return y
}

// step learns one more pass.
func (c *course) step(t testing.TB) {
	t.Helper()
	if err := c.training.Pass(context.Background(), func() {}); err != nil {
		t.Fatal(err)
	}
	c.report(t, false)
}

// look fills in the third sample, the map and the weights.
func (c *course) look(t testing.TB) {
	t.Helper()
	low, high := c.training.Recipe.Activation.TargetRange()
	l := c.learner(t, learn.Symmetric)
	const sample = 2
	if err := l.Settle(c.set.X[sample:sample+1], [][]float64{c.target(sample)}); err != nil {
		t.Fatal(err)
	}
	visible := append([]float64(nil), l.Visible(0)...)
	c.Example = &Example{
		Sample: sample + 1, Class: c.set.Y[sample], Says: learn.Predict(visible, low, high), Classes: c.set.Classes,
		Input: c.set.X[sample], Visible: visible, Target: c.target(sample),
	}
	if len(c.set.X[0]) == 64 {
		c.Example.Width, c.Example.Height = 8, 8
	}
	if len(c.set.X[0]) == 2 {
		c.Map = c.decide(t, l)
	}
	net, err := c.training.Network()
	if err != nil {
		t.Fatal(err)
	}
	c.Weights = nil
	for _, rows := range net.Spec().Weights {
		m := Matrix{Rows: len(rows), Cols: len(rows[0])}
		for _, row := range rows {
			m.Values = append(m.Values, row...)
		}
		c.Weights = append(c.Weights, m)
	}
}

// decide asks the network for every point of a grid.
func (c *course) decide(t testing.TB, l *learn.Learner) *DecisionMap {
	m := &DecisionMap{Cols: 24, Rows: 24, MinX: -0.25, MaxX: 1.25, MinY: -0.25, MaxY: 1.25}
	var x, y [][]float64
	for row := range m.Rows {
		for col := range m.Cols {
			x = append(x, []float64{-0.25 + 1.5*float64(col)/23, -0.25 + 1.5*float64(row)/23})
			y = append(y, c.target(0))
		}
	}
	if err := l.Settle(x, y); err != nil {
		t.Fatal(err)
	}
	low, high := c.training.Recipe.Activation.TargetRange()
	for i := range x {
		v := l.Visible(i)
		m.Class = append(m.Class, learn.Predict(v, low, high))
		m.Strength = append(m.Strength, math.Abs(v[0]-(low+high)/2)/((high-low)/2))
	}
	for i, p := range c.set.X {
		m.Points = append(m.Points, MapPoint{p[0], p[1], c.set.Y[i], false})
	}
	return m
}

// greys is a palette with the levels of pictures and nothing else.
func greys() *chart.Palette {
	var ramp [chart.Shades - 1]color.Color
	for i := range ramp {
		ramp[i] = color.Gray{Y: uint8(60 + 30*i)}
	}
	return chart.NewPalette([chart.NumInks]lipgloss.Style{}).WithShades(ramp)
}

// courses is one training of each kind of input: a plane, a picture, numbers.
func courses(t testing.TB) map[string]*course {
	few := func(r *learn.Recipe) { r.TestFraction = 0.8 }
	return map[string]*course{
		"xor":    learned(t, "xor", 300, nil),
		"digits": learned(t, "digits", 3, few),
		"iris":   learned(t, "iris", 30, nil),
	}
}
