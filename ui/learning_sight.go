package ui

import (
	"context"
	"fmt"
	"math"
	"strings"

	"nudge/dynamics/learn"
	"nudge/model"
	"nudge/model/data"
	"nudge/ui/chart"
	"nudge/ui/pane"
)

// sight is a training as it is at one moment. Nothing of it changes later.
type sight struct {
	net     *model.Network
	weights []pane.Matrix  // of net
	mark    learn.Snapshot // how to go on from there
	recipe  learn.Recipe
	epoch   int
	batch   int
	batches int
	history []learn.Report
	example *pane.Example
	angles  []float64 // nil where they were not measured
	plane   *pane.DecisionMap
}

// look sees what a training has come to. Probing also measures the angles to the
// exact gradient and draws the decision map.
func look(t *learn.Training, probing bool) (s sight, err error) {
	s = sight{mark: t.Snapshot(), recipe: t.Recipe, batches: t.Batches(), history: t.History[:len(t.History):len(t.History)]}
	s.epoch, s.batch = t.Position()
	if s.net, err = t.Network(); err != nil {
		return s, err
	}
	s.weights = matrices(s.net)
	if last := t.Last(); probing && len(last) > 0 {
		if s.angles, err = t.Angles(context.Background()); err != nil {
			return s, err
		}
	}
	sample := 0
	if last := t.Last(); len(last) > 0 {
		sample = last[0]
	}
	if s.example, err = exampleOf(t, sample); err != nil || !probing || len(t.Data().X[0]) != 2 {
		return s, err
	}
	s.plane, err = planeOf(t)
	return s, err
}

// exampleOf is a sample, and what the free network says to it.
func exampleOf(t *learn.Training, sample int) (*pane.Example, error) {
	set := t.Data()
	visible, err := t.Outputs(set.X[sample : sample+1])
	if err != nil {
		return nil, err
	}
	low, high := t.Recipe.Activation.TargetRange()
	target := make([]float64, set.Outputs())
	set.Target(target, sample, low, high)
	return &pane.Example{
		Sample: sample + 1, Class: set.Y[sample], Says: learn.Predict(visible[0], low, high), Classes: set.Classes,
		Input: set.X[sample], Width: set.Width, Height: set.Height, Visible: visible[0], Target: target,
	}, nil
}

// The size of a decision map, and how many samples are drawn on it.
const (
	planeCols, planeRows = 40, 20
	planePoints          = 200
)

// planeOf asks the free network about points all over the plane of two features.
func planeOf(t *learn.Training) (*pane.DecisionMap, error) {
	set := t.Data()
	points := set.X[:min(len(set.X), planePoints)]
	m := &pane.DecisionMap{Cols: planeCols, Rows: planeRows}
	m.MinX, m.MaxX = around(set, 0)
	m.MinY, m.MaxY = around(set, 1)
	asked := append([][]float64{}, points...)
	for y := range planeRows {
		for x := range planeCols {
			asked = append(asked, []float64{between(m.MinX, m.MaxX, x, planeCols), between(m.MinY, m.MaxY, y, planeRows)})
		}
	}
	answers, err := t.Outputs(asked)
	if err != nil {
		return nil, err
	}
	low, high := t.Recipe.Activation.TargetRange()
	for i, visible := range answers {
		class := learn.Predict(visible, low, high)
		if i < len(points) {
			m.Points = append(m.Points, pane.MapPoint{X: points[i][0], Y: points[i][1], Class: set.Y[i], Wrong: class != set.Y[i]})
			continue
		}
		m.Class, m.Strength = append(m.Class, class), append(m.Strength, sureness(visible, class, low, high))
	}
	return m, nil
}

// around is the range of a feature with a margin on both sides.
func around(set *data.Set, feature int) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, x := range set.X {
		low, high = min(low, x[feature]), max(high, x[feature])
	}
	margin := (high - low) / 4
	return low - margin, high + margin
}

func between(low, high float64, i, n int) float64 { return low + (high-low)*float64(i)/float64(n-1) }

// sureness is how far the visible units are from saying another class, 0 … 1.
func sureness(visible []float64, class int, low, high float64) float64 {
	apart := math.Inf(1)
	for i, v := range visible {
		if i != class {
			apart = min(apart, visible[min(class, len(visible)-1)]-v)
		}
	}
	if len(visible) == 1 {
		apart = 2 * math.Abs(visible[0]-(low+high)/2)
	}
	return max(0, min(1, apart/(high-low)))
}

// see puts what a command brought into the picture.
func (l *learning) see(msg learntMsg) {
	p, s := &l.picture, msg.sight
	l.recipe = s.recipe
	p.Data, p.Rule, p.Local = l.training.Data().Name, s.recipe.Rule.String(), s.recipe.Rule.Local()
	p.Knobs = learningKnobs(s.recipe)
	p.Epoch, p.Epochs, p.Batch, p.Batches = s.epoch, s.recipe.Epochs, s.batch, s.batches
	p.Seen = s.epoch*s.batches*s.recipe.Batch + s.batch*s.recipe.Batch
	p.Example, p.Weights = s.example, s.weights
	l.traces(msg)
	p.Cost = p.Costs.Last() // after an undo, of what it was taken back to
	if n := len(msg.costs); n > 0 {
		p.Cost = msg.costs[n-1].cost
	}
	if s.plane != nil {
		p.Map = s.plane
	}
}

// traces adds what is new to the curves, and cuts what the training was taken
// back from.
func (l *learning) traces(msg learntMsg) {
	p, s := &l.picture, msg.sight
	now := p.Position()
	for _, t := range append([]*pane.Trace{&p.Costs, &p.TrainErrors, &p.TestErrors}, pointers(p.AngleTraces)...) {
		t.Cut(now)
	}
	for _, c := range msg.costs {
		p.Costs.Add(c.at, c.cost)
	}
	p.TrainError, p.TestError = math.NaN(), math.NaN()
	l.reported = min(l.reported, len(s.history))
	for _, r := range s.history[l.reported:] {
		p.TrainErrors.Add(float64(r.Epoch), r.TrainError)
		p.TestErrors.Add(float64(r.Epoch), part(r.TestError))
	}
	l.reported = len(s.history)
	if l.reported > 0 {
		last := s.history[l.reported-1]
		p.TrainError, p.TestError = last.TrainError, part(last.TestError)
	}
	if s.angles == nil {
		return
	}
	p.Angles = s.angles
	if len(p.AngleTraces) != len(s.angles) {
		p.AngleTraces = make([]pane.Trace, len(s.angles))
	}
	for i, angle := range s.angles {
		p.AngleTraces[i].Add(now, angle)
	}
}

func pointers(traces []pane.Trace) []*pane.Trace {
	list := make([]*pane.Trace, len(traces))
	for i := range traces {
		list[i] = &traces[i]
	}
	return list
}

// part is a test error, NaN where there are no test samples.
func part(v *float64) float64 {
	if v == nil {
		return math.NaN()
	}
	return *v
}

func matrices(net *model.Network) []pane.Matrix {
	var list []pane.Matrix
	for k, rows := range net.Spec().Weights {
		m := pane.Matrix{Name: fmt.Sprintf("W%d", k+1), Rows: len(rows)}
		for _, row := range rows {
			m.Cols, m.Values = len(row), append(m.Values, row...)
		}
		list = append(list, m)
	}
	return list
}

// learningKnobs is the recipe in a line, with the command that changes it: a training
// has a β and an ε of its own.
func learningKnobs(r learn.Recipe) string {
	words := []string{":learn"}
	for _, o := range learn.Options() {
		switch o.Name {
		case "persistent":
			if !r.Persistent {
				continue
			}
			fallthrough
		case "rates", "beta", "step", "free", "nudged", "batch":
			words = append(words, o.Name+" "+o.Show(r))
		}
	}
	return strings.Join(words, "  ")
}

// learningPicture is what view 7 draws, nil before the first W.
func (a *App) learningPicture() *pane.Learning {
	l := a.learning
	if l == nil {
		return a.lent
	}
	p := l.picture
	switch {
	case l.failed != nil:
		p.Stage, p.Notice = pane.LearningStopped, pane.Notice{Text: l.failed.Error(), Ink: chart.Bad}
	case l.example != nil:
		p.Stage, p.Example = l.example.stage, a.watched()
		if l.example.weights != nil {
			p.Weights = l.example.weights
		}
	case l.running:
		p.Stage = pane.LearningRuns
	case p.Epochs > 0 && p.Epoch >= p.Epochs:
		p.Stage = pane.LearningDone
	}
	return &p
}
