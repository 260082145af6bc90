package dynamics

import (
	"fmt"
	"math"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"nudge/model"
)

// seen is what a presenter sends: where it stands, and what it shows there.
type seen struct {
	stand  Stand
	shown  string
	played int
}

func glance(r *Run) seen {
	var f Frame
	r.Observe(&f, BPTT)
	return seen{r.Stand(), fmt.Sprintf("%strail %x", shownNow(&f), trailSum(&f)), r.Played()}
}

// trailSum is a sum over the bits of the past of a frame (FNV-1a, by words):
// printing all of it takes too long to do it after every action.
func trailSum(f *Frame) uint64 {
	sum := uint64(14695981039346656037)
	add := func(values ...float64) {
		for _, v := range values {
			sum = (sum ^ math.Float64bits(v)) * 1099511628211
		}
	}
	for n := f.Trail.First(); n <= f.Trail.Last(); n++ {
		e, c := f.Trail.Energy(n)
		add(float64(n), f.Trail.Unit(n, 0), f.Trail.Rate(n, 1), e, c)
		for ref := range References {
			add(f.Trail.Angle(n, f.Network().Depth(), ref), f.Trail.Band(n, 1, ref))
		}
	}
	return sum
}

// follow adopts what comes, in pieces of budget, and returns what is wrong with it.
func follow(run *Run, from <-chan seen, budget time.Duration) (fault string) {
	for s := range from {
		for done := false; !done && fault == ""; {
			var err error
			if done, err = run.Adopt(s.stand, budget); err != nil {
				fault = err.Error()
			}
		}
		if fault != "" {
			continue // the presenter must not wait
		}
		now := glance(run)
		if fault = apartAt(now.shown, s.shown); fault == "" && now.played != s.played {
			fault = "another number of frames has been played"
		}
	}
	return fault
}

// TestFollow: whatever a presenter does, those who follow in other goroutines
// show the same frames, to the byte: one of them every frame, one only some, one
// in small pieces.
func TestFollow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := presenting(t)
		followers := []*Run{s.run.Stand().Run(), s.run.Stand().Run(), s.run.Fork()}
		budgets := []time.Duration{0, 0, 50 * time.Microsecond}
		to, faults := make([]chan seen, len(followers)), make([]string, len(followers))
		var wait sync.WaitGroup
		for i, run := range followers {
			to[i] = make(chan seen, 4)
			wait.Go(func() { faults[i] = follow(run, to[i], budgets[i]) })
		}
		told := 0
		t.Repeat(s.actions(func() {
			told++
			for i := range to {
				if i != 1 || told%3 == 0 {
					to[i] <- glance(s.run)
				}
			}
		}))
		for i := range to {
			close(to[i])
		}
		wait.Wait()
		for i, fault := range faults {
			if fault != "" {
				t.Errorf("follower %d: %s", i, fault)
			}
		}
	})
}

// TestWanderOff: a follower that went its own way comes back, and has nothing
// left of it.
func TestWanderOff(t *testing.T) {
	presenter := nudged(t, model.Iris(), nil)
	at(t, presenter, 20)
	follower := presenter.Fork()
	at(t, follower, 90)
	if done, err := follower.Adopt(presenter.Stand(), 0); !done || err != nil || follower.Played() != 20 {
		t.Errorf("it has played further: %v %v, %d frames", done, err, follower.Played())
	}
	if _, err := follower.Advance(5, 0); err != nil || follower.Played() != 25 {
		t.Errorf("frame %d of %d: %v", follower.Cursor(), follower.Played(), err)
	}
	adjusted(t, follower, func(s *Settings) { s.Beta = 3 })
	adjusted(t, follower, func(s *Settings) { s.Seed = 9 })
	at(t, presenter, 40)
	if done, err := follower.Adopt(presenter.Stand(), 0); !done || err != nil || follower.Undo() || follower.Redo() {
		t.Errorf("%v %v, or there is something to undo", done, err)
	}
	if diff := apartAt(glance(follower).shown, glance(presenter).shown); diff != "" {
		t.Error(diff)
	}
}

// TestFollowAnotherSource: the presenter opens another network.
func TestFollowAnotherSource(t *testing.T) {
	follower, presenter := nudged(t, model.Iris(), nil), nudged(t, model.Lesson(), nil)
	at(t, follower, 30)
	at(t, presenter, 12)
	done, err := follower.Adopt(presenter.Stand(), 0)
	if !done || err != nil || follower.Source() != presenter.Source() || presenter.Stand().Source() != presenter.Source() || presenter.Stand().Cursor() != 12 {
		t.Errorf("%v %v", done, err)
	}
	if diff := apartAt(glance(follower).shown, glance(presenter).shown); diff != "" {
		t.Error(diff)
	}
}

// TestFollowCosts: to follow a presenter that plays on, or seeks, costs a step,
// or nothing.
func TestFollowCosts(t *testing.T) {
	presenter := nudged(t, model.Iris(), nil)
	at(t, presenter, 500)
	adjusted(t, presenter, func(s *Settings) { s.Beta = 0.3 })
	follower := presenter.Fork()
	for range 20 {
		if _, err := presenter.Advance(1, 0); err != nil {
			t.Fatal(err)
		}
		low, high, head := follower.tape.low, follower.tape.high, follower.head
		if done, err := follower.Adopt(presenter.Stand(), 0); !done || err != nil {
			t.Fatal(done, err)
		}
		if follower.tape.low != low || follower.tape.high != high+1 || follower.head != head {
			t.Fatalf("a step takes the tape from %d–%d to %d–%d", low, high, follower.tape.low, follower.tape.high)
		}
	}
	at(t, presenter, 7)
	high := follower.tape.high
	if done, err := follower.Adopt(presenter.Stand(), time.Nanosecond); !done || err != nil || follower.tape.high != high {
		t.Errorf("to seek takes more than to seek: %v %v", done, err)
	}
	// An edit keeps what came before it.
	adjusted(t, presenter, func(s *Settings) { s.Beta = 0.5 })
	if done, err := follower.Adopt(presenter.Stand(), time.Nanosecond); !done || err != nil || follower.tape.high != 7 || follower.tape.low != 0 {
		t.Errorf("after an edit: %v %v, tape %d–%d", done, err, follower.tape.low, follower.tape.high)
	}
}

// TestFollowDivergence: who follows a run that ended itself stops where it did.
func TestFollowDivergence(t *testing.T) {
	presenter := nudged(t, model.Iris(), func(s *Settings) { s.Beta, s.Step = 10, 1 })
	follower := presenter.Stand().Run()
	_, broken := presenter.Advance(100000, 0)
	if broken == nil {
		t.Fatal("it does not diverge")
	}
	if done, err := follower.Adopt(presenter.Stand(), 0); !done || err != nil {
		t.Errorf("%v %v", done, err)
	}
	if diff := apartAt(glance(follower).shown, glance(presenter).shown); diff != "" {
		t.Error(diff)
	}
	if _, err := follower.Advance(1, 0); err == nil || err.Error() != broken.Error() {
		t.Errorf("%v, the presenter says %v", err, broken)
	}
}

// BenchmarkFollow is what a frame costs a follower of a presenter that scrubs,
// and what a fork does after a thousand frames.
func BenchmarkFollow(b *testing.B) {
	source, err := FromPreset(model.Lesson())
	if err != nil {
		b.Fatal(err)
	}
	set := Settings{Knobs: DefaultKnobs(), On: true, Seed: 1, Sample: 1}
	presenter, err := NewRun(source, set, 0)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := presenter.Advance(1000, 0); err != nil {
		b.Fatal(err)
	}
	b.Run("scrub", func(b *testing.B) {
		follower := presenter.Fork()
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if _, err := presenter.Seek(i%1000, 0); err != nil {
				b.Fatal(err)
			}
			if done, err := follower.Adopt(presenter.Stand(), 0); !done || err != nil {
				b.Fatal(done, err)
			}
		}
	})
	b.Run("fork", func(b *testing.B) {
		for b.Loop() {
			presenter.Fork()
		}
	})
}
