package pane

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"nudge/ui/chart"
)

// learningTitle says what is learned and how, in at most w cells if it can.
func learningTitle(l *Learning, w int) string {
	const view = "7 LEARNING"
	if l == nil {
		return view
	}
	data := "learning " + l.Data
	if l.Data == "" {
		data = "learning"
	}
	by, rule := "", ""
	switch {
	case l.Local && l.Rule != "":
		by, rule = " by the local rule", " ("+l.Rule+")"
	case l.Local:
		by = " by the local rule"
	case l.Rule != "":
		by = " by " + l.Rule
	}
	if title := fitting(w, view+"  "+data+by+rule, view+"  "+data+by, view+"  "+data); title != "" {
		return title
	}
	return view
}

var stageWords = [LearningStages]string{
	LearningPaused: "‖ paused", LearningRuns: "▶ learning",
	FreePhase: "1/3 free phase", NudgedPhase: "2/3 nudged phase", WeightChange: "3/3 weights move",
	LearningDone: "✓ done", LearningStopped: "✗ stopped",
}

var stageInks = [LearningStages]chart.Ink{
	LearningPaused: chart.Dim, LearningRuns: chart.Good,
	FreePhase: chart.Active, NudgedPhase: chart.Active, WeightChange: chart.Active,
	LearningDone: chart.Good, LearningStopped: chart.Bad,
}

// learningItem is one number of the headline. Its width does not depend on the
// number, so that nothing moves while it changes.
type learningItem struct {
	text string
	ink  chart.Ink
	name int  // how many runes of it are the name of the value
	row  bool // it begins a row
}

// headline writes the numbers, most important first, and returns how many rows
// they take.
func (p *LearningView) headline(l *Learning, a area) int {
	rows := a.h
	if a.h >= 6 {
		rows = min(a.h/4, 5)
	}
	items := learningItems(l, a.w, rows)
	x, y := a.x, a.y
	for _, item := range items {
		width := chart.TextWidth(item.text)
		if x > a.x && (x+width > a.x+a.w || item.row) {
			x, y = a.x, y+1
		}
		if y >= a.y+rows {
			return rows
		}
		text := chart.Fit(item.text, max(0, a.x+a.w-x))
		p.Text(x, y, text, item.ink)
		p.Text(x, y, string([]rune(text)[:min(item.name, chart.TextWidth(text))]), chart.Dim)
		x += width + 2
	}
	return min(rows, y-a.y+1)
}

// The widths from which the numbers have their full names, and from which they stand
// in rows of their own kind, which are four.
const (
	learningWide  = 52
	learningTable = 76
)

// learningItems lists the numbers for rows of w cells: by their kind where there is
// room, else what matters most first.
func learningItems(l *Learning, w, rows int) []learningItem {
	train, test, angle, of := "train error", "test error", "angle to the exact gradient ", " of "
	if w < learningWide {
		train, test, angle, of = "train", "test", "angle ", "/"
	}
	stage := min(l.Stage, LearningStopped)
	stands := []learningItem{
		{text: fmt.Sprintf("%-16s", stageWords[stage]), ink: stageInks[stage]},
		learningValue("pass", counted(l.Epoch, l.Epochs, of)),
	}
	further := []learningItem{learningValue("batch", counted(l.Batch, l.Batches, of))}
	if l.Seen > 0 {
		further = append(further, learningItem{text: fmt.Sprintf("%9d examples seen", l.Seen), ink: chart.Dim})
	}
	errors := []learningItem{learningValue("cost", costText(l.Cost)), learningValue(train, percent(l.TrainError)), learningValue(test, percent(l.TestError))}
	var angles, notice, knobs []learningItem
	for i, v := range l.Angles {
		angles = append(angles, learningValue(angle+matrixName(l, i), learningDegrees(v)))
		angle = ""
	}
	switch {
	case l.Notice.Text != "":
		notice = append(notice, learningItem{text: chart.Fit(l.Notice.Text, w), ink: l.Notice.Ink})
	case l.Knobs != "":
		knobs = append(knobs, learningItem{text: chart.Fit(l.Knobs, w), ink: chart.Dim})
	}
	if w < learningTable || rows < 4 {
		return slices.Concat(stands, errors, notice, angles, further, knobs)
	}
	for _, row := range [][]learningItem{errors, notice, angles, knobs} {
		if len(row) > 0 {
			row[0].row = true
		}
	}
	return slices.Concat(stands, further, errors, notice, angles, knobs)
}

func learningValue(name, text string) learningItem {
	return learningItem{text: name + " " + text, ink: chart.Plain, name: chart.TextWidth(name)}
}

// matrixName is what the weights below layer i+1 are called.
func matrixName(l *Learning, i int) string {
	if i < len(l.Weights) && l.Weights[i].Name != "" {
		return l.Weights[i].Name
	}
	return "W" + strconv.Itoa(i+1)
}

// counted writes n of a total as wide as the total of it.
func counted(n, total int, of string) string {
	if total < 1 {
		return fmt.Sprintf("%6d", n)
	}
	return fmt.Sprintf("%*d%s%d", len(strconv.Itoa(total)), n, of, total)
}

// costText writes a cost in seven cells.
func costText(v float64) string {
	switch {
	case !(v >= 0) || math.IsInf(v, 0):
		return fmt.Sprintf("%7s", none)
	case v == 0:
		return fmt.Sprintf("%7s", "0")
	case v >= 1e-3 && v < 99:
		return fmt.Sprintf("%7.4f", v)
	case v < 1e-99 || v >= 9.9e99:
		return fmt.Sprintf("%7.0e", v)
	}
	return sci(v)
}

// percent writes a part of 1 in seven cells.
func percent(v float64) string {
	if !(v >= 0 && v <= 1) {
		return fmt.Sprintf("%5s  ", none)
	}
	return fmt.Sprintf("%5.1f %%", 100*v)
}

// learningDegrees writes an angle in seven cells; what is no angle is –.
func learningDegrees(v float64) string {
	if !(v >= 0 && v <= 180) {
		v = math.NaN()
	}
	return degrees(v)
}
