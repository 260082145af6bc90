package pane

import (
	"strconv"

	"nudge/ui/chart"
)

// units draws the layer in bars as thick as there is room for: a unit is its
// derivative over its gradient. Where that has no room they stand upright.
func (p *Projector) units(s Scene, l *pairsLayer, plan projectorPlan) {
	a := plan.bars
	each := a.h / max(1, l.size())
	if each < 2 {
		at := pairsColumns{left: a.x - 1, right: a.x + a.w + 1, slot: 12 * plan.sx}
		l.rows = a.h - 1 + a.h%2
		p.upright(s, at, l, a.y)
		if plan.side.w > 0 {
			p.Text(a.x, a.y-1, p.window(s, at, l).String(), chart.Dim)
		}
		return
	}
	row := projectorRow{x: a.x, half: (a.w - 4) / 2, thick: max(1, (each-1)/2), louder: l.louder(s.Scale)}
	row.axis = a.x + 4 + row.half
	p.VLine(row.axis, a.y, each*l.size(), '│', chart.Dim)
	for i := range l.size() {
		p.projected(s, l, i, row, a.y+i*each)
	}
}

// projectorRow is where the bars of every unit stand, and how they are drawn.
type projectorRow struct {
	x, axis     int
	half, thick int // the longest bar, and the rows of one
	louder      float64
}

// projected draws unit i from row y on.
func (p *Projector) projected(s Scene, l *pairsLayer, i int, at projectorRow, y int) {
	p.hits = append(p.hits, pairsHit{at.x, y, at.axis + at.half + 1 - at.x, 2 * at.thick, l.first + i})
	ink := chart.Dim
	if i == l.selected(s.Unit) {
		p.Set(at.x-1, y, '▸', chart.Active)
		ink = chart.Active
	}
	p.Text(at.x, y, strconv.Itoa(i+1), ink)
	band, bar := l.band(i).louder(at.louder), chart.Derivative
	if band.meansNothing() {
		bar = chart.Dim
	}
	v, g := at.louder*l.v.of(l.derivative[i]), 0.0
	if l.gradient != nil {
		g = snap(-at.louder*l.g.of(l.gradient[i]), at.half)
	}
	for row := range at.thick {
		p.Bar(at.axis, y+row, at.half, v, '█', bar)
		p.Bar(at.axis, y+at.thick+row, at.half, g, '▒', chart.Gradient)
	}
	p.whisker(at.axis, y, at.half, v, band, bar)
}

// brief draws what fits in a few cells: the layer and the frame, the angle in
// big digits or small ones, and the bars or what the frame shows.
func (p *Projector) brief(s Scene, l *pairsLayer, a area) {
	name, frame := LayerName(l.Hops), frameLabel(s.Frame.Number)
	angle := projectorAngle(l)
	if l.Shown() {
		angle += "°"
	}
	digits := chart.BigWidth("00.0", 1)
	if a.h < chart.BigRows+2 || a.w < digits+2 {
		text := fitting(a.w-1, name+"  angle "+angle+"  frame "+frame, name+" "+angle+" "+frame, name+" "+angle)
		if text == "" {
			text = chart.Fit(angle, a.w-1)
		}
		p.Text(a.x+min(1, a.w-1), a.y, text, chart.Title)
		p.sayUnder(s, a.under(1))
		return
	}
	scale := max(1, min((a.h-2)/(2*chart.BigRows), a.w/projectorWidth))
	digits *= scale
	what := "angle in degrees"
	if l.Shown() {
		p.Big(a.x+1, a.y+1, projectorAngle(l), scale, scale, chart.Title)
	} else {
		what = pairsState(s.Frame, l)
	}
	end := p.Text(a.x+1, a.y, fitting(a.w-2, name+"  "+what+"  frame "+frame, name+"  frame "+frame, name+" "+frame), chart.Title)
	p.legend(s, end+3, a.x+a.w-1, a.y)
	last := a.under(a.h - 1)
	if foot := s.Control.Foot; foot.Text != "" && !s.Reading && chart.TextWidth(foot.Text) < a.w/2 {
		last = last.beside(p.Text(last.x+1, last.y, foot.Text, foot.Ink) + 1 - last.x)
	}
	p.sayUnder(s, last)
	a.h--
	bars := a.under(chart.BigRows*scale + 2)
	if a.w >= digits+3+2*leastBars {
		bars = a.under(1).beside(digits + 3)
	}
	if bars.h >= uprightRows && bars.w > 2*leastBars {
		p.units(s, l, projectorPlan{sx: scale, sy: scale, bars: area{bars.x + 1, bars.y, bars.w - 2, bars.h}})
	}
}

// legend says what the bars are, at the right end of row y, where there is room.
func (p *Projector) legend(s Scene, from, to, y int) {
	names := seriesOf(s.Frame)
	moves, asks := "█ "+names.moves, "▒ "+names.asks
	x := to - chart.TextWidth(moves+"   "+asks)
	if x < from {
		return
	}
	p.Text(p.Text(x, y, moves, chart.Derivative)+3, y, asks, chart.GradientText)
}

// sayUnder says what the frame shows in as many lines as there are.
func (p *Projector) sayUnder(s Scene, a area) {
	list := captions(s)
	for i, line := range wrap(list[0].Text, a.w-2, a.h) {
		p.Text(a.x+1, a.y+i, line, list[0].Ink)
	}
}
