package ui

import (
	"slices"

	"nudge/ui/pane"
)

// cardRoom makes room for a card on a screen: in the side places where there are
// some, else in the lower half of the one view, so that picture and card are seen
// together. A view of under cardSplit rows gives its place to the card, which lends
// it what it does not need.
func cardRoom(s screen) screen {
	switch len(s.slots) {
	case 0:
		return s
	case 1:
		return cardBelow(s)
	}
	side, more := s.slots[1], s.slots[2:]
	if side.view == Inspect {
		s.slots[0].view = Inspect
	}
	s.card = side.rect
	if len(more) == 1 { // the third view stands under the second
		s.card.h += more[0].h
		more = nil
	}
	s.slots = append([]slot{s.slots[0]}, more...)
	return s
}

// pictureRows is what a picture above a card has if the card can do without the
// space between its parts: enough for every view to show each layer.
const pictureRows = 11

// lentRows is the least picture above a card in a small window: a row a layer.
const lentRows = 4

// lend gives a view the rows that a card in its place does not need, if they are
// enough for a picture.
func (s *screen) lend(view View, least int) {
	spare := s.card.h - least
	if len(s.slots) > 0 || spare < lentRows {
		return
	}
	s.slots = []slot{{view, rect{s.card.x, s.card.y, s.card.w, spare}}}
	s.card.y, s.card.h = s.card.y+spare, least
}

// share gives the view above the card the rows that the card does not need: it takes
// most of them with space between its parts, or, where that has no room, least.
func (s *screen) share(least, most int) {
	if len(s.slots) != 1 || s.slots[0].y+s.slots[0].h != s.card.y {
		return
	}
	need := most
	if most > min(s.card.h, s.slots[0].h+s.card.h-pictureRows) {
		need = least
	}
	if need >= s.card.h {
		return
	}
	spare := s.card.h - need
	s.slots[0].h += spare
	s.card.y, s.card.h = s.card.y+spare, need
}

// cardNeeds is how many rows the card takes on the screen with all that its
// commands will have said, so that nothing moves while they are carried out. An
// observation is about as long as the command that asks for it.
func (a *App) cardNeeds() (least, most int) {
	l, c := a.lecture, a.card()
	c.Seen = slices.Clone(c.Seen[len(l.seen[l.card]):])
	for _, command := range l.Cards[l.card].Commands {
		switch command.Name() {
		case "expect":
			c.Seen = append(c.Seen, pane.Seen{Name: command.Text, OK: true})
		case "train":
			c.Busy = "learning"
		}
	}
	return a.panes.card.Needs(c, a.screen.card.w, a.screen.framed)
}

// cardCut tells whether the card has no room for all that it says.
func (a *App) cardCut() bool {
	if a.screen.card.w <= 2 {
		return true
	}
	least, _ := a.cardNeeds()
	return least > a.screen.card.h
}

// cardSplit is the height of a view that leaves room for a card of half of it.
const cardSplit = 12

func cardBelow(s screen) screen {
	view := s.slots[0]
	if view.h < cardSplit {
		s.card, s.slots = view.rect, nil
		return s
	}
	h := (view.h + 3) / 2
	s.slots = []slot{{view.view, rect{view.x, view.y, view.w, view.h - h}}}
	s.card = rect{view.x, view.y + view.h - h, view.w, h}
	return s
}
