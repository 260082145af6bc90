package pane

import (
	"math"
	"strings"

	"nudge/ui/chart"
)

// angleItem is the width of one number of the legend in w cells, and where the
// number begins after the name.
func angleItem(s Scene, w int) (width, number int) {
	depth := s.Frame.Network().Depth()
	switch {
	case depth > 10: // A=10 and on
		return 14, 5
	case s.Scale == Log:
		return min(max(11, w/depth), 13), 3
	}
	return min(max(10, w/depth), 13), 2 // an angle begins with a space
}

// angleLegendRows is how many rows the numbers of all layers take: at most a
// quarter, or there are none.
func angleLegendRows(s Scene, w, h int) int {
	item, _ := angleItem(s, w)
	if h < 8 || w < item {
		return 0
	}
	each := w / item
	if rows := (s.Frame.Network().Depth() + each - 1) / each; rows <= h/4 {
		return rows
	}
	return 0
}

// legend lists what each layer has in the frame shown, nearest first.
func (p *Angle) legend(s Scene, x, y, w, rows int) {
	layers := s.Frame.Layers
	m := angleMeasure{frame: s.Frame, log: s.Scale == Log}
	item, from := angleItem(s, w)
	each := max(1, w/item)
	x += min(1, max(0, w-min(each, len(layers))*item))
	for i := range min(len(layers), rows*each) {
		a := layers[len(layers)-1-i]
		number, ink := degrees(a.Angle), chart.Plain
		if s.Scale == Log {
			number = sci(math.Pow(10, m.at(s.Frame.Number, a.Layer)))
		}
		if strings.TrimSpace(number) == none {
			ink = chart.Dim
		}
		at := x + i%each*item
		name := LayerName(a.Hops)
		if a.Hops >= 10 {
			name = string(hopsRune(a.Hops)) + "=" + name[1:] // its mark is no digit
		}
		p.Text(at+from, y+i/each, number, ink)
		p.Text(at, y+i/each, name, chart.LayerInk(a.Hops))
	}
}
