package ui

import (
	"maps"
	"slices"

	"nudge/ui/pane"
)

// still is the lesson as it stands, with nothing that goes on by itself; last where
// that is the same.
func (l *lecture) still(last *lecture) *lecture {
	if l == nil {
		return nil
	}
	task := l.task.still()
	if last != nil && last.Lesson == l.Lesson && last.card == l.card && last.page == l.page && len(last.queue) == len(l.queue) &&
		(last.play == nil) == (l.play == nil) && last.task.says() == task.says() && (last.task == nil) == (task == nil) && last.asked == l.asked &&
		maps.Equal(last.chosen, l.chosen) && maps.Equal(last.locked, l.locked) && maps.EqualFunc(last.seen, l.seen, slices.Equal) {
		return last
	}
	s := *l
	s.chosen, s.locked, s.seen, s.task = maps.Clone(l.chosen), maps.Clone(l.locked), map[int][]pane.Seen{}, task
	for card, seen := range l.seen {
		s.seen[card] = slices.Clip(seen)
	}
	return &s
}

// still is how far a task was.
func (t *tasking) still() *tasking {
	if t == nil {
		return nil
	}
	s := &tasking{cancel: func() {}}
	s.done.Store(t.done.Load())
	s.total.Store(t.total.Load())
	return s
}

// says is how far a task is.
func (t *tasking) says() [2]int64 {
	if t == nil {
		return [2]int64{}
	}
	return [2]int64{t.done.Load(), t.total.Load()}
}

// putLecture takes over a lesson as it stands.
func (a *App) putLecture(l *lecture) {
	if a.lecture != nil {
		a.lecture.stop()
	}
	if a.lecture = l; l == nil {
		return
	}
	own := *l
	own.chosen, own.locked, own.seen, own.task = maps.Clone(l.chosen), maps.Clone(l.locked), maps.Clone(l.seen), l.task.still()
	a.lecture = &own
}

// still is the sweep as far as it has come; last where that is the same.
func (s *sweeping) still(last *sweeping) *sweeping {
	if s == nil {
		return nil
	}
	h := s.heat
	if last != nil && last.cells == s.cells && last.heat.Done == h.Done && last.heat.CursorX == h.CursorX && last.heat.CursorY == h.CursorY && last.back == s.back {
		return last
	}
	h.Values = make([][]float64, len(s.heat.Values))
	for i, values := range s.heat.Values {
		h.Values[i] = slices.Clone(values)
	}
	return &sweeping{grid: s.grid, cells: s.cells, cancel: func() {}, heat: h, back: s.back}
}

// putSweep takes over a sweep as far as it has come: its cells can be taken, and no
// more come.
func (a *App) putSweep(s *sweeping) {
	if a.sweep != nil {
		a.sweep.cancel()
	}
	if a.sweep = s; s == nil {
		return
	}
	own := *s
	a.sweep = &own
}

// lentPicture is what the learning view shows, for others to show; that of last
// where it is the same.
func (a *App) lentPicture(s, last *Stance) *pane.Learning {
	if a.main != Learning {
		return nil
	}
	if a.learning == nil {
		return a.lent
	}
	p := a.learningPicture()
	example := a.learning.example != nil && a.learning.failed == nil
	if was := last.learning; was != nil && was.Stage == p.Stage && was.Notice == p.Notice && (example && s.stand.Same(last.stand) || was.Example == p.Example) {
		return was
	}
	if example {
		p.Example.Visible = slices.Clone(p.Example.Visible)
	}
	p.Costs, p.TrainErrors, p.TestErrors = p.Costs.Copy(), p.TrainErrors.Copy(), p.TestErrors.Copy()
	p.AngleTraces = slices.Clone(p.AngleTraces)
	for i, t := range p.AngleTraces {
		p.AngleTraces[i] = t.Copy()
	}
	return p
}
