package ui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
)

// frameRate is how many frames a second are shown while playing at normal speed,
// unless Options say otherwise.
const frameRate = 30

// While playing, one tick may compute for stepBudget, and while the user waits
// for a frame for seekBudget: most of the time between two ticks, so that a key
// is still answered within a frame. Guests share the machine with a whole class.
const (
	stepBudget      = 8 * time.Millisecond
	seekBudget      = 25 * time.Millisecond
	guestStepBudget = 2 * time.Millisecond
	guestSeekBudget = 6 * time.Millisecond
)

// speeds are the steps of < and >; at 1 each tick is one frame.
var speeds = []float64{1. / 30, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 1000}

// clock says when frames come. Its ticks carry a generation, so that one sent
// before a pause or a change of speed is known as stale.
type clock struct {
	interval   time.Duration // between two ticks
	step, seek time.Duration // how long one tick may compute
	playing    bool
	speed      float64
	owed       float64 // parts of a frame not played yet
	linger     int     // ticks to stay on this frame
	generation int
	ticking    bool
	film       *film // whose time it is, nil for everybody's
}

// newClock is a clock of so many ticks a second, 0 for frameRate.
func newClock(fps int, guest bool) clock {
	if fps <= 0 {
		fps = frameRate
	}
	c := clock{interval: time.Second / time.Duration(fps), step: stepBudget, seek: seekBudget, speed: 1}
	if guest {
		c.step, c.seek = guestStepBudget, guestSeekBudget
	}
	return c
}

// tickMsg is the beat of the clock.
type tickMsg struct{ generation int }

// tick asks for the next beat, unless one is on its way.
func (c *clock) tick() tea.Cmd {
	if c.ticking {
		return nil
	}
	c.ticking = true
	generation := c.generation
	return c.later(c.interval, tickMsg{generation})
}

// filmed is the clock in the time of a film, which waits for everything; nil for
// everybody's time.
func (c clock) filmed(f *film) clock {
	if f != nil {
		c.film, c.step, c.seek = f, 0, 0
	}
	return c
}

// later is the command that brings a message after a while.
func (c *clock) later(after time.Duration, msg tea.Msg) tea.Cmd {
	if c.film != nil {
		return func() tea.Msg { return later{after, msg} }
	}
	return tea.Tick(after, func(time.Time) tea.Msg { return msg })
}

// now is the time.
func (c *clock) now() time.Time {
	if c.film != nil {
		return time.Unix(0, 0).Add(c.film.now)
	}
	return time.Now()
}

// beat takes a tick and returns how many frames are due; ok is false for a
// stale one.
func (c *clock) beat(msg tickMsg) (frames int, ok bool) {
	if msg.generation != c.generation {
		return 0, false
	}
	c.ticking = false
	switch {
	case !c.playing:
		return 0, true
	case c.linger > 0:
		c.linger--
		return 0, true
	}
	c.owed += c.speed
	frames = int(c.owed)
	c.owed -= float64(frames)
	return frames, true
}

// set plays or pauses.
func (c *clock) set(playing bool) {
	c.playing, c.owed, c.linger = playing, 0, 0
	c.generation++
	c.ticking = false
}

// lingering is how long playing at normal speed stays on a frame in which the
// nudge arrives somewhere, so that the eye can follow it.
const lingering = 400 * time.Millisecond

// lingerTicks is that long, in ticks.
func (c *clock) lingerTicks() int { return int((lingering + c.interval/2) / c.interval) }

// arrived makes playing stay on this frame for a moment, at normal speed.
func (c *clock) arrived() {
	if c.speed == 1 {
		c.linger = c.lingerTicks()
	}
}

// shift goes that many speeds up or down; moved is false at the end.
func (c *clock) shift(by int) (moved bool) {
	i := slices.Index(speeds, c.speed) + by
	if i < 0 || i >= len(speeds) {
		return false
	}
	c.speed, c.linger = speeds[i], 0
	return true
}
