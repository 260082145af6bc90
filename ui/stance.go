package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/ui/pane"
)

// Stance is where an App stands: all that another one needs to show the same, at
// its own size and in its own colours. It is never changed, so any number of
// goroutines may read one. Two stances share what is the same in both, so that
// one of every frame costs little.
//
// It leaves out what is the user's own: the help, the list of lessons, what is
// being typed, and the work in the background of a sweep, a training or a lesson,
// of which it has the picture of the moment.
type Stance struct {
	pose
	stand    dynamics.Stand
	marks    []mark
	anchors  []float64
	before   []float64
	failed   error
	lecture  *lecture       // nothing of it goes on
	sweep    *sweeping      // the same
	learning *pane.Learning // what the learning view shows, nil where it is not shown
	ballot   *pane.Ballot   // what the class answered, once that is told
	left     bool           // the presenter has gone since
}

// pose is how the user looks at the run.
type pose struct {
	main       View
	zoomed     bool
	big        bool
	layer      int
	inspecting bool
	unit       int
	scale      pane.Scale
	reference  dynamics.Reference
	overlaid   bool
	active     int
	playing    bool
	speed      float64
	notice     pane.Notice
	goal       int // −1 for none
}

// stance is where the App stands now. last is an earlier one to share with, nil
// for none.
func (a *App) stance(last *Stance) *Stance {
	if last == nil {
		last = &Stance{}
	}
	s := &Stance{pose: a.pose(), stand: a.run.Stand(), failed: a.failed, marks: last.marks, anchors: last.anchors, before: last.before}
	if !slices.EqualFunc(a.marks, s.marks, mark.same) {
		s.marks = slices.Clone(a.marks)
	}
	if !slices.Equal(a.anchors, s.anchors) {
		s.anchors = slices.Clone(a.anchors)
	}
	if !slices.Equal(a.before, s.before) {
		s.before = slices.Clone(a.before)
	}
	s.lecture, s.sweep = a.lecture.still(last.lecture), a.sweep.still(last.sweep)
	s.learning = a.lentPicture(s, last)
	s.ballot = a.toldBallot(last.ballot)
	return s
}

func (a *App) pose() pose {
	p := pose{
		main: a.main, zoomed: a.zoomed, big: a.big, layer: a.layer, inspecting: a.inspecting, unit: a.unit,
		scale: a.scale, reference: a.reference, overlaid: a.overlaid, active: a.active,
		playing: a.clock.playing, speed: a.clock.speed, notice: a.notice, goal: -1,
	}
	if a.goal != nil {
		p.goal = *a.goal
	}
	return p
}

// same tells whether two stances show the same.
func (s *Stance) same(t *Stance) bool {
	return t != nil && s.pose == t.pose && s.stand.Same(t.stand) && s.left == t.left && (s.failed == nil) == (t.failed == nil) &&
		s.lecture == t.lecture && s.sweep == t.sweep && s.learning == t.learning && s.ballot == t.ballot &&
		slices.EqualFunc(s.marks, t.marks, mark.same) && slices.Equal(s.anchors, t.anchors) && slices.Equal(s.before, t.before)
}

// same tells whether two marks are one.
func (m mark) same(n mark) bool {
	return m.frame == n.frame && m.settings == n.settings && m.reference == n.reference && m.estimator == n.estimator && slices.Equal(m.picture, n.picture)
}

// assume makes the App stand there: it may go on from it as the other could. last
// is the stance it already has, nil where it went its own way since. A run that
// takes longer than a tick goes on with the next ones.
func (a *App) assume(s, last *Stance) tea.Cmd {
	shape := a.shape()
	a.putPose(s)
	a.marks, a.failed = slices.Clone(s.marks), s.failed
	copy(a.anchors, s.anchors)
	copy(a.before, s.before)
	if last == nil || last.lecture != s.lecture {
		a.putLecture(s.lecture)
	}
	if last == nil || last.sweep != s.sweep {
		a.putSweep(s.sweep)
	}
	a.endLearning()
	a.lent = s.learning
	done, err := a.run.Adopt(s.stand, a.clock.seek)
	a.observe(err)
	if a.shape() != shape {
		a.arrange()
	}
	if done || err != nil {
		return nil
	}
	step := s.stand.Step()
	a.goal = &step
	return a.clock.tick()
}

// putPose looks at the run as the stance does.
func (a *App) putPose(s *Stance) {
	p := s.pose
	a.main, a.zoomed, a.big, a.layer, a.inspecting, a.unit = p.main, p.zoomed, p.big, p.layer, p.inspecting, p.unit
	a.scale, a.reference, a.overlaid, a.active, a.notice = p.scale, p.reference, p.overlaid, p.active, p.notice
	a.clock.set(p.playing)
	a.clock.speed, a.goal = p.speed, nil
	if p.goal >= 0 {
		a.goal = &p.goal
	}
}

// shape is what the layout depends on, beside the size.
type shape struct {
	main                                View
	zoomed, inspecting, big, card, read bool
	at                                  int // the card
}

func (a *App) shape() shape {
	s := shape{a.main, a.zoomed, a.inspecting, a.projecting(), a.lecture != nil, a.lecture.reading(), 0}
	if s.card {
		s.at = a.lecture.card
	}
	return s
}
