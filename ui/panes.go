package ui

import (
	"slices"

	"nudge/ui/pane"
)

// panes is everything that draws.
type panes struct {
	status, caption, footer pane.Pane
	timeline                *pane.Timeline
	knobs                   *pane.Knobs
	card                    *pane.Card
	menu                    *pane.Menu
	found                   *pane.Menu // in the palette
	waiting                 *pane.Waiting
	views                   map[View]pane.Pane
	rows                    []byte // of the whole screen, reused
}

func newPanes() panes {
	return panes{
		status: pane.NewStatus(), timeline: pane.NewTimeline(), knobs: pane.NewKnobs(),
		caption: pane.NewCaption(), footer: pane.NewFooter(), card: pane.NewCard(), menu: pane.NewMenu(), found: pane.NewMenu(),
		waiting: pane.NewWaiting(),
		views: map[View]pane.Pane{
			Pairs: pane.NewPairs(), Scatter: pane.NewScatter(), Wave: pane.NewWave(), Angle: pane.NewAngle(),
			Energy: pane.NewEnergy(), Network: pane.NewNetwork(), Learning: pane.NewLearning(), Inspect: pane.NewInspect(), Heat: pane.NewHeat(), Projector: pane.NewProjector(),
		},
	}
}

// placed is a pane and where it is.
type placed struct {
	pane   pane.Pane
	at     rect
	framed bool
}

// on lists what a screen shows.
func (p *panes) on(s screen) []placed {
	list := []placed{
		{p.caption, s.caption, false}, // first: it may cover the others
		{p.status, s.status, false},
		{p.timeline, s.timeline, false},
		{p.knobs, s.knobs, s.framed && s.knobs.h > 2},
		{p.footer, s.footer, false},
		{p.card, s.card, s.framed},
		{p.found, s.found, true},
	}
	for _, slot := range s.slots {
		list = append(list, placed{p.views[slot.view], slot.rect, s.framed})
	}
	return list
}

// resize gives every pane its place; what is not shown is parked.
func (p *panes) resize(s screen) {
	for view, v := range p.views {
		if !slices.ContainsFunc(s.slots, func(on slot) bool { return on.view == view }) {
			v.Resize(0, 0)
		}
	}
	for _, on := range p.on(s) {
		on.pane.Resize(max(0, on.at.w), max(0, on.at.h))
	}
}

// show draws the scene in every pane on the screen.
func (p *panes) show(s screen, scene pane.Scene) {
	for _, on := range p.on(s) {
		if on.at.w <= 0 || on.at.h <= 0 {
			continue
		}
		scene.Framed = on.framed
		on.pane.Show(scene)
	}
}

// join puts the rows of the panes beside and below each other.
func (p *panes) join(s screen, w, h int) string {
	p.rows = p.rows[:0]
	list := p.on(s)
	for y := range h {
		if y > 0 {
			p.rows = append(p.rows, '\n')
		}
		for x := 0; x < w; {
			on := at(list, x, y)
			if on == nil {
				p.rows = append(p.rows, ' ')
				x++
				continue
			}
			p.rows = append(p.rows, on.pane.Rows()[y-on.at.y]...)
			x += on.at.w
		}
	}
	return string(p.rows)
}

// at is the pane whose row starts in that cell.
func at(list []placed, x, y int) *placed {
	for i := range list {
		if r := list[i].at; r.x == x && r.w > 0 && y >= r.y && y < r.y+r.h {
			return &list[i]
		}
	}
	return nil
}
