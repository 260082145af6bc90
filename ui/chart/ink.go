package chart

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Ink is the role of a mark, not its colour; a Palette gives each role a
// style.
type Ink uint8

// The roles. Derivative and Gradient are the two series, GradientText is what is to
// be read of the second, whose fill is too light for letters; Ghost is the tick
// "where −∂C/∂h says" drawn over a derivative bar; Layer0 is the visible
// layer and Layer1 … the hidden ones by hops from it.
const (
	Plain Ink = iota
	Dim
	Faint
	Title
	Border
	Derivative
	Gradient
	GradientText
	Ghost
	GhostOver
	Cursor
	Active
	Key
	Good
	Warn
	Bad
	Layer0
	Layer1
	Layer2
	Layer3
	Layer4
	Layer5
	Layer6
	Layer7
	NumInks // how many roles there are; not a role
)

// LayerInk returns the ink of the layer that many hops from the nudge: Layer0
// for 0 (and below), then Layer1 … Layer7 and round again.
func LayerInk(hops int) Ink {
	if hops <= 0 {
		return Layer0
	}
	return Layer1 + Ink((hops-1)%7)
}

func (i Ink) known() Ink {
	if i >= NumInks {
		return Plain
	}
	return i
}

// Palette holds one style a role, rendered once into the sequences that open
// and close it. It does not change once made.
type Palette struct {
	styles [NumInks]lipgloss.Style // for SlowView
	open   [allInks]string         // with an empty one for noRun
	shut   [allInks]string
	shows  [allInks]bool // whether a blank in this role can be seen
	same   [allInks]Ink  // the first role that looks the same
	ascii  bool
	shaded bool // it has the levels of pictures
}

var noColour = NewPalette([NumInks]lipgloss.Style{})

// NewPalette renders the styles. Only colours and attributes count: borders,
// padding, margins, sizes and transforms are dropped, as a cell has no room
// for them. An empty style draws without any escape sequence.
func NewPalette(styles [NumInks]lipgloss.Style) *Palette {
	p := &Palette{}
	for i, s := range styles {
		p.styles[i] = cellStyle(s)
		p.set(Ink(i), p.styles[i])
		p.same[i] = p.firstLike(Ink(i))
	}
	return p
}

// set renders the style of an ink that looks like no other.
func (p *Palette) set(ink Ink, s lipgloss.Style) {
	p.same[ink] = ink
	p.open[ink], p.shut[ink], _ = strings.Cut(s.Render("x"), "x")
	p.shows[ink] = showsOnBlank(s)
}

// ASCII returns the same palette whose canvases render in ASCII only.
func (p *Palette) ASCII() *Palette {
	q := *p
	q.ascii = true
	return &q
}

// Render returns s, one line without escape sequences of its own, in ink.
func (p *Palette) Render(ink Ink, s string) string {
	if ink = ink.known(); s == "" || p.open[ink] == "" {
		return s
	}
	return p.open[ink] + s + p.shut[ink]
}

func (p *Palette) firstLike(ink Ink) Ink {
	for i := range ink {
		if p.open[i] == p.open[ink] {
			return i
		}
	}
	return ink
}

// cellStyle keeps of s what one cell can show.
func cellStyle(s lipgloss.Style) lipgloss.Style {
	return lipgloss.NewStyle().
		Foreground(s.GetForeground()).
		Background(s.GetBackground()).
		Bold(s.GetBold()).
		Faint(s.GetFaint()).
		Italic(s.GetItalic()).
		Reverse(s.GetReverse()).
		Blink(s.GetBlink()).
		Strikethrough(s.GetStrikethrough()).
		UnderlineStyle(s.GetUnderlineStyle()).
		UnderlineColor(s.GetUnderlineColor())
}

func showsOnBlank(s lipgloss.Style) bool {
	_, none := s.GetBackground().(lipgloss.NoColor)
	return !none || s.GetReverse() || s.GetUnderline() || s.GetStrikethrough()
}
