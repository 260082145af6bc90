package ui

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"nudge/ui/lesson"
)

// Board is what a class has in common: the latest stance of its presenter, who is
// there, and what they answer. Any number of Apps, each in a goroutine of its own,
// may share one; nobody ever waits for another, and who is slow misses what came
// in between.
type Board struct {
	stances bulletin[*Stance]
	rolls   bulletin[roll]

	mu         sync.Mutex
	presenters []*class         // who are in; the last one leads
	moved      time.Time        // when the last stance was shown
	seats      map[string]*seat // by name
	open       question         // what can be answered now
	asked      question         // what was open last
}

// roll is who is there: a voter is one, in however many windows.
type roll struct {
	follow, wander int
	answers        int // grows with each answer, so that no two rolls are the same
}

// String is the roll in a few words.
func (r roll) String() string {
	switch {
	case r.follow+r.wander == 0:
		return "CLASS nobody yet"
	case r.wander == 0:
		return fmt.Sprintf("CLASS %d", r.follow)
	}
	return fmt.Sprintf("CLASS %d+%d off", r.follow, r.wander)
}

// seat is one session of a student.
type seat struct {
	*voter
	of      *class // nil for one who has gone, and whose answer still counts
	wanders bool
}

// question is a card of a lesson as it was opened; the zero question is none.
type question struct {
	of   *lesson.Lesson
	card int
}

// NewBoard is the board of a class that nobody has come to yet.
func NewBoard() *Board { return &Board{seats: map[string]*seat{}} }

// join gives a session its place. A presenter takes the lead from an earlier one;
// a student who comes again, under the same name or as the same person, keeps what
// was answered.
func (b *Board) join(c *class) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if c.leads {
		b.presenters = append(b.presenters, c)
		b.call()
		return
	}
	if c.name == "" {
		c.name = fmt.Sprintf("%p", c)
	}
	b.seats[c.name] = &seat{of: c, voter: b.voter(c)}
	b.call()
}

// leave gives the place up. What was answered counts until something else is asked.
// When the one who leads leaves, the lead goes back to the presenter who came before;
// when the last one does, the last stance stays, marked as such.
func (b *Board) leave(c *class) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case c.leads:
		led := b.leader() == c
		b.presenters = slices.DeleteFunc(b.presenters, func(p *class) bool { return p == c })
		if led {
			b.handOver()
		}
	case b.seats[c.name] != nil && b.seats[c.name].of == c:
		if s := b.seats[c.name]; b.counts(s) {
			s.of = nil
		} else {
			delete(b.seats, c.name)
		}
		b.call()
	}
}

// leader is the presenter who is heard, nil for none; the lock is held.
func (b *Board) leader() *class {
	if n := len(b.presenters); n > 0 {
		return b.presenters[n-1]
	}
	return nil
}

// handOver tells that the one who led has left; the lock is held. Where nobody leads
// now, the question that is seen can still be answered: a presenter who comes goes on
// from there.
func (b *Board) handOver() {
	if b.leader() != nil {
		b.open = question{}
		b.call() // that one publishes again
		return
	}
	if last, _ := b.stances.get(); last != nil {
		left := *last
		left.left, left.playing = true, false
		b.stances.put(&left)
	}
}

// publish shows a stance to everybody. A presenter who has lost the lead is not
// heard.
func (b *Board) publish(c *class, s *Stance, open question) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.leader() == c {
		b.open, b.moved = open, time.Now()
		if open != (question{}) && open != b.asked {
			b.asked = open
			maps.DeleteFunc(b.seats, func(_ string, s *seat) bool { return s.of == nil })
		}
		b.stances.put(s)
	}
}

// Moved is when a student of that name who follows was last shown something new;
// the zero time for nothing, and for who wanders.
func (b *Board) Moved(name string) time.Time {
	b.mu.Lock()
	defer b.mu.Unlock()
	if s := b.seats[name]; s == nil || s.wanders {
		return time.Time{}
	}
	return b.moved
}

// leads tells whether it is this presenter who is heard.
func (b *Board) leads(c *class) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.leader() == c
}

// wander notes that a student goes their own way, or is back.
func (b *Board) wander(c *class, wanders bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if s := b.seats[c.name]; s != nil && s.of == c {
		s.wanders = wanders
		b.call()
	}
}

// call calls the roll; the lock is held.
func (b *Board) call() {
	last, _ := b.rolls.get()
	r := roll{answers: last.answers + 1}
	follows := map[*voter]bool{}
	for _, s := range b.seats {
		if s.of != nil {
			follows[s.voter] = follows[s.voter] || !s.wanders
		}
	}
	for _, follows := range follows {
		if follows {
			r.follow++
		} else {
			r.wander++
		}
	}
	b.rolls.put(r)
}

// bulletin is the latest of something, for any number of readers.
type bulletin[T any] struct {
	mu      sync.Mutex
	latest  T
	number  uint64        // how many there were
	changed chan struct{} // closed with the next one; nil while nobody waits
}

// put replaces the latest. It waits for nobody.
func (b *bulletin[T]) put(v T) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.latest, b.number = v, b.number+1
	if b.changed != nil {
		close(b.changed)
		b.changed = nil
	}
}

// get is the latest and its number, 0 for none.
func (b *bulletin[T]) get() (v T, number uint64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.latest, b.number
}

// after waits for a later one than that number; ok is false if ctx ended first.
func (b *bulletin[T]) after(ctx context.Context, number uint64) (v T, now uint64, ok bool) {
	for ctx.Err() == nil {
		b.mu.Lock()
		if b.number > number {
			defer b.mu.Unlock()
			return b.latest, b.number, true
		}
		if b.changed == nil {
			b.changed = make(chan struct{})
		}
		changed := b.changed
		b.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
		}
	}
	return v, number, false
}
