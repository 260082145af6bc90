package ui

import "nudge/ui/pane"

// spread is the screen with room for all of what is said to the user: an error
// ends with what to do. The caption grows over what is beside it until the next
// key, on at most half of the screen, and nothing else moves.
func (a *App) spread(c pane.Control) screen {
	s := a.screen
	bottom := s.caption.y + s.caption.h
	if s.caption.h == 0 { // none, or one line of the projector, above the keys
		if s.found.h > 0 || a.height < 4 || a.projecting() && c.Need(a.width) < 2 {
			return s
		}
		bottom = a.height - 1
	}
	h := max(s.caption.h, min(c.Need(a.width), a.height/2))
	s.caption = rect{0, max(0, bottom-h), a.width, h} // in the top row it grows downwards
	return s
}
