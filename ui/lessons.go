package ui

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/ui/lesson"
	"nudge/ui/pane"
)

// lecture is a lesson that is open: the card shown, what was predicted, what was
// observed, and what is still to be run.
type lecture struct {
	*lesson.Lesson
	card, page int
	asked      bool                // the user was told that the question is not answered
	chosen     map[int]int         // by card with a question: the option
	locked     map[int]bool        // the same: it cannot be changed any more
	seen       map[int][]pane.Seen // by card: what its commands observed
	queue      []lesson.Command
	play       *int    // the step that is being played to, nil for none
	pace, owed float64 // frames a tick at normal speed, and parts of one not played yet
	played     bool    // the last thing was played, and is to be seen for a moment
	hold       int     // for so many beats
	hurry      bool    // go there at once
	task       *tasking
}

// tasking is work of a lesson that goes on in the background.
type tasking struct {
	cancel context.CancelFunc
	done   atomic.Int64
	total  atomic.Int64
}

// taskMsg brings what a task came to.
type taskMsg struct {
	of  *tasking
	put func(*lesson.Stage) error
	err error
}

// openLesson begins a lesson at its first card.
func (a *App) openLesson(l *lesson.Lesson) tea.Cmd {
	if a.own == nil {
		a.own = a.stage()
	}
	a.closeLesson()
	stage, err := lesson.NewStage(l.Preset)
	if err != nil {
		return a.changed(err)
	}
	a.lecture = &lecture{Lesson: l, chosen: map[int]int{}, locked: map[int]bool{}, seen: map[int][]pane.Seen{}}
	a.inspecting, a.zoomed = false, false
	a.take(stage)
	a.arrange()
	return a.runCard()
}

// greet opens what the user asked to begin with.
func (a *App) greet(o Options) {
	var err error
	a.answered = o.Answered
	a.answers, err = lesson.OpenAnswers(o.State)
	switch {
	case o.Lesson != nil:
		a.opening = a.openLesson(o.Lesson)
		a.own = nil
	case o.Menu:
		a.openMenu(true)
	case o.First:
		a.tell("At rest. New here? o opens ten short lessons, ? explains every key and word.")
	}
	if err != nil {
		a.warn("%v", err)
	}
}

// closeLesson takes the card away. The experiment stays as it is.
func (a *App) closeLesson() {
	if a.lecture == nil {
		return
	}
	a.lecture.stop()
	a.lecture = nil
	a.arrange()
}

// stop drops what is still to be run.
func (l *lecture) stop() {
	if l.task != nil {
		l.task.cancel()
	}
	l.queue, l.play, l.task, l.hurry, l.played, l.hold = nil, nil, nil, false, false, 0
}

// busy tells whether commands of the card are still being carried out.
func (l *lecture) busy() bool {
	return l != nil && (len(l.queue) > 0 || l.play != nil || l.task != nil)
}

// stage is the experiment as the language of the lessons sees it.
func (a *App) stage() *lesson.Stage {
	return &lesson.Stage{Run: a.run, Reference: a.reference, Knob: -1}
}

// take puts into force what commands did to a stage.
func (a *App) take(s *lesson.Stage) {
	if s.Run != a.run {
		a.enter(s.Run)
	}
	a.reference = s.Reference
	if s.Knob >= 0 {
		a.active, a.anchors[s.Knob] = s.Knob, dynamics.Table[s.Knob].Get(a.run.Settings().Knobs)
	}
	if v := slices.Index(viewNames[:], s.View); v > 0 {
		a.turn(View(v))
	}
	if a.lecture != nil {
		for _, o := range s.Seen {
			at := a.lecture.card
			a.lecture.seen[at] = append(a.lecture.seen[at], pane.Seen{Name: o.Name, Value: o.Value, Wanted: o.Wanted, OK: o.OK})
		}
	}
	a.failed, a.goal = nil, nil
	a.observe(nil)
}

// enter shows another run, with nothing of the one before.
func (a *App) enter(run *dynamics.Run) {
	a.stopSweep()
	a.endLearning()
	a.run, a.unit, a.layer, a.inspecting, a.marks, a.overlaid = run, -1, 0, false, nil, false
	a.spare()
	for i, knob := range dynamics.Table {
		a.anchors[i], a.before[i] = knob.Get(run.Settings().Knobs), 0
	}
	a.keepRun()
}

// runCard carries out the commands of the card shown.
func (a *App) runCard() tea.Cmd {
	l := a.lecture
	l.stop()
	a.arrange() // the projector makes room for a card that is to be read
	if l.queue = l.Cards[l.card].Commands; l.queue != nil {
		a.endLearning() // or it would change weights under the lesson
	}
	delete(l.seen, l.card)
	return a.nextCommand()
}

// nextCommand carries out commands until one takes time, or none is left.
func (a *App) nextCommand() tea.Cmd {
	l := a.lecture
	for len(l.queue) > 0 {
		c := l.queue[0]
		if l.played && !l.hurry && c.Name() != "expect" {
			l.played, l.hold = false, int(held/a.clock.interval.Seconds())
			return a.clock.tick()
		}
		l.queue = l.queue[1:]
		s := a.stage()
		if err := s.Do(c, a.aim()); err != nil {
			l.stop()
			a.notice = pane.Notice{Text: fmt.Sprintf("line %d, %s: %v", c.Line, c.Text, err), Ink: badInk}
			return nil
		}
		a.take(s)
		var cmd tea.Cmd
		switch {
		case s.Task != nil:
			return a.compute(s.Task)
		case s.Goal != nil && s.Goal.Play && !l.hurry:
			return a.playTo(s.Goal.Step)
		case s.Goal != nil:
			cmd = a.seekStep(s.Goal.Step)
		}
		if a.failed != nil {
			l.stop()
		}
		if a.goal != nil {
			return cmd
		}
	}
	l.hurry, l.played = false, false
	return nil
}

// Between two frames that a lesson plays pass at most slowest seconds; the whole
// way takes at most longest. For held seconds the end is seen before the next
// command.
const (
	slowest = 0.5
	longest = 4.
	held    = 0.8
)

// playTo plays to a step, slowly enough to be seen.
func (a *App) playTo(step int) tea.Cmd {
	l := a.lecture
	frames := max(1, step-a.frame.Trail.Step())
	l.play, l.pace, l.owed = &step, a.clock.interval.Seconds()/min(slowest, longest/float64(frames)), 0
	a.clock.set(true)
	return a.clock.tick()
}

// playLesson is the beat of the clock while a lesson plays.
func (a *App) playLesson() tea.Cmd {
	l := a.lecture
	left := *l.play - a.frame.Trail.Step()
	l.owed += l.pace * a.clock.speed
	frames := min(int(l.owed+1e-9), left)
	l.owed -= float64(frames)
	if frames > 0 {
		n, err := a.run.Advance(frames, a.clock.step)
		left -= n
		a.observe(err)
	}
	if a.failed != nil {
		l.stop()
		return nil
	}
	if left > 0 {
		return a.clock.tick()
	}
	l.play, l.played = nil, true
	a.clock.set(false)
	return a.nextCommand()
}

// lessonBeat goes on with the commands where the frame that they waited for has
// come.
func (a *App) lessonBeat(cmd tea.Cmd) tea.Cmd {
	l := a.lecture
	switch {
	case l == nil || a.goal != nil || l.play != nil || a.class.follows():
	case l.task != nil:
		a.dirty = true
		return tea.Batch(cmd, a.clock.tick())
	case l.hold > 1:
		l.hold--
		return tea.Batch(cmd, a.clock.tick())
	case len(l.queue) > 0:
		l.hold, a.dirty = 0, true
		return tea.Batch(cmd, a.nextCommand())
	}
	return cmd
}

// compute begins a task; the clock shows how far it is.
func (a *App) compute(task lesson.Task) tea.Cmd {
	ctx, cancel := context.WithCancel(context.Background())
	t := &tasking{cancel: cancel}
	a.lecture.task = t
	turns := a.turns
	return tea.Batch(a.clock.tick(), func() tea.Msg {
		done, err := takeTurn(ctx, turns)
		if err != nil {
			return taskMsg{t, nil, err}
		}
		defer done()
		put, err := task(ctx, func(done, total int) {
			t.total.Store(int64(total))
			t.done.Store(int64(done))
		})
		return taskMsg{t, put, err}
	})
}

// computed puts what a task came to on the screen. A task that was dropped comes
// too late.
func (a *App) computed(msg taskMsg) tea.Cmd {
	if a.lecture == nil || a.lecture.task != msg.of {
		return nil
	}
	a.dirty = true
	msg.of.cancel()
	a.lecture.task = nil
	s := a.stage()
	err := msg.err
	if err == nil {
		err = msg.put(s)
	}
	if err != nil {
		a.lecture.stop()
		return a.changed(err)
	}
	a.take(s)
	return a.nextCommand()
}

// interrupted tells a lesson that the user took over.
func (a *App) interrupted() {
	if a.lecture.busy() {
		a.lecture.stop()
		a.clock.set(false)
		a.goal = nil
		a.warn("the lesson stops here: PgUp and PgDn play it again")
	}
}
