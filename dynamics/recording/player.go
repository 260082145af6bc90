package recording

import (
	"fmt"

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

// Next carries out one act; ok is false after the last. Its error begins with the
// line.
func (p *Player) Next() (ok bool, err error) {
	if p.at == len(p.Acts) {
		return false, nil
	}
	act := p.Acts[p.at]
	if err := p.do(act); err != nil {
		return false, fmt.Errorf("%d: %w", act.Line, err)
	}
	p.at++
	return true, nil
}

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
		err = p.run.Reach(act.Look.Step, act.Look.Played)
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
