package pane

import (
	"fmt"

	"nudge/dynamics"
	"nudge/ui/chart"
)

// span is the frames that a picture over time has room for, both ends
// included. It depends on nothing but the frame shown, so that the picture
// grows to the right and stays where it is while the run plays.
type span struct{ from, to int }

// shortest is how many frames a picture over time shows at least.
const shortest = 20

// spanOf is the span of a frame: from the nudge to the next of 20, 50, 100, 200
// … frames, or the page of the free phase that the frame is on.
func spanOf(number int) span {
	if number < 0 {
		const page = 5 * shortest
		from := -(-number + page - 1) / page * page
		return span{from, from + page}
	}
	return span{0, max(shortest, roundUp(number))}
}

// roundUp is the next of 1, 2, 5, 10, 20 … from n on.
func roundUp(n int) int {
	for size := 1; ; size *= 10 {
		for _, digit := range [...]int{1, 2, 5} {
			if digit*size >= n {
				return digit * size
			}
		}
	}
}

// frames is how many there are.
func (s span) frames() int { return s.to - s.from + 1 }

// every is how far apart the frames are of which one fits in each of n places.
func (s span) every(n int) int { return roundUp((s.frames() + n - 1) / max(1, n)) }

// samples calls draw for the frames of the span that are held and not later than
// the frame shown, every so many of them and the frame shown itself.
func (s span) samples(t dynamics.Trail, every int, draw func(frame int)) {
	first := max(s.from, t.First())
	for n := first + (every-(first-s.from)%every)%every; n < t.Last(); n += every {
		draw(n)
	}
	if t.Last() >= first {
		draw(t.Last())
	}
}

// over returns the plot with the span as its axis from left to right.
func (s span) over(plot chart.Plot) chart.Plot {
	plot.MinX, plot.MaxX = float64(s.from), float64(s.to)
	return plot
}

// frameAxis labels the frames under a plot in row y, and says what they are
// where there is room.
func (s *sheet) frameAxis(plot chart.Plot, y int) {
	from, to := int(plot.MinX), int(plot.MaxX)
	end := plot.X + plot.W
	const name = "frame"
	if plot.W >= 6*len(name) {
		s.TextRight(end, y, name, chart.Dim)
		end -= len(name) + 1
	}
	label := max(chart.TextWidth(frameLabel(from)), chart.TextWidth(frameLabel(to))) + 2
	step := roundUp(((to-from)*label + plot.W - 1) / max(1, plot.W))
	for n := from; n <= to; n += step {
		text := frameLabel(n)
		if x, ok := plot.Column(float64(n)); ok && x+chart.TextWidth(text) <= end {
			s.Text(x, y, text, chart.Dim)
		}
	}
}

// frameLabel writes a frame number as short as it goes, with its sign unless it
// is 0.
func frameLabel(n int) string {
	if n == 0 {
		return "0"
	}
	return fmt.Sprintf("%+d", n)
}

// heading writes the title of an unframed pane into its top row, where there
// are rows enough, and returns the rest.
func (s *sheet) heading(sc Scene, title string, x, y, w, h int) (top, rows int) {
	if sc.Framed || h < 6 {
		return y, h
	}
	s.Text(x+1, y, chart.Fit(title, max(0, w-2)), chart.Title)
	return y + 1, h - 1
}
