package dynamics

import (
	"testing"

	"nudge/model"
)

// adjusted changes the settings at the cursor.
func adjusted(t *testing.T, run *Run, change func(*Settings)) {
	t.Helper()
	set := run.Settings()
	change(&set)
	if err := run.Adjust(set); err != nil {
		t.Fatal(err)
	}
}

// TestUndoBringsBackTheFuture: an edit in the past cuts what came later, Undo
// brings it back as it was, Redo cuts it again, and neither moves in time.
func TestUndoBringsBackTheFuture(t *testing.T) {
	for _, chains := range []float64{1, 40} {
		run := nudged(t, model.Iris(), func(s *Settings) { s.Temperature, s.Chains = 1e-4, chains })
		start := -run.First()
		before := at(t, run, start+50)
		at(t, run, start+10)
		adjusted(t, run, func(s *Settings) { s.Beta = 3 })
		if run.Played() != 10 {
			t.Errorf("%v chains: %d frames are left after an edit at frame 10", chains, run.Played())
		}
		if _, err := run.Advance(20, 0); err != nil {
			t.Fatal(err)
		}
		edited := at(t, run, start+30)
		if !run.Undo() || run.Cursor() != 30 || run.Played() != 50 {
			t.Errorf("%v chains: undo leaves frame %d of %d, want 30 of 50", chains, run.Cursor(), run.Played())
		}
		if diff := apartAt(at(t, run, start+50), before); diff != "" {
			t.Errorf("%v chains: the future is another one: %s", chains, diff)
		}
		at(t, run, start+30)
		if !run.Redo() || run.Cursor() != 30 || run.Played() != 30 {
			t.Errorf("%v chains: redo leaves frame %d of %d, want 30 of 30", chains, run.Cursor(), run.Played())
		}
		var f Frame
		run.Observe(&f, BPTT)
		if diff := apartAt(shown(&f), edited); diff != "" {
			t.Errorf("%v chains: redo gives another frame: %s", chains, diff)
		}
	}
}

// TestUndoBeyondTheTape: an edit is undone that is older than what the tape
// still holds.
func TestUndoBeyondTheTape(t *testing.T) {
	run, plain := nudged(t, wide(), nil), nudged(t, wide(), nil)
	at(t, run, 100)
	adjusted(t, run, func(s *Settings) { s.Beta = 0.2 })
	at(t, run, 1000)
	if run.tape.low <= 100 {
		t.Fatalf("the tape still holds step %d", run.tape.low)
	}
	run.Undo()
	var f Frame
	run.Observe(&f, BPTT)
	if diff := apartAt(shown(&f), at(t, plain, 1000)); diff != "" {
		t.Error(diff)
	}
}

// TestNothingToUndo: an edit that changes nothing is none.
func TestNothingToUndo(t *testing.T) {
	run := nudged(t, model.Xor(), nil)
	adjusted(t, run, func(*Settings) {})
	if run.Undo() || run.Redo() {
		t.Error("there was something to undo or to redo")
	}
	adjusted(t, run, func(s *Settings) { s.Beta = 1 })
	run.Undo()
	adjusted(t, run, func(s *Settings) { s.Beta = 2 })
	if run.Redo() {
		t.Error("an edit after an undo can be redone over")
	}
}

// TestChainsFromTheStart: another number of chains is another run from the
// start, with the edits where they were.
func TestChainsFromTheStart(t *testing.T) {
	run := nudged(t, model.Xor(), func(s *Settings) { s.Temperature = 1e-3 })
	at(t, run, 520)
	adjusted(t, run, func(s *Settings) { s.Beta = 0.3 })
	one := at(t, run, 530)
	adjusted(t, run, func(s *Settings) { s.Chains = 5 })
	if step(run) != 0 {
		t.Errorf("the cursor is on step %d", step(run))
	}
	if len(run.Edits()) != 2 || run.Edits()[1] != 520-500 {
		t.Errorf("the edits are now at %v", run.Edits())
	}
	five := at(t, run, 530)
	if one == five {
		t.Error("five chains show what one did")
	}
	if run.Undo(); at(t, run, 530) != one {
		t.Error("one chain shows something else after undo")
	}
	if run.Redo(); at(t, run, 530) != five {
		t.Error("five chains show something else after redo")
	}
	set := run.Settings()
	set.Chains, set.Beta = 2, 1
	if err := run.Adjust(set); err == nil {
		t.Error("chains and beta change together")
	}
}

// TestChainsAreTheirOwn: chain c is the same chain however many there are.
func TestChainsAreTheirOwn(t *testing.T) {
	net, err := model.Xor().Draw(1)
	if err != nil {
		t.Fatal(err)
	}
	law := Law{Step: 0.1, Temperature: 0.01}
	few, many := NewEnsemble(net, make([]float64, net.Units()), 3, 7), NewEnsemble(net, make([]float64, net.Units()), 100, 7)
	for _, e := range []*Ensemble{few, many} {
		if err := e.Advance(law, 0, 50, nil); err != nil {
			t.Fatal(err)
		}
	}
	agrees(t, "the first chains", many.State[:len(few.State)], few.State, 0, 0)
}

// TestRestarts: seed, sample, target and the kind of a nudge that is on begin a
// new run, and Undo returns to the old one.
func TestRestarts(t *testing.T) {
	for name, change := range map[string]func(*Settings){
		"seed":   func(s *Settings) { s.Seed = 2 },
		"sample": func(s *Settings) { s.Sample = 60 },
		"target": func(s *Settings) { s.Target = 3 },
		"nudge":  func(s *Settings) { s.Nudge = Kick },
	} {
		run := nudged(t, model.Iris(), nil)
		was := at(t, run, 20)
		adjusted(t, run, change)
		fresh := nudged(t, model.Iris(), change)
		if step(run) != 0 || run.Played() != 0 {
			t.Errorf("%s: on step %d of %d", name, step(run), run.Played())
		}
		if diff := apartAt(at(t, run, 20), at(t, fresh, 20)); diff != "" {
			t.Errorf("%s: not a new run: %s", name, diff)
		}
		if run.Undo(); at(t, run, 20) != was {
			t.Errorf("%s: undo does not return to the old run", name)
		}
	}
}

// TestRelax: the run begins anew, unnudged, at the attractor of the present
// state.
func TestRelax(t *testing.T) {
	run := nudged(t, model.Iris(), nil)
	at(t, run, 30)
	if err := run.Relax(); err != nil {
		t.Fatal(err)
	}
	var f Frame
	run.Observe(&f, Backprop)
	if f.On || f.Number != 0 || !f.Rest.Converged {
		t.Errorf("on %v, frame %d, converged %v", f.On, f.Number, f.Rest.Converged)
	}
	agrees(t, "the state", f.State, f.Rest.State(), 0, 0)
}

// TestFrameNumbers: frame 0 is where the nudge goes on, also after the fact.
func TestFrameNumbers(t *testing.T) {
	run := nudged(t, model.Xor(), func(s *Settings) { s.On = false })
	at(t, run, 7)
	if run.Cursor() != 7 || run.First() != 0 {
		t.Errorf("free: frame %d, first %d", run.Cursor(), run.First())
	}
	adjusted(t, run, func(s *Settings) { s.On = true })
	if run.Cursor() != 0 || run.First() != -7 {
		t.Errorf("nudged: frame %d, first %d", run.Cursor(), run.First())
	}
	at(t, run, 12)
	if run.Cursor() != 5 || run.Played() != 5 {
		t.Errorf("five steps later: frame %d of %d", run.Cursor(), run.Played())
	}
	if done, err := run.Seek(-3, 0); !done || err != nil || run.Cursor() != -3 {
		t.Errorf("frame -3: at %d, %v", run.Cursor(), err)
	}
}

// TestTime adds up ε over edits of ε, and counts back from the nudge.
func TestTime(t *testing.T) {
	run := nudged(t, model.Xor(), func(s *Settings) { s.On = false })
	for _, e := range []struct {
		step int
		eps  float64
	}{{4, 0.2}, {6, 0.05}, {20, 0.5}} {
		at(t, run, e.step)
		adjusted(t, run, func(s *Settings) { s.Step = e.eps; s.On = s.On || e.step == 6 })
	}
	for where, want := range map[int]float64{0: -0.8, 3: -0.5, 4: -0.4, 5: -0.2, 6: 0, 7: 0.05, 20: 0.7, 22: 1.7} {
		at(t, run, where)
		var f Frame
		run.Observe(&f, Backprop)
		agrees(t, "time", []float64{f.Time}, []float64{want}, 1e-15, 1e-15)
	}
}
