package recording

import (
	"fmt"
	"time"

	"nudge/dynamics"
)

// Player carries out what was done, act by act.
type Player struct {
	*Recording
	Reference dynamics.Reference

	runs []*dynamics.Run
	run  *dynamics.Run
	at   int
}

// NewPlayer has carried out nothing yet.
func NewPlayer(r *Recording) *Player { return &Player{Recording: r} }

// At is how many acts have been carried out.
func (p *Player) At() int { return p.at }

// Run is the run that is shown, nil before the first act. It may be moved in time,
// but not changed.
func (p *Player) Run() *dynamics.Run { return p.run }

// Ended tells whether all acts have been carried out.
func (p *Player) Ended() bool { return p.at == len(p.Acts) }

// Done is an act that has been carried out.
type Done struct {
	Act
	Words string // what it was, "" where there is nothing to say
	Frame string // at which it was done, "" before the first run
}

// Next carries out what was done next, where it was done: the run goes there first,
// for at most about budget (0: no limit). Nothing is done, and no error, where it is
// still on its way, so that another Next goes on, and after the last act. An error
// begins with the line.
func (p *Player) Next(budget time.Duration) (*Done, error) {
	there, err := p.Approach(budget)
	if err != nil || !there || p.Ended() {
		return nil, err
	}
	done := &Done{Act: p.Acts[p.at]}
	done.Words = done.Act.Words(p.run)
	if p.run != nil {
		done.Frame = fmt.Sprint(p.run.Cursor())
	}
	if err := p.do(done.Act); err != nil {
		return nil, fmt.Errorf("%d: %w", done.Line, err)
	}
	p.at++
	return done, nil
}

// Approach moves the run to where the next act was done, for at most about budget (0:
// no limit); there tells whether it is there, and if not, another Approach goes on.
func (p *Player) Approach(budget time.Duration) (there bool, err error) {
	step, played, placed := p.Target()
	if !placed {
		return true, nil
	}
	if there, err = p.run.Approach(step, played, budget); err != nil {
		err = fmt.Errorf("%d: %w", p.Acts[p.at].Line, err)
	}
	return there, err
}

// do carries out an act on a run that stands where it was done.
func (p *Player) do(act Act) (err error) {
	switch {
	case act.Start != nil:
		if p.run, err = act.Start.Run(); err == nil {
			p.runs = append(p.runs, p.run)
		}
	case act.Return != nil:
		p.run = p.runs[*act.Return]
	case act.Deed != nil:
		err = p.run.Repeat(*act.Deed)
	case act.Look != nil:
		p.Reference = act.Look.Reference
	}
	return err
}

// Target is where the run goes before the next act is carried out: how far it is
// played, and the step then. ok is false where an act has no place.
func (p *Player) Target() (step, played int, ok bool) {
	if p.at == len(p.Acts) {
		return 0, 0, false
	}
	switch act := p.Acts[p.at]; {
	case act.Deed != nil:
		return act.Deed.Step, act.Deed.Played, true
	case act.Look != nil:
		return act.Look.Step, act.Look.Played, true
	}
	return 0, 0, false
}
