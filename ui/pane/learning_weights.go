package pane

import (
	"fmt"
	"math"

	"nudge/ui/chart"
)

// weightGrid is a matrix as it is drawn: the largest of each down×across values is
// one cell of wide columns.
type weightGrid struct {
	name         string
	values       []float64
	rows, cols   int
	down, across int
	wide         int
}

// The least cells of a matrix, with its name above it.
const (
	leastMatrixWidth  = 7
	leastMatrixHeight = 2
)

// weights draws each matrix as a heat map, what the last change added beside
// it, and in the last row what the shades are.
func (p *LearningView) weights(l *Learning, a area) {
	grids := weightGrids(l)
	if len(grids) == 0 || a.h < leastMatrixHeight || a.w < leastMatrixWidth+1 {
		return
	}
	a.x, a.w = a.x+1, a.w-1
	room := a
	if a.h > 2*leastMatrixHeight {
		room.h--
	}
	merged := false
	used := 0
	for i, at := range arrangeWeights(grids, room) {
		g := grids[i].fit(at.w, at.h-1)
		merged = merged || g.down*g.across > 1
		used = max(used, at.y+1+g.height()-a.y)
		p.matrix(g, at)
	}
	if a.h > used {
		text := "+ ░▒█  − -═≡"
		if merged {
			text = fitting(a.w, text+"  the largest of each cell", text+"  largest", text)
		}
		p.Text(a.x, a.y+used, chart.Fit(text, a.w), chart.Dim)
	}
}

// weightGrids lists what there is to draw.
func weightGrids(l *Learning) []weightGrid {
	var grids []weightGrid
	for i, m := range l.Weights {
		if m.Rows < 1 || m.Cols < 1 || len(m.Values)/m.Cols < m.Rows {
			continue
		}
		grids = append(grids, weightGrid{name: matrixName(l, i), values: m.Values, rows: m.Rows, cols: m.Cols})
		if len(m.Change) >= m.Rows*m.Cols {
			grids = append(grids, weightGrid{name: "Δ" + matrixName(l, i), values: m.Change, rows: m.Rows, cols: m.Cols})
		}
	}
	return grids
}

// arrangeWeights puts the matrices beside or below each other, as shows more
// of them.
func arrangeWeights(grids []weightGrid, a area) []area {
	row, column := weightRow(grids, a), weightColumn(grids, a)
	if row == nil || weightScore(grids, column) > weightScore(grids, row) {
		return column
	}
	return row
}

// weightRow shares out the columns by the columns of the matrices; nil where
// one would have none.
func weightRow(grids []weightGrid, a area) []area {
	var list []area
	sum := 0
	for _, g := range grids {
		sum += min(g.cols, chart.MaxWidth)
	}
	spare := a.w - len(grids)*(leastMatrixWidth+1) + 1
	if spare < 0 {
		return nil
	}
	x := a.x
	for _, g := range grids {
		w := leastMatrixWidth + spare*min(g.cols, chart.MaxWidth)/max(1, sum)
		list = append(list, area{x, a.y, w, a.h})
		x += w + 1
	}
	return list
}

// weightColumn shares out the rows by the rows of the matrices. The last ones
// have no room where there is none.
func weightColumn(grids []weightGrid, a area) []area {
	n := min(len(grids), a.h/leastMatrixHeight)
	sum := 0
	for _, g := range grids[:n] {
		sum += min(g.rows, chart.MaxHeight)
	}
	spare := a.h - n*leastMatrixHeight
	var list []area
	y := a.y
	for _, g := range grids[:n] {
		h := leastMatrixHeight + min(g.rows-1, (spare*min(g.rows, chart.MaxHeight)+sum-1)/max(1, sum))
		h = min(h, a.y+a.h-y)
		list = append(list, area{a.x, y, a.w, h})
		y += h
	}
	return list
}

// weightScore is how much of the matrices is seen: those without a cell of their
// own for each weight count for less, and narrow cells a little less.
func weightScore(grids []weightGrid, places []area) float64 {
	score := 0.0
	for i, at := range places {
		if at.h < leastMatrixHeight {
			continue
		}
		g := grids[i].fit(at.w, at.h-1)
		score += 1/float64(g.down*g.across) + 0.1*float64(g.wide)
	}
	return score
}

// fit is the grid as it is drawn in w×h cells.
func (g weightGrid) fit(w, h int) weightGrid {
	w, h = max(1, w), max(1, h)
	g.down, g.across, g.wide = (g.rows+h-1)/h, (g.cols+w-1)/w, 1
	if 2*g.cols <= w {
		g.wide = 2
	}
	return g
}

// height is how many rows of cells it has.
func (g weightGrid) height() int { return (g.rows + g.down - 1) / g.down }

// matrix draws a matrix under its name, its size and its largest weight.
func (p *LearningView) matrix(g weightGrid, a area) {
	if a.h < leastMatrixHeight {
		return
	}
	scale := waveScale{full: largestOf(g.values[:g.rows*g.cols])}
	shape := fmt.Sprintf(" %d×%d", g.rows, g.cols)
	most := " max " + weightText(scale.full)
	text := g.name + shape + most
	if g.down*g.across > 1 {
		each := fmt.Sprintf(", each cell %d×%d", g.down, g.across)
		text = fitting(a.w, text+each+" weights", text+each, g.name+shape+each, g.name+each, g.name+shape)
	}
	x := p.Text(a.x, a.y, chart.Fit(fitting(a.w, text, g.name+most, g.name), a.w), chart.Dim)
	p.Text(min(a.x, x), a.y, chart.Fit(g.name, a.w), chart.Plain)
	for row := range min(g.height(), a.h-1) {
		for col := range (g.cols + g.across - 1) / g.across {
			r, ink := weightShade(scale, g.cell(row, col))
			p.HLine(a.x+col*g.wide, a.y+1+row, g.wide, r, ink)
		}
	}
}

// cell is the value farthest from 0 of those that a cell stands for.
func (g weightGrid) cell(row, col int) float64 {
	most := 0.0
	for i := row * g.down; i < min((row+1)*g.down, g.rows); i++ {
		for j := col * g.across; j < min((col+1)*g.across, g.cols); j++ {
			if v := g.values[i*g.cols+j]; math.Abs(v) > math.Abs(most) {
				most = v
			}
		}
	}
	return most
}

// weightShade is how a weight looks: its sign by fill and by colour, as in the
// wave.
func weightShade(scale waveScale, v float64) (rune, chart.Ink) {
	switch shade := scale.shade(v, scale.full); {
	case shade > 0:
		return waveUp[shade], chart.Derivative
	case shade < 0:
		return waveDown[-shade], chart.Gradient
	}
	return '·', chart.Faint
}

// largestOf is the largest size of a finite value.
func largestOf(values []float64) float64 {
	most := 0.0
	for _, v := range values {
		if v = math.Abs(v); !math.IsInf(v, 0) && v > most {
			most = v
		}
	}
	return most
}

// weightText writes the size of a weight in at most five cells.
func weightText(v float64) string {
	switch {
	case v == 0:
		return "0"
	case v >= 0.01 && v < 100:
		return fmt.Sprintf("%.2f", v)
	}
	return fmt.Sprintf("%.0e", v)
}
