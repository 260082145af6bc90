package pane

import (
	"fmt"
	"strconv"
	"strings"

	"charm.land/glamour/v2"
	"charm.land/glamour/v2/ansi"
	sequence "github.com/charmbracelet/x/ansi"

	"nudge/ui/chart"
)

// markdown breaks Markdown into lines of inks. It keeps what it did last.
type markdown struct {
	source string
	width  int
	done   []line
}

// lines is Markdown in lines of w cells. Glamour lays it out, with a colour for
// each role that stands for an ink; the canvas draws it, so that themes, ASCII
// and what is safe in a cell are the same as everywhere.
func (m *markdown) lines(source string, w int) []line {
	if source == m.source && w == m.width {
		return m.done
	}
	m.source, m.width = source, w
	m.done = layOut(source, w)
	return m.done
}

func layOut(source string, w int) []line {
	renderer, err := glamour.NewTermRenderer(glamour.WithStyles(roles()), glamour.WithWordWrap(max(w, 4)))
	if err != nil {
		return []line{{{err.Error(), chart.Bad}}}
	}
	out, err := renderer.Render(source)
	if err != nil {
		return []line{{{err.Error(), chart.Bad}}}
	}
	var all []line
	for _, row := range strings.Split(out, "\n") {
		all = append(all, decode(row))
	}
	for len(all) > 0 && blank(all[len(all)-1]) {
		all = all[:len(all)-1]
	}
	for len(all) > 0 && blank(all[0]) {
		all = all[1:]
	}
	return all
}

func blank(l line) bool {
	for _, piece := range l {
		if strings.TrimSpace(piece.text) != "" {
			return false
		}
	}
	return true
}

// firstColour is the colour of the 256 that stands for the first ink.
const firstColour = 100

// roles is the style that gives each role its ink as a colour.
func roles() ansi.StyleConfig {
	in := func(ink chart.Ink) ansi.StylePrimitive {
		colour := strconv.Itoa(firstColour + int(ink))
		return ansi.StylePrimitive{Color: &colour}
	}
	block := func(ink chart.Ink) ansi.StyleBlock { return ansi.StyleBlock{StylePrimitive: in(ink)} }
	style := ansi.StyleConfig{
		Document: block(chart.Plain), BlockQuote: block(chart.Dim), Heading: block(chart.Title),
		Strong: in(chart.Title), Emph: in(chart.Active), Code: block(chart.Key), CodeBlock: ansi.StyleCodeBlock{StyleBlock: block(chart.Key)},
		Link: in(chart.Dim), LinkText: in(chart.Plain), List: ansi.StyleList{LevelIndent: 2},
	}
	style.Item.BlockPrefix = "• "
	style.Enumeration.BlockPrefix = ". "
	style.Task = ansi.StyleTask{Ticked: "[x] ", Unticked: "[ ] "}
	return style
}

// decode turns a row of glamour's into pieces. Only colours of roles are
// understood; every other sequence is dropped.
func decode(row string) line {
	var l line
	ink := chart.Plain
	var state byte
	for row != "" {
		seq, width, n, next := sequence.DecodeSequence(row, state, nil)
		switch {
		case n == 0:
			return l
		case width > 0 && len(l) > 0 && l[len(l)-1].ink == ink:
			l[len(l)-1].text += seq
		case width > 0:
			l = append(l, piece{seq, ink})
		default:
			ink = inkOf(seq, ink)
		}
		row, state = row[n:], next
	}
	return l
}

// inkOf is the ink that a sequence chooses, now where it chooses none.
func inkOf(seq string, now chart.Ink) chart.Ink {
	body, ok := strings.CutPrefix(seq, "\x1b[")
	if !ok || !strings.HasSuffix(body, "m") {
		return now
	}
	if body == "m" || body == "0m" {
		return chart.Plain
	}
	var colour int
	if _, params, found := strings.Cut(body, "38;5;"); found {
		if _, err := fmt.Sscanf(params, "%d", &colour); err == nil && colour >= firstColour && colour < firstColour+int(chart.NumInks) {
			return chart.Ink(colour - firstColour)
		}
	}
	return now
}
