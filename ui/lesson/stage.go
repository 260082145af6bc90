package lesson

import (
	"context"
	"time"

	"nudge/dynamics"
	"nudge/model"
)

// Stage is the experiment that commands act on.
type Stage struct {
	Run       *dynamics.Run
	Reference dynamics.Reference
	View      string // the view that was asked for last, "" for none
	Knob      int    // the knob that was set last, an index of dynamics.Table; −1 for none
	Goal      *Goal  // where in time the run is to go next, nil to stay
	Task      Task   // what is to be computed first, nil for nothing
	Seen      []Observation

	frame dynamics.Frame // scratch
}

// Goal is a place in time.
type Goal struct {
	Step int  // counted from the start of the run
	Play bool // the way there is to be seen, frame by frame
}

// Task is work that outlives a frame. It touches no stage; what it returns puts
// its result on one.
type Task func(ctx context.Context, tick func(done, total int)) (func(*Stage) error, error)

// equilibrate is how many free steps a noisy run takes before frame 0.
const equilibrate = 500

// NewStage is a preset at rest, every knob at its default.
func NewStage(preset string) (*Stage, error) {
	s := &Stage{Knob: -1}
	return s, s.enter(preset)
}

// StageOf is the network of a source at rest, every knob at its default.
func StageOf(source *dynamics.Source) (*Stage, error) {
	s := &Stage{Knob: -1}
	return s, s.open(source, nil)
}

// enter puts a preset at rest on the stage.
func (s *Stage) enter(preset string) error {
	p, err := model.FindPreset(preset)
	if err != nil {
		return err
	}
	source, err := dynamics.FromPreset(p)
	if err != nil {
		return err
	}
	return s.open(source, nil)
}

// open puts a source at rest on the stage, with weights that were learnt, nil for its
// own.
func (s *Stage) open(source *dynamics.Source, learnt *model.Network) error {
	set := dynamics.Settings{Knobs: dynamics.DefaultKnobs(), Seed: 1, Sample: 1, Weights: learnt}
	if own := source.Step(); own > 0 {
		set.Step = own
	}
	run, err := dynamics.NewRun(source, set, equilibrate)
	if err != nil {
		return err
	}
	s.Run, s.Reference = run, dynamics.Backprop
	return nil
}

// Do carries a command out, but for what takes time: that is left in Goal and
// Task. aim is the step to come back to where the run is computed anew.
func (s *Stage) Do(c Command, aim int) error {
	run, set, estimator := s.Run, s.Run.Settings(), s.Run.Estimator()
	s.Goal, s.Task = nil, nil
	if err := c.do(s); err != nil {
		return err
	}
	now := s.Run.Settings()
	anew := now.Chains != set.Chains || now.Window != set.Window || s.Run.Estimator() != estimator
	switch {
	case s.Goal != nil || s.Task != nil:
	case s.Run == run && anew:
		s.Goal = &Goal{Step: aim}
	case !s.Run.Ready():
		s.Goal = &Goal{Step: -s.Run.First()}
	}
	return nil
}

// Step is where the run is, counted from its start.
func (s *Stage) Step() int { return s.Run.Cursor() - s.Run.First() }

// slice is how long a run computes between two looks at the context.
const slice = 100 * time.Millisecond

// Play carries a command out to its end.
func (s *Stage) Play(ctx context.Context, c Command) error {
	if err := s.Do(c, s.Step()); err != nil {
		return err
	}
	if s.Task != nil {
		put, err := s.Task(ctx, func(int, int) {})
		if err != nil {
			return err
		}
		if err := put(s); err != nil {
			return err
		}
	}
	for s.Goal != nil {
		done, err := s.Run.Seek(s.Goal.Step+s.Run.First(), slice)
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if done {
			s.Goal = nil
		}
	}
	return nil
}

// observe is the frame at the cursor, valid until the next one.
func (s *Stage) observe() *dynamics.Frame {
	s.Run.Observe(&s.frame, s.Reference)
	return &s.frame
}

// adjust changes the settings from the cursor on.
func (s *Stage) adjust(change func(*dynamics.Settings)) error {
	set := s.Run.Settings()
	change(&set)
	return s.Run.Adjust(set)
}
