package dynamics

import (
	"fmt"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"nudge/model"
)

// TestFork: a fork goes on as the run does, whatever it is followed with.
func TestFork(t *testing.T) {
	for e := range Estimators {
		for _, chains := range []float64{1, 40} {
			run := nudged(t, model.Iris(), func(s *Settings) { s.Temperature, s.Chains, s.Window = 1e-4, chains, 5 })
			run.Estimate(e)
			at(t, run, 517)
			fork := run.Fork()
			if diff := apartAt(at(t, fork, 517), at(t, run, 517)); diff != "" {
				t.Errorf("%v, %v chains: the fork is elsewhere: %s", e, chains, diff)
			}
			if fork.tape.high != run.tape.high || fork.Undo() || fork.Played() != run.Played() || fork.Estimator() != e {
				t.Errorf("%v, %v chains: the fork has played to %d, the run to %d", e, chains, fork.Played(), run.Played())
			}
			for _, step := range []int{518, 900, 530} {
				if diff := apartAt(at(t, fork, step), at(t, run, step)); diff != "" {
					t.Errorf("%v, %v chains: apart at step %d: %s", e, chains, step, diff)
				}
			}
		}
	}
}

// TestForkIsIndependent: what is done to one run shows in no other.
func TestForkIsIndependent(t *testing.T) {
	run := nudged(t, model.Iris(), nil)
	before := at(t, run, 30)
	fork := run.Fork()
	at(t, fork, 45)
	if run.Played() != 30 || fork.Played() != 45 {
		t.Errorf("the fork has played to frame %d, the run to %d", fork.Played(), run.Played())
	}
	at(t, fork, 10)
	adjusted(t, fork, func(s *Settings) { s.Beta = 2 })
	other := at(t, fork, 60)
	if run.Played() != 30 || run.Cursor() != 30 {
		t.Errorf("the run is at frame %d of %d", run.Cursor(), run.Played())
	}
	if diff := apartAt(at(t, run, 30), before); diff != "" {
		t.Error("an edit of the fork shows in the run:", diff)
	}
	adjusted(t, run, func(s *Settings) { s.Sample = 3 })
	if diff := apartAt(at(t, fork, 60), other); diff != "" {
		t.Error("an edit of the run shows in the fork:", diff)
	}
	if !run.Undo() || run.Undo() || !fork.Undo() || fork.Undo() {
		t.Error("each has one edit to undo")
	}
}

// TestForkReplays: a fork of any session, and the session, go on on their own:
// each shows what a new run of its program does.
func TestForkReplays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := presenting(t)
		t.Repeat(s.actions(func() {}))
		fork := &session{run: s.run.Fork(), source: s.source, now: s.now}
		fork.now.taught = false
		t.Repeat(fork.actions(func() {}))
		for _, run := range []*Run{s.run, fork.run} {
			replayed(t, run)
			if done, err := run.Seek((run.First()+run.Played())/2, 0); !done || err != nil {
				t.Fatal(done, err)
			}
			replayed(t, run)
		}
	})
}

// replayed holds what a run shows against a new run of the same program.
func replayed(t *rapid.T, run *Run) {
	fresh, want := run.Stand().Run(), glance(run)
	if done, err := fresh.Adopt(run.Stand(), 0); !done || err != nil {
		t.Fatal(done, err)
	}
	if diff := apartAt(want.shown, glance(fresh).shown); diff != "" {
		t.Fatal("it is not what its program says:", diff)
	}
}

// presenting is a session that begins, with noise or without.
func presenting(t *rapid.T) *session {
	set := Settings{Knobs: DefaultKnobs(), On: true, Seed: 1, Sample: 1}
	if rapid.Bool().Draw(t, "noise") {
		set.Temperature, set.Chains = 1e-3, 40
	}
	return newSession(t, set)
}

// actions is all that can be done in a session, each followed by then.
func (s *session) actions(then func()) map[string]func(*rapid.T) {
	play := func(t *rapid.T) {
		if _, err := s.run.Advance(rapid.SampledFrom([]int{1, 1, 2, 7, 40}).Draw(t, "steps"), 0); err != nil {
			t.Fatal(err)
		}
	}
	all := map[string]func(*rapid.T){
		"play": play, "seek": s.leap, "adjust": s.adjust, "restart": s.restart, "average": s.average,
		"teach": s.teach, "present": s.present, "estimate": s.estimate, "undo": s.undo, "redo": s.redo,
	}
	for name, act := range all {
		all[name] = func(t *rapid.T) { act(t); then() }
	}
	return all
}

// leap goes to a frame that has been played.
func (s *session) leap(t *rapid.T) {
	to := rapid.IntRange(s.run.First(), s.run.Played()).Draw(t, "frame")
	if done, err := s.run.Seek(to, 0); !done || err != nil {
		t.Fatal(done, err)
	}
}

// TestForksInParallel: forks and runs of one source, each in a goroutine of its
// own, share what is known of the network at rest.
func TestForksInParallel(t *testing.T) {
	source, err := FromPreset(model.Lesson())
	if err != nil {
		t.Fatal(err)
	}
	set := Settings{Knobs: DefaultKnobs(), On: true, Seed: 1, Sample: 1}
	run, err := NewRun(source, set, 0)
	if err != nil {
		t.Fatal(err)
	}
	shows := make([]string, 16)
	var wait sync.WaitGroup
	for i := range shows {
		own := run.Fork()
		wait.Go(func() {
			if i%2 == 1 {
				if own, err := NewRun(source, set, 0); err == nil {
					shows[i] = everything(own)
				}
				return
			}
			shows[i] = everything(own)
		})
	}
	wait.Wait()
	want := everything(run)
	for i, got := range shows {
		if diff := apartAt(got, want); diff != "" {
			t.Errorf("goroutine %d: %s", i, diff)
		}
	}
}

// everything is what a run shows when all that can be turned is turned, in the
// present and in the past.
func everything(run *Run) string {
	var f Frame
	text := ""
	for i := range 8 {
		set := run.Settings()
		set.Beta, set.Nudge = float64(i+1)/10, Nudge(i%int(Nudges))
		set.Asymmetry = float64(i/4) / 4
		set.On = i%4 != 3
		if err := run.Adjust(set); err != nil {
			return err.Error()
		}
		if _, err := run.Advance(20, 0); err != nil {
			return err.Error()
		}
		for ref := range References {
			run.Observe(&f, ref)
			text += shown(&f)
		}
		low, high, ok := f.Rest.Hessian()
		text += fmt.Sprintln(low, high, ok)
	}
	return text
}
