package pane

// strip is where the frames are in the row of a timeline: `settle`, what came
// before, the bar at the start of the window, a cell for each of its frames,
// and the label of the last one. It depends on the width and the frame only.
type strip struct {
	left  int // where the part before the bar begins
	bar   int // the column of the frame at which the window starts
	label int // cells of the end's label, 0 for none
	start int // the frame at the bar: 0, or where a later page begins
	end   int // the last frame of the window
	first int // the first frame of the run, 0 or negative
}

const (
	stripName  = " settle "
	stripLabel = 8 // │ +9999

	stripLabelLong = 11 // │ +1000000
)

// stripOf lays out w cells around a frame of a run that starts at first.
func stripOf(w, now, first int) strip {
	l := strip{first: min(first, 0)}
	if w >= 20 {
		l.label = stripLabel
		if now > 9000 {
			l.label = stripLabelLong
		}
	}
	room := w - l.label
	if w >= 40 {
		l.left = len(stripName)
		room -= l.left
	}
	window := max(1, room-1-room/8)
	if w >= 20 && window >= 10 {
		window = window / 10 * 10
	}
	l.bar = max(0, l.left+room-1-window)
	if now > window {
		half := max(1, window/2)
		l.start = (now - window + half - 1) / half * half
	}
	l.end = l.start + window
	return l
}

// column is the cell of a frame, if it is in sight.
func (l strip) column(frame int) (x int, ok bool) {
	switch {
	case frame > l.end || frame < l.start && l.start > 0:
		return 0, false
	case frame >= l.start:
		return l.bar + frame - l.start, true
	case frame < l.first || l.bar <= l.left:
		return 0, false
	}
	return l.bar - 1 - (-frame-1)*(l.bar-l.left)/-l.first, true
}

// frameAt is the inverse of column.
func (l strip) frameAt(x int) (frame int, ok bool) {
	switch {
	case x >= l.bar && x <= l.bar+l.end-l.start:
		return l.start + x - l.bar, true
	case x < l.left || x >= l.bar || l.start > 0:
		return 0, false
	}
	return -(-l.first*(l.bar-x) + l.bar - l.left - 1) / (l.bar - l.left), true
}
