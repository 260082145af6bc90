package ui

// View is one of the pictures of the experiment. Its number is its key.
type View uint8

const (
	Pairs View = iota + 1
	Scatter
	Wave
	Angle
	Energy
	Network
	Learning
	Inspect   // shown while a unit is inspected
	Heat      // shown while a sweep is open
	Projector // shown in big mode
	lastView
)

var viewNames = [lastView]string{"", "pairs", "scatter", "wave", "angle", "energy", "network", "learning", "inspect", "sweep", "projector"}

// String is the view's name.
func (v View) String() string { return viewNames[v] }

// rect is a place on the screen, in cells.
type rect struct{ x, y, w, h int }

// has tells whether a cell is in it.
func (r rect) has(x, y int) bool { return x >= r.x && x < r.x+r.w && y >= r.y && y < r.y+r.h }

// slot is a view and its place.
type slot struct {
	view View
	rect
}

// screen is where everything goes at one size. A zero rectangle is not shown.
type screen struct {
	status, timeline, knobs, caption, footer rect
	card                                     rect // of a lesson
	found                                    rect // of the palette
	slots                                    []slot
	framed                                   bool
}

// order is the views in the order in which they fill the screen.
var order = []View{Pairs, Scatter, Angle, Wave, Energy, Network}

// arrange is the layout: where everything goes in w×h cells, with a view in the
// main place. It depends on nothing else. While a unit is inspected, Inspect
// takes the first side place, or the main one where there is no side.
func arrange(w, h int, main View, zoomed, inspecting bool) screen {
	rest := []View{}
	if inspecting {
		rest = append(rest, Inspect)
	}
	for _, v := range order {
		if v != main {
			rest = append(rest, v)
		}
	}
	switch {
	case w < 60 || h < 16:
		return small(w, h, main, inspecting)
	case alone(w, h):
		return compact(w, h, main, inspecting)
	case zoomed:
		return zoom(w, h, main, inspecting)
	case w < 170 || h < 50:
		return medium(w, h, main, rest)
	}
	return large(w, h, main, rest)
}

// alone tells whether a window has room for one view only.
func alone(w, h int) bool { return w < 110 || h < 32 }

// noZoom disables the zoom where it would change nothing.
func noZoom(a *App) string {
	if !a.projecting() && alone(a.width, a.height) {
		return "the view has all the room of this window already: from 110×32 on there are more"
	}
	return tooBig(a)
}

func inspected(main View, inspecting bool) View {
	if inspecting {
		return Inspect
	}
	return main
}

// small keeps the view, and lines around it as long as it has four rows.
func small(w, h int, main View, inspecting bool) screen {
	var s screen
	top, bottom := 0, h
	if h >= 3 {
		s.status, top = rect{0, 0, w, 1}, 1
	}
	if h >= 6 {
		bottom--
		s.footer = rect{0, bottom, w, 1}
	}
	if h >= 8 {
		bottom--
		s.caption = rect{0, bottom, w, 1}
	}
	if h >= 10 {
		bottom--
		s.knobs = rect{0, bottom, w, 1}
		s.timeline, top = rect{0, top, w, 1}, top+1
	}
	s.slots = []slot{{inspected(main, inspecting), rect{0, top, w, bottom - top}}}
	return s
}

// compact is one view between the lines, as at 80×24.
func compact(w, h int, main View, inspecting bool) screen {
	return screen{
		status: rect{0, 0, w, 1}, timeline: rect{0, 1, w, 1},
		slots: []slot{{inspected(main, inspecting), rect{0, 2, w, h - 5}}},
		knobs: rect{0, h - 3, w, 1}, caption: rect{0, h - 2, w, 1}, footer: rect{0, h - 1, w, 1},
	}
}

func zoom(w, h int, main View, inspecting bool) screen {
	s := compact(w, h, main, inspecting)
	s.framed = true
	return s
}

// medium is the main view with two others and the knobs beside it, as at
// 120×40.
func medium(w, h int, main View, rest []View) screen {
	top, bottom := 3, h-3
	side := max(42, w*35/100)
	left, height := w-side, bottom-top
	knobs := 10
	upper := (height - knobs + 1) * 58 / 100
	return screen{
		framed: true,
		status: rect{0, 0, w, 1}, timeline: rect{0, 1, w, 2},
		slots: []slot{
			{main, rect{0, top, left, height}},
			{rest[0], rect{left, top, side, upper}},
			{rest[1], rect{left, top + upper, side, height - upper - knobs}},
		},
		knobs:   rect{left, bottom - knobs, side, knobs},
		caption: rect{0, bottom, w, 2}, footer: rect{0, h - 1, w, 1},
	}
}

// large has every view, as at 200×60.
func large(w, h int, main View, rest []View) screen {
	top, bottom := 3, h-4
	left := w * 46 / 100
	right := w - left
	a := right / 2
	upper := (bottom - top) * 45 / 100
	middle := (bottom - top) * 24 / 100
	lower := bottom - top - upper - middle
	big := upper + middle
	return screen{
		framed: true,
		status: rect{0, 0, w, 1}, timeline: rect{0, 1, w, 2},
		slots: []slot{
			{main, rect{0, top, left, big}},
			{rest[0], rect{left, top, a, upper}},
			{rest[4], rect{left + a, top, right - a, upper}},
			{rest[1], rect{left, top + upper, right, middle}},
			{rest[2], rect{0, top + big, left, lower}},
			{rest[3], rect{left, top + big, a, lower}},
		},
		knobs:   rect{left + a, top + big, right - a, lower},
		caption: rect{0, bottom, w, 3}, footer: rect{0, h - 1, w, 1},
	}
}
