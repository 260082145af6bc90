package dynamics

import (
	"testing"

	"pgregory.net/rapid"

	"nudge/model"
)

// relax and join are changes that the script of a session does not know.
func (s *session) relax(t *rapid.T) {
	if err := s.run.Relax(); err != nil {
		t.Fatal(err)
	}
}

func (s *session) join(t *rapid.T) { s.run.Join(rapid.IntRange(0, 3).Draw(t, "past")) }

// TestDeedsRepeat: a new run that repeats what was done to another one shows its
// frames, has been played as far, and undoes what it undoes, bit for bit.
func TestDeedsRepeat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		set := Settings{Knobs: DefaultKnobs(), On: true, Seed: 1, Sample: 1}
		if rapid.Bool().Draw(t, "noise") {
			set.Temperature, set.Chains = 1e-3, 40
		}
		s := newSession(t, set)
		var deeds []Deed
		s.run.Watch(func(d Deed) { deeds = append(deeds, d) })
		undo := func(*rapid.T) { s.run.Undo() }
		redo := func(*rapid.T) { s.run.Redo() }
		t.Repeat(map[string]func(*rapid.T){
			"advance": s.advance, "seek": s.seek, "adjust": s.adjust, "restart": s.restart, "relax": s.relax, "join": s.join,
			"average": s.average, "teach": s.teach, "present": s.present, "estimate": s.estimate, "undo": undo, "redo": redo,
		})
		again, err := NewRun(s.source, set, warmUp)
		if err != nil {
			t.Fatal(err)
		}
		for i, d := range deeds {
			if err := again.Repeat(d); err != nil {
				t.Fatalf("deed %d of %d, %v at step %d: %v", i+1, len(deeds), d.Op, d.Step, err)
			}
		}
		if err := again.Reach(s.run.Position()); err != nil {
			t.Fatal(err)
		}
		for {
			var was, is Frame
			s.run.Observe(&was, BPTT)
			again.Observe(&is, BPTT)
			if diff := apartAt(shown(&is), shown(&was)); diff != "" {
				t.Fatalf("after %d deeds: %s", len(deeds), diff)
			}
			if s.run.Played() != again.Played() || s.run.Past() != again.Past() {
				t.Fatalf("played to %d with %d to undo, want %d and %d", again.Played(), again.Past(), s.run.Played(), s.run.Past())
			}
			if more, same := s.run.Undo(), again.Undo(); more != same {
				t.Fatalf("undo: %v and %v", same, more)
			} else if !more {
				break
			}
		}
	})
}

// TestDeedsOutOfPlace: what cannot have been done is refused.
func TestDeedsOutOfPlace(t *testing.T) {
	run := nudged(t, model.Iris(), nil)
	for _, d := range []Deed{{Op: Undone}, {Op: Redone}, {Op: Relaxed, Step: 3, Played: 2}, {Op: Relaxed, Step: -1}} {
		if err := run.Repeat(d); err == nil {
			t.Errorf("%v at step %d of %d is repeated", d.Op, d.Step, d.Played)
		}
	}
	if _, err := run.Advance(10, 0); err != nil {
		t.Fatal(err)
	}
	if err := run.Repeat(Deed{Op: Relaxed, Step: 1, Played: 5}); err == nil {
		t.Error("a run that was played further takes a deed of before")
	}
	for op := range Ops {
		if back, err := ParseOp(op.String()); back != op || err != nil {
			t.Errorf("%v is read as %v, %v", op, back, err)
		}
	}
}
