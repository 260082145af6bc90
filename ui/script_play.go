package ui

import (
	"context"
	"fmt"
	"time"
	"unicode/utf8"

	"nudge/ui/lesson"
)

// play does what a script says, until its end or until the App is left.
func (f *film) play(ctx context.Context, s Script) error {
	for _, scene := range s {
		if f.over {
			return nil
		}
		if err := f.act(ctx, scene); err != nil {
			return fmt.Errorf("%s: %s: %w", scene.where, scene.text, err)
		}
	}
	return nil
}

// act does one thing.
func (f *film) act(ctx context.Context, s scene) error {
	after := s.wait
	if s.typed {
		after = typingTime
	}
	for _, key := range s.keys {
		if err := f.press(key); err != nil {
			return err
		}
		if err := f.pass(ctx, after); err != nil {
			return err
		}
	}
	switch {
	case s.still:
		return f.settle(ctx)
	case s.typed:
		return f.enter(ctx, s.wait)
	case len(s.keys) == 0:
		return f.pass(ctx, s.wait)
	}
	return nil
}

// enter takes what was typed. What the prompt refuses is a mistake in the script.
func (f *film) enter(ctx context.Context, pause time.Duration) error {
	if err := f.pass(ctx, typedTime); err != nil {
		return err
	}
	if err := f.press("enter"); err != nil {
		return err
	}
	if p := f.app.prompt; p != nil {
		return fmt.Errorf("%s", f.app.notice.Text)
	}
	return f.pass(ctx, pause)
}

// How long a card is read: so many characters a second, between two bounds; and how
// long an answer is seen.
const (
	readingSpeed = 25
	shortest     = 2 * time.Second
	longestRead  = 12 * time.Second
	answerTime   = 1500 * time.Millisecond
)

// lecture goes through a lesson card by card: each is read while its commands run,
// its question is answered rightly.
func (f *film) lecture(ctx context.Context) error {
	for l := f.app.lecture; l != nil && !f.over; {
		card, page := l.card, l.page
		if err := f.read(ctx, readingTime(l.Cards[card], page)); err != nil {
			return err
		}
		if q := l.Cards[card].Question; q != nil && !f.app.panes.card.More() {
			if err := f.answer(ctx, lesson.Letter(q.Right)); err != nil {
				return err
			}
		}
		if card == len(l.Cards)-1 && !f.app.panes.card.More() {
			return nil
		}
		if err := f.press("pgdown"); err != nil {
			return err
		}
		if l.card == card && l.page == page {
			return fmt.Errorf("the lesson does not go on from card %d: %s", card+1, f.app.notice.Text)
		}
	}
	return nil
}

// read lets the card be read, and what it runs come to its end and be seen.
func (f *film) read(ctx context.Context, d time.Duration) error {
	if err := f.pass(ctx, d); err != nil {
		return err
	}
	busy := f.app.working()
	if err := f.settle(ctx); err != nil {
		return err
	}
	if l := f.app.lecture; l != nil && f.app.notice.Ink == badInk {
		return fmt.Errorf("card %d: %s", l.card+1, f.app.notice.Text)
	}
	if busy {
		return f.pass(ctx, shortest)
	}
	return nil
}

func (f *film) answer(ctx context.Context, letter string) error {
	if err := f.press(letter); err != nil {
		return err
	}
	return f.pass(ctx, answerTime)
}

// readingTime is how long a page of a card takes; further pages are what did not fit
// on the first one.
func readingTime(c lesson.Card, page int) time.Duration {
	if page > 0 {
		return 2 * shortest
	}
	n := utf8.RuneCountInString(c.Heading + c.Text)
	if c.Question != nil {
		for _, o := range c.Question.Options {
			n += utf8.RuneCountInString(o)
		}
	}
	return min(max(shortest, time.Duration(n)*time.Second/readingSpeed), longestRead)
}
