package pane

import "nudge/ui/chart"

// mapFill is how the part of a plane that is one class looks, from unsure to
// sure.
type mapFill struct {
	shades [3]rune
	ink    chart.Ink
}

// mapFills tell classes apart by fill and by colour. Further classes are drawn
// by their number.
var mapFills = [...]mapFill{
	{[3]rune{'-', '═', '≡'}, chart.Gradient},
	{[3]rune{'░', '▒', '█'}, chart.Derivative},
	{[3]rune{'·', ':', '+'}, chart.Layer1},
	{[3]rune{'╎', '│', '┃'}, chart.Layer2},
}

// mapFillOf is the fill of a class.
func mapFillOf(class int) mapFill {
	if class < len(mapFills) {
		return mapFills[class]
	}
	r := classRune(class)
	return mapFill{[3]rune{'·', r, r}, chart.LayerInk(class)}
}

// classRune stands for a class in one cell.
func classRune(class int) rune {
	if class <= 0 {
		return '0'
	}
	return hopsRune(class)
}

// decisionMap draws the plane with what the network takes each point for, the
// samples, and the example, and returns what it took.
func (p *LearningView) decisionMap(l *Learning, a area) area {
	m := l.Map
	h := min(a.h-1, (a.w-1)/2)
	w := 2 * h
	if m.Cols < 1 || m.Rows < 1 || len(m.Class) < m.Cols*m.Rows || h < 2 {
		return area{a.x, a.y, 0, 0}
	}
	for cy := range h {
		for cx := range w {
			r, ink := m.at(cx*m.Cols/w, (h-1-cy)*m.Rows/h)
			p.Set(a.x+1+cx, a.y+cy, r, ink)
		}
	}
	plot := chart.Plot{X: a.x + 1, Y: a.y, W: w, H: h, MinX: m.MinX, MaxX: m.MaxX, MinY: m.MinY, MaxY: m.MaxY}
	for _, point := range m.Points {
		if x, y, ok := plot.Cell(point.X, point.Y); ok {
			r, ink := classRune(point.Class), chart.Title
			if point.Wrong {
				r, ink = '✗', chart.Bad
			}
			p.Set(x, y, r, ink)
		}
	}
	if e := l.Example; e != nil && len(e.Input) == 2 {
		p.Points(plot, e.Input[:1], e.Input[1:], '◆', chart.Cursor)
	}
	p.mapKey(l, area{a.x + 1, a.y + h, max(w, a.w-1), 1})
	return area{a.x, a.y, w + 1, h + 1}
}

// at is how a place of the grid looks.
func (m *DecisionMap) at(col, row int) (rune, chart.Ink) {
	i := row*m.Cols + col
	class := m.Class[i]
	if class < 0 {
		return ' ', chart.Faint
	}
	sure := 1.0
	if i < len(m.Strength) {
		sure = m.Strength[i]
	}
	fill := mapFillOf(class)
	level := 0
	if sure > 0 {
		level = int(min(2, 3*sure))
	}
	return fill.shades[level], fill.ink
}

// mapKey says under the map which fill is which class.
func (p *LearningView) mapKey(l *Learning, a area) {
	x := p.Text(a.x, a.y, chart.Fit("x1→ x2↑", a.w), chart.Dim)
	classes := l.classes()
	for class := range classes {
		name := string(classRune(class))
		if l.Example != nil && class < len(l.Example.Classes) && l.Example.Classes[class] != name {
			name += " " + chart.Fit(l.Example.Classes[class], 10)
		}
		if x+4+chart.TextWidth(name) > a.x+a.w {
			return
		}
		fill := mapFillOf(class)
		p.HLine(x+1, a.y, 2, fill.shades[2], fill.ink)
		x = p.Text(x+3, a.y, name, chart.Dim)
	}
}

// classes is how many classes the map may show.
func (l *Learning) classes() int {
	n := 0
	if l.Example != nil {
		n = len(l.Example.Classes)
	}
	for _, class := range l.Map.Class {
		n = max(n, min(class, 99)+1)
	}
	return n
}
