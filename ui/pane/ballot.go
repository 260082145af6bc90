package pane

import (
	"fmt"
	"math"
	"strings"

	"nudge/ui/chart"
)

// Ballot is how a class answered a question: a bar an option, on the card that
// asks and on the one that tells the answer.
type Ballot struct {
	Votes   []int // by option
	Present int   // how many are there to answer
	Right   int   // the right option, −1 while it is not told
}

// The cells of a whole bar beside the options, and of one in a line with others;
// and the width of a card from which bars stand beside the options.
const (
	ballotBar    = 16
	ballotShort  = 8
	ballotBeside = 60
)

// answered is how many have answered.
func (b *Ballot) answered() int {
	sum := 0
	for _, n := range b.Votes {
		sum += n
	}
	return sum
}

// bar is the part of the class that chose option i, of so many cells, and how many
// they are; anybody is at least half a cell.
func (b *Ballot) bar(i, cells int) line {
	number := fmt.Sprint(b.Votes[i])
	if b.Votes[i] == 0 {
		return line{{number, chart.Dim}}
	}
	halves := int(math.Round(2 * float64(cells) * float64(b.Votes[i]) / float64(max(b.Present, b.answered()))))
	halves = max(1, halves)
	return line{{strings.Repeat("█", halves/2) + strings.Repeat("▌", halves%2), chart.Derivative}, {" " + number, chart.Title}}
}

// room is how much of the width of an option its bar takes.
func (b *Ballot) room(w int) int {
	if b == nil || w < ballotBeside {
		return 0
	}
	return ballotBar + 6
}

// beside puts the bar of option i to the lines of the option: at the end of the
// first, or below the last.
func (b *Ballot) beside(lines []line, i, w int) []line {
	if b == nil || i >= len(b.Votes) {
		return lines
	}
	if b.room(w) == 0 {
		return append(lines, append(line{{"  ", chart.Plain}, {"   ", chart.Key}}, b.bar(i, max(1, min(ballotBar, w-9)))...))
	}
	used := 0
	for _, piece := range lines[0] {
		used += chart.TextWidth(piece.text)
	}
	lines[0] = append(append(lines[0], piece{strings.Repeat(" ", max(0, w-b.room(w)-used)), chart.Plain}), b.bar(i, ballotBar)...)
	return lines
}

// Full tells whether everybody has answered.
func (b *Ballot) Full() bool { return b.answered() >= b.Present }

// State says how many have answered.
func (b *Ballot) State() string {
	switch n := b.answered(); {
	case b.Present == 0:
		return "No student is here yet."
	case n == b.Present:
		return fmt.Sprintf("All %d have answered.", n)
	default:
		return fmt.Sprintf("%d of %d have answered.", n, b.Present)
	}
}

// Short is State in as few words as there are, for where the card has no room.
func (b *Ballot) Short() string { return fmt.Sprintf("ANSWERED %d of %d", b.answered(), b.Present) }

// told is the bars of a card that tells the answer, as many in a line as fit.
func (b *Ballot) told(w int) []line {
	if b == nil || b.Right < 0 || b.answered() == 0 {
		return nil
	}
	items := []line{{{"The class:", chart.Dim}}}
	for i := range b.Votes {
		item := append(line{{string(rune('a'+i)) + " ", chart.Key}}, b.bar(i, ballotShort)...)
		if i == b.Right {
			item = append(item, piece{" ✓", chart.Good})
		}
		items = append(items, item)
	}
	return flow(items, w, "   ")
}
