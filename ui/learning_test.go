package ui

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/dynamics/learn"
	"nudge/model"
	"nudge/ui/pane"
)

// teachable is an App on a preset, at a size.
func teachable(t *testing.T, p model.Preset) *App {
	t.Helper()
	a := start(t, p, Dark)
	size(a, 120, 40)
	return a
}

// worker is the part of Bubble Tea that runs commands, without its clock.
type worker struct {
	t     *testing.T
	a     *App
	queue []tea.Cmd
}

// work does what a command brings, and what that asks for, until enough says so
// or nothing is left to do.
func (w *worker) work(cmd tea.Cmd, enough func() bool) {
	w.t.Helper()
	w.queue = append(w.queue, cmd)
	for n := 0; len(w.queue) > 0 && !enough(); n++ {
		if n > 100_000 {
			w.t.Fatal("the commands do not end")
		}
		next := w.queue[0]
		if w.queue = w.queue[1:]; next == nil {
			continue
		}
		switch msg := next().(type) {
		case tea.BatchMsg:
			w.queue = append(w.queue, msg...)
		case learntMsg:
			_, more := w.a.Update(msg)
			w.queue = append(w.queue, more)
			fits(w.t, w.a, w.a.width, w.a.height)
		}
	}
}

// idle is work until no command has the training.
func (w *worker) idle(cmd tea.Cmd) { w.work(cmd, func() bool { return !w.a.learning.busy }) }

// keyed sends a key and returns the command that it gave.
func keyed(a *App, name string) tea.Cmd {
	_, cmd := a.Update(keyMsg(name))
	return cmd
}

func learnt(a *App) *model.Network { return a.run.Latest().Weights }

// W learns XOR in the background until it is solved: the numbers are those of the
// training, and the run has the weights that it came to.
func TestLearnInBackground(t *testing.T) {
	t.Parallel()
	a := teachable(t, model.Xor())
	w := &worker{t: t, a: a}
	cmd := keyed(a, "W")
	if a.main != Learning || !a.learning.running {
		t.Fatal("W does not begin to learn in view 7")
	}
	w.work(cmd, func() bool { return !a.learning.running })
	p := a.learningPicture()
	if p.Epoch != p.Epochs || p.TrainError != 0 || p.Stage != pane.LearningDone {
		t.Errorf("after %d of %d passes the train error is %v, stage %v", p.Epoch, p.Epochs, p.TrainError, p.Stage)
	}
	if p.Map == nil || len(p.Angles) != 2 || math.IsNaN(p.Angles[0]) {
		t.Error("no decision map, or no angles, at the end")
	}
	for i := range 4 {
		press(a, "x")
		f := &a.frame
		visible, target := f.Network().Layer(f.State, f.Network().Depth())[0], f.Network().Target()[0]
		if visible*target <= 0 {
			t.Errorf("the run says %v to sample %d, not %v", visible, i, target)
		}
	}
	base, err := a.run.Source().Base(dynamics.Settings{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := learn.NewTrainingFrom(base, a.run.Source().Data(), a.learning.recipe)
	if err != nil {
		t.Fatal(err)
	}
	for fresh.Epoch() < fresh.Recipe.Epochs {
		if _, err := fresh.Step(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	net, err := fresh.Network()
	if err != nil || !slices.EqualFunc(net.Spec().Weights[0], learnt(a).Spec().Weights[0], slices.Equal[[]float64]) {
		t.Error("the weights are not those that the same training comes to without a screen:", err)
	}
}

// Undo takes run and training back to before, redo on again, and seeking back
// shows the old weights.
func TestLearningIsUndone(t *testing.T) {
	a := teachable(t, model.Iris())
	w := &worker{t: t, a: a}
	press(a, ".", ".", ".", ".", ".")
	cmd := keyed(a, "W")
	w.work(cmd, func() bool { return a.learning.picture.Epoch >= 3 })
	cmd = keyed(a, "W")
	w.idle(cmd)
	w.idle(a.learning.work(true))
	after, epoch := learnt(a), a.learning.picture.Epoch
	if after == nil || epoch < 3 {
		t.Fatalf("the run did not get what was learnt in %d passes", epoch)
	}
	press(a, ".", ",", ",", ",")
	if a.frame.Weights != nil {
		t.Error("an earlier frame has the new weights")
	}
	press(a, "end")
	w.idle(keyed(a, "u"))
	if learnt(a) != nil || a.learning.picture.Epoch != 0 || len(a.learning.picture.TrainErrors.X) != 0 {
		t.Errorf("undo leaves weights, or pass %d", a.learning.picture.Epoch)
	}
	w.idle(keyed(a, "U"))
	if learnt(a) != after || a.learning.picture.Epoch != epoch {
		t.Errorf("redo comes to pass %d, not %d", a.learning.picture.Epoch, epoch)
	}
}

// One example: the free phase settles, the nudge arrives, the weights change by
// the local rule, and one undo takes all of it back.
func TestOneExample(t *testing.T) {
	a := teachable(t, model.Xor())
	w := &worker{t: t, a: a}
	press(a, "7")
	cmd := keyed(a, "enter")
	w.idle(cmd)
	seen := map[pane.LearningStage]bool{}
	for range 2000 {
		seen[a.learning.example.stage] = true
		if a.learning.example.stage == pane.WeightChange {
			break
		}
		_, cmd = a.Update(tickMsg{a.clock.generation})
	}
	if !seen[pane.FreePhase] || !seen[pane.NudgedPhase] || !seen[pane.WeightChange] {
		t.Fatalf("the stages seen are %v", seen)
	}
	if a.clock.playing || a.run.Settings().On || learnt(a) == nil {
		t.Error("after the change the run plays on, is nudged, or has the old weights")
	}
	if !strings.Contains(screenOf(a), "from the exact gradient") {
		t.Errorf("nothing is said of the change:\n%s", screenOf(a))
	}
	base, err := a.run.Source().Base(dynamics.Settings{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if slices.EqualFunc(base.Spec().Weights[1], learnt(a).Spec().Weights[1], slices.Equal[[]float64]) {
		t.Error("the weights of the visible layer did not change")
	}
	w.idle(cmd)
	w.idle(keyed(a, "u"))
	if learnt(a) != nil || a.run.Past() != 0 {
		t.Errorf("one undo leaves the new weights, or %d edits", a.run.Past())
	}
}

func TestExamplesStepThroughAll(t *testing.T) {
	for _, n := range []int{1, 2, 4, 5, 150, 1797} {
		seen := map[int]bool{}
		for sample, i := 1, 0; i < n; i++ {
			sample = nextExample(sample, n)
			seen[sample] = true
		}
		if len(seen) != n {
			t.Errorf("%d of %d examples are met", len(seen), n)
		}
	}
}

func TestLearnNeedsData(t *testing.T) {
	a := teachable(t, model.Lesson())
	press(a, "W")
	if a.learning != nil || !strings.Contains(screenOf(a), "no data to learn from") {
		t.Errorf("a network without data: %s", screenOf(a))
	}
	if _, err := a.command("learn rates 0.1"); err == nil {
		t.Error(":learn is taken")
	}
}

// :learn changes the recipe, refuses what does not go, and keeps what was learnt.
func TestSteerLearning(t *testing.T) {
	a := teachable(t, model.Iris())
	w := &worker{t: t, a: a}
	w.work(keyed(a, "W"), func() bool { return a.learning.picture.Epoch >= 1 })
	w.idle(keyed(a, "W"))
	steer := func(line string) error {
		cmd, err := a.command(line)
		w.idle(cmd)
		return err
	}
	epoch := a.learning.picture.Epoch
	if err := steer("learn rule stdp"); err != nil || a.learning.picture.Rule != "stdp" || a.learning.picture.Epoch != epoch {
		t.Errorf("rule %s at pass %d of %d: %v", a.learning.picture.Rule, a.learning.picture.Epoch, epoch, err)
	}
	for _, bad := range []string{"learn rates", "learn rates x", "learn nothing 1", "learn free -1"} {
		if steer(bad) == nil {
			t.Errorf("%q is taken", bad)
		}
	}
	if err := steer("learn layers 4,9,3"); err != nil || !strings.Contains(screenOf(a), "cannot change") {
		t.Errorf("other layers: %v\n%s", err, screenOf(a))
	}
	if !slices.Equal(a.learning.recipe.Layers, a.frame.Network().Sizes()) {
		t.Error("the recipe has other layers than the network")
	}
}

// Too large a rate is said, and the last good weights stay.
func TestLearningDiverges(t *testing.T) {
	a := teachable(t, model.Iris())
	w := &worker{t: t, a: a}
	cmd, err := a.command("learn rates 1e6")
	if err != nil {
		t.Fatal(err)
	}
	w.idle(cmd)
	w.work(keyed(a, "W"), func() bool { return a.learning.failed != nil && !a.learning.busy })
	var diverged *learn.DivergedError
	if !errors.As(a.learning.failed, &diverged) || a.learningPicture().Stage != pane.LearningStopped {
		t.Errorf("a rate of a million: %v", a.learning.failed)
	}
	if a.learning.running || a.learning.picture.Epoch != 0 {
		t.Error("it goes on, or not from where it was")
	}
}

// Another seed draws other weights: the training of the old ones ends.
func TestReseedEndsLearning(t *testing.T) {
	a := teachable(t, model.Xor())
	w := &worker{t: t, a: a}
	w.work(keyed(a, "W"), func() bool { return a.learning.picture.Epoch >= 10 })
	cmd := keyed(a, "R")
	if a.learning != nil || learnt(a) != nil {
		t.Error("another seed keeps what was learnt from the first")
	}
	w.work(cmd, func() bool { return false })
	if a.learning != nil {
		t.Error("a command that was under way brings the old training back")
	}
}
