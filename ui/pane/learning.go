package pane

import "nudge/ui/chart"

// Learning is what a training has come to, and the example it is at. What is
// not known is NaN, nil or 0, and is left out of the picture or drawn as –.
type Learning struct {
	Data   string // the name of the data set
	Rule   string // the name of the rule
	Local  bool   // the rule needs nothing but the rates on both sides of a synapse
	Knobs  string // batch, β, steps and rates in words, with what changes them
	Stage  LearningStage
	Notice Notice // instead of the knobs: why it stopped

	Epoch, Epochs  int // passes done, and asked for
	Batch, Batches int // minibatches done of the pass at work, and in a pass
	Seen           int // examples learned from so far

	Cost                  float64   // the latest mean cost C of an example
	TrainError, TestError float64   // of the latest pass, 0 … 1
	Angles                []float64 // of W_1 … W_L to the exact gradient, in degrees

	Costs, TrainErrors, TestErrors Trace // the same by pass
	AngleTraces                    []Trace

	Example *Example
	Map     *DecisionMap // nil unless the data have two features
	Weights []Matrix     // W_1 … W_L
}

// Position is how many passes are done, with the part of the one at work: where
// a value of now belongs in a Trace.
func (l *Learning) Position() float64 {
	if l.Batches < 1 {
		return float64(l.Epoch)
	}
	return float64(l.Epoch) + float64(l.Batch)/float64(l.Batches)
}

// LearningStage is what a training does now.
type LearningStage uint8

const (
	LearningPaused  LearningStage = iota
	LearningRuns                  // pass after pass
	FreePhase                     // one example: the network settles to its own answer
	NudgedPhase                   // one example: the visible units are pulled to the target
	WeightChange                  // one example: the weights have moved
	LearningDone                  // all passes are done
	LearningStopped               // it cannot go on, see Notice
	// LearningStages is how many there are.
	LearningStages
)

// Example is one sample as the network sees it now.
type Example struct {
	Sample        int // from 1
	Held          bool
	Class, Says   int      // of the sample, and what the network takes it for; −1 for not known
	Classes       []string // their names
	Input         []float64
	Width, Height int       // of the input as a picture; 0 for none
	Visible       []float64 // s_L
	Target        []float64
}

// DecisionMap is what the network takes each point of a plane for.
type DecisionMap struct {
	Cols, Rows             int
	Class                  []int     // row by row from the lowest X2, each from the lowest X1; −1 for not known
	Strength               []float64 // how sure it is, 0 … 1
	MinX, MaxX, MinY, MaxY float64   // X1 of the first and last column, X2 of the first and last row
	Points                 []MapPoint
}

// MapPoint is a sample on a DecisionMap.
type MapPoint struct {
	X, Y  float64
	Class int
	Wrong bool // it is taken for another class
}

// Matrix is the weights between two layers.
type Matrix struct {
	Name       string    // W1
	Rows, Cols int       // units below, units above
	Values     []float64 // row by row
	Change     []float64 // what the last change added; nil for not to be shown
}

// LearningView draws a Learning: the numbers, then the traces, the example, the
// angles and the weights, as far as there is room.
type LearningView struct {
	sheet
	xs, ys []float64 // what a trace has to draw, reused
}

// NewLearning returns an empty view.
func NewLearning() *LearningView { return &LearningView{sheet: newSheet()} }

// Show draws the training of the scene, if there is one.
func (p *LearningView) Show(s Scene) {
	l := s.Learning
	title := learningTitle(l, p.Width()-6)
	x, y, w, h := p.begin(s, title)
	y, h = p.heading(s, title, x, y, w, h)
	if l == nil {
		for i, line := range wrap(s.Unlearned, max(0, w-2), h) {
			p.Text(x+1, y+i, line, chart.Dim)
		}
		p.end()
		return
	}
	rows := p.headline(l, area{x + 1, y, max(0, w-2), h})
	p.body(l, area{x, y + rows, w, h - rows})
	p.end()
}

// area is a part of the sheet, in cells.
type area struct{ x, y, w, h int }

// under is what is left below the first rows.
func (a area) under(rows int) area {
	rows = min(rows, a.h)
	return area{a.x, a.y + rows, a.w, a.h - rows}
}

// beside is what is left to the right of the first columns.
func (a area) beside(columns int) area {
	columns = min(columns, a.w)
	return area{a.x + columns, a.y, a.w - columns, a.h}
}

// The sizes from which traces and example stand side by side, and the weights
// beside them.
const (
	learningBeside  = 48
	learningColumns = 150
	learningExample = 7 // rows of an example under the traces
)

// body shares out the cells under the numbers.
func (p *LearningView) body(l *Learning, a area) {
	switch {
	case a.w >= learningColumns && a.h >= 2*learningExample:
		left, middle := a.w*2/5, a.w*3/10
		p.traces(l, area{a.x, a.y, left, a.h})
		p.example(l, area{a.x + left + 1, a.y, middle - 2, a.h})
		p.weights(l, a.beside(left+middle))
	case a.w >= learningBeside && a.h >= 4:
		left := a.w * 13 / 25
		p.traces(l, area{a.x, a.y, left, a.h})
		p.weights(l, p.example(l, a.beside(left+1)))
	case a.h >= 2*learningExample:
		p.traces(l, area{a.x, a.y, a.w, a.h / 2})
		p.weights(l, p.example(l, a.under(a.h/2)))
	default:
		rows := 0
		if l.Example != nil && a.h >= leastTrace+2 {
			rows = 1
		}
		p.traces(l, area{a.x, a.y, a.w, a.h - rows})
		p.verdict(l, area{a.x, a.y + a.h - rows, a.w, rows})
	}
}
