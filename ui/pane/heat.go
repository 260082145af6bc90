package pane

import (
	"fmt"
	"math"
	"strings"

	"nudge/ui/chart"
)

// HeatMap is what a sweep has found so far: a measure of each layer over a grid
// of one or two knobs.
type HeatMap struct {
	Measure        string
	X, Y           HeatAxis // Y has one value where only one knob is swept
	Series         []string // the layers, nearest to the nudge first
	Values         [][]float64
	Trials         int // of which the value of a cell is the mean
	Done, Total    int
	CursorX        int
	CursorY        int
	HigherIsBetter bool // a cosine, not an error
	Max            float64
}

// HeatAxis is one knob of a sweep and its values as the screen writes them.
type HeatAxis struct {
	Symbol string
	Labels []string
}

// at is the value of a series in a cell, NaN where it is not known.
func (h *HeatMap) at(series, x, y int) float64 { return h.Values[series][y*len(h.X.Labels)+x] }

// Heat draws a sweep: one map a layer, side by side or below each other.
type Heat struct {
	sheet
	hits   []pairsHit // of the cells, reused
	across int        // how many cells are in a row of the sweep
}

// NewHeat returns an empty heat view.
func NewHeat() *Heat { return &Heat{sheet: newSheet()} }

// heatLabel is the width of the labels of the vertical axis.
const heatLabel = 9

// Show draws what is known of the sweep; cells not computed yet are dots.
func (p *Heat) Show(s Scene) {
	x, y, w, h := p.begin(s, "SWEEP")
	p.hits = p.hits[:0]
	m := s.Heat
	if m == nil || w < 20 || h < 6 {
		p.Text(x, y, chart.Fit("no room for the sweep here", w), chart.Dim)
		p.end()
		return
	}
	p.across = len(m.X.Labels)
	p.head(m, x+1, y, w-2)
	p.foot(m, x+1, y+h-2, w-2)
	columns := m.columns(w, h-4)
	rows := (len(m.Series) + columns - 1) / columns
	cw, ch := w/columns, (h-4)/rows
	for i := range m.Series {
		p.layer(m, i, x+i%columns*cw, y+2+i/columns*ch, cw, ch)
	}
	p.end()
}

// columns is how many maps stand side by side in w×h cells: what shows the most
// values of each, and among those what makes them largest.
func (m *HeatMap) columns(w, h int) int {
	best, most := 1, -1
	for columns := 1; columns <= len(m.Series); columns++ {
		rows := (len(m.Series) + columns - 1) / columns
		x, y := stretchOf(len(m.X.Labels), 0, w/columns-heatLabel-1), stretchOf(len(m.Y.Labels), 0, h/rows-2)
		if score := x.shown*y.shown*100 + min(x.size, 2*y.size); score > most {
			best, most = columns, score
		}
	}
	return best
}

// stretch is the part of an axis that has room: shown values from first on, each
// size cells large.
type stretch struct{ first, shown, size int }

// stretchOf makes room for as many of n values as fit, the cursor's among them.
func stretchOf(n, cursor, room int) stretch {
	room = max(1, room)
	shown := min(n, room)
	return stretch{min(max(0, cursor-shown/2), n-shown), shown, max(1, room/n)}
}

func (p *Heat) head(m *HeatMap, x, y, w int) {
	text := fmt.Sprintf("%s over %s", m.Measure, m.X.Symbol)
	if len(m.Y.Labels) > 1 {
		text += " (right) and " + m.Y.Symbol + " (up)"
	}
	state := "done"
	if m.Done < m.Total {
		state = fmt.Sprintf("%d of %d cells", m.Done, m.Total)
	}
	p.Text(x, y, chart.Fit(text+"   "+state, w), chart.Plain)
}

// foot is the cell under the cursor in numbers, and what the shades mean.
func (p *Heat) foot(m *HeatMap, x, y, w int) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", m.X.Symbol, m.X.Labels[m.CursorX])
	if len(m.Y.Labels) > 1 {
		fmt.Fprintf(&b, "  %s %s", m.Y.Symbol, m.Y.Labels[m.CursorY])
	}
	b.WriteString(" :")
	for i, name := range m.Series {
		v := m.at(i, m.CursorX, m.CursorY)
		if math.IsNaN(v) {
			fmt.Fprintf(&b, "  %s %6s", name, none)
			continue
		}
		fmt.Fprintf(&b, "  %s %6.3f", name, v)
	}
	p.Text(x, y, chart.Fit(b.String(), w), chart.Active)
	const up, down = "░▒▓█", "-=≡"
	legend := up + " 0 to 1   " + down + " below 0   · no number yet"
	if !m.HigherIsBetter {
		legend = fmt.Sprintf("%s 0 to %.3g   · no number yet", up, m.Max)
	}
	if m.Trials > 1 {
		legend += fmt.Sprintf("   mean of %d trials", m.Trials)
	}
	legend = chart.Fit(legend, w)
	p.Text(x, y+1, legend, chart.Dim)
	p.swatch(x, y+1, legend, up, chart.Derivative)
	p.swatch(x, y+1, legend, down, chart.Gradient)
}

// layer is the map of one series in a rectangle.
func (p *Heat) layer(m *HeatMap, series, x, y, w, h int) {
	p.Text(x+1, y, chart.Fit(m.Series[series], w-1), chart.LayerInk(series))
	across := stretchOf(len(m.X.Labels), m.CursorX, w-heatLabel-1)
	up := stretchOf(len(m.Y.Labels), m.CursorY, h-2)
	up.size = min(up.size, 3)
	for iy := range up.shown {
		top := y + 1 + (up.shown-1-iy)*up.size
		p.TextRight(x+heatLabel-1, top+(up.size-1)/2, m.Y.Labels[up.first+iy], chart.Dim)
		for ix := range across.shown {
			p.cell(m, series, across.first+ix, up.first+iy, x+heatLabel+ix*across.size, top, across.size, up.size)
		}
	}
	p.labels(m, x+heatLabel, y+1+up.shown*up.size, across)
	if more := across.more(len(m.X.Labels)); more != "" && w > heatLabel+len(m.Series[series])+chart.TextWidth(more) {
		p.TextRight(x+heatLabel+across.shown*across.size, y, more, chart.Dim)
	}
}

// more says how many of n values stand on either side of those shown, "" for none.
func (s stretch) more(n int) string {
	var words []string
	if s.first > 0 {
		words = append(words, fmt.Sprintf("← %d more", s.first))
	}
	if after := n - s.first - s.shown; after > 0 {
		words = append(words, fmt.Sprintf("%d more →", after))
	}
	return strings.Join(words, "  ")
}

func (p *Heat) cell(m *HeatMap, series, ix, iy, x, y, w, h int) {
	p.hits = append(p.hits, pairsHit{x, y, w, h, iy*p.across + ix})
	r, ink := m.shade(m.at(series, ix, iy))
	for dy := range h {
		p.HLine(x, y+dy, w, r, ink)
	}
	if ix == m.CursorX && iy == m.CursorY {
		p.Set(x+(w-1)/2, y+(h-1)/2, '◆', chart.Cursor)
	}
}

// CellAt is the cell of the sweep drawn at column x of row y of the pane, and
// whether there is one.
func (p *Heat) CellAt(x, y int) (cx, cy int, ok bool) {
	for _, hit := range p.hits {
		if x >= hit.x && x < hit.x+hit.w && y >= hit.y && y < hit.y+hit.h {
			return hit.unit % p.across, hit.unit / p.across, true
		}
	}
	return 0, 0, false
}

// labels writes the last value under the right end of the map, and as many of the
// others as fit.
func (p *Heat) labels(m *HeatMap, x, y int, across stretch) {
	free, end := x, x+across.shown*across.size
	last := m.X.Labels[across.first+across.shown-1]
	if at := end - chart.TextWidth(last); at >= x {
		p.Text(at, y, last, chart.Dim)
		end = at - 1
	}
	for ix := range across.shown - 1 {
		label := m.X.Labels[across.first+ix]
		if at := x + ix*across.size; at >= free && at+chart.TextWidth(label) <= end {
			free = p.Text(at, y, label, chart.Dim) + 1
		}
	}
}

// shade is how a value looks: four shades up, three below zero.
func (m *HeatMap) shade(v float64) (rune, chart.Ink) {
	scaled := v
	if !m.HigherIsBetter {
		scaled = v / max(m.Max, math.SmallestNonzeroFloat64)
	}
	switch {
	case math.IsNaN(v):
		return '·', chart.Faint
	case scaled < 0:
		return []rune("-=≡")[min(2, int(-scaled*3))], chart.Gradient
	}
	return []rune("░▒▓█")[min(3, int(scaled*4))], chart.Derivative
}
