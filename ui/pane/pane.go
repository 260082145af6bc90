// Package pane holds the views of the visualizer, one file a view. A pane takes
// a Scene and gives rows of text; it never sees a message, keeps no state of
// the experiment and draws nothing later than the frame it is shown.
package pane

import (
	"strings"

	"nudge/dynamics"
	"nudge/ui/chart"
)

// Pane draws one view. Rows are cached: Show draws, Rows only returns what was
// drawn.
type Pane interface {
	// Resize sets the size in cells, any from 0×0 up. A size of 0 parks the pane.
	Resize(w, h int)
	// Show draws a scene.
	Show(s Scene)
	// Rows is what was drawn: exactly as many rows as the height, each exactly as
	// wide as the width.
	Rows() []string
}

// Scene is what there is to draw and how the user looks at it.
type Scene struct {
	Frame   *dynamics.Frame
	Palette *chart.Palette
	Scale   Scale
	Unit    int  // the inspected unit, counted over the whole state; −1 for none
	Framed  bool // the pane draws a box with its title around itself
	Played  int  // the last frame computed; only the timeline shows it
	Edits   []int
	Marks   []int
	Control Control
	Heat    *HeatMap    // the sweep, nil for none
	Ghost   *Ghost      // a mark laid over the frame, nil for none
	Card    *LessonCard // of the lesson, nil for none
	Choice  *Choice     // the palette, nil for none
	// Learning is the training, nil when nothing is being learned.
	Learning *Learning
	// Unlearned is what stands in the place of a training that there is none of.
	Unlearned string
	// Layer is the layer of the projector, by hops from the nudge: VisibleLayer, or
	// 1 and up; 0 for the one that the error has reached last.
	Layer int
	// Reading tells the projector that a card to be read and the keys stand below it.
	Reading bool
}

// VisibleLayer is the visible layer as Scene.Layer names it.
const VisibleLayer = -1

// Ghost is a marked frame whose derivative is laid over the present one.
type Ghost struct {
	Frame      int
	Derivative []float64 // as a state
	Differs    string    // in which knobs, "" for none
}

// Scale says what the bars of a layer are divided by.
type Scale uint8

const (
	// OwnNorm divides each layer's derivative, and its gradient, by its own norm,
	// so that equal directions look equal.
	OwnNorm Scale = iota
	// Raw divides all derivatives by one number, and all gradients by another.
	Raw
	// Log shows the decimal exponent: a full bar is the largest, an empty one six
	// decades below.
	Log
	// Scales is how many there are.
	Scales
)

var scaleNames = [Scales]string{"own norm", "raw", "log"}

// String is what the screen calls the scale.
func (s Scale) String() string { return scaleNames[s] }

// sheet is what every pane draws on.
type sheet struct {
	*chart.Canvas
	rows []string
	keys []keyHit // reused
}

func newSheet() sheet { return sheet{Canvas: chart.New(0, 0, nil)} }

// Resize sets the size of the drawing.
func (s *sheet) Resize(w, h int) {
	if w != s.Width() || h != s.Height() {
		s.Canvas.Resize(w, h)
		s.rows = s.Canvas.Rows()
	}
}

// Rows is what was last drawn.
func (s *sheet) Rows() []string { return s.rows }

// begin clears the sheet, frames it if the scene asks for that, and returns the
// rectangle that is left to draw in.
func (s *sheet) begin(sc Scene, title string) (x, y, w, h int) {
	s.SetPalette(sc.Palette)
	s.Clear()
	s.keys = s.keys[:0]
	if !sc.Framed {
		return 0, 0, s.Width(), s.Height()
	}
	s.Box(0, 0, s.Width(), s.Height(), title, chart.Border, chart.Title)
	return 1, 1, max(0, s.Width()-2), max(0, s.Height()-2)
}

// swatch draws those of the runes of marks that stand in a text at x, y in their own
// ink.
func (s *sheet) swatch(x, y int, text, marks string, ink chart.Ink) {
	for _, r := range text {
		if strings.ContainsRune(marks, r) {
			s.Set(x, y, r, ink)
		}
		x++
	}
}

// end renders what was drawn.
func (s *sheet) end() { s.rows = s.Canvas.Rows() }
