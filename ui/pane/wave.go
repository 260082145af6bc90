package pane

import (
	"fmt"

	"nudge/ui/chart"
)

// Wave is a raster of the derivative: a row a unit, a column a frame. It shows
// the error travel one layer a frame. The shade is the size, beside the largest
// of the layer in sight (on the raw scale of all layers); whatever has a sign
// has at least the faintest shade, so that the front is seen when it arrives.
// Positive is ░▒█ in the ink of the derivative, negative -═≡ in the one of the
// gradient: two inks that readers with any colour vision can tell apart.
type Wave struct {
	sheet
	blocks []waveBlock // reused
	hits   []pairsHit  // where the units were drawn, reused
	times  []int       // the frames drawn, reused
	values []float64   // of one layer, a row of units a frame, reused
	norms  []float64   // a frame, reused
}

// NewWave returns an empty view.
func NewWave() *Wave { return &Wave{sheet: newSheet()} }

var (
	waveUp   = [...]rune{'·', '░', '▒', '█'}
	waveDown = [...]rune{'·', '-', '═', '≡'}
)

// Show draws the layers from visible down.
func (p *Wave) Show(s Scene) {
	w, h := p.Width(), p.Height()
	if s.Framed {
		w, h = w-2, h-2
	}
	p.hits = p.hits[:0]
	gutter := waveGutter(w)
	axis := min(1, max(0, h/6))
	head := 0
	if !s.Framed && h >= 6 {
		head = 1
	}
	skips, gap, tall := p.plan(s.Frame.Network(), h-axis-head)
	title := waveTitle(s, w-4, skips)
	x, y, w, h := p.begin(s, title)
	y, h = p.heading(s, title, x, y, w, h)
	p.key(s, title)
	if w <= gutter || h < 1 {
		p.end()
		return
	}
	grid := gridOf(spanOf(s.Frame.Number), x+gutter, w-gutter)
	below := p.raster(s, grid, x, y, gap, tall)
	if axis > 0 {
		p.frameAxis(grid.plot(), min(below, y+h-1))
	}
	p.end()
}

// key draws the shades in the title in the inks they have in the raster.
func (p *Wave) key(s Scene, title string) {
	x := 1
	if s.Framed {
		x = 3
	}
	if title = chart.Fit(title, p.Width()-2*x); s.Framed || p.Height() >= 6 {
		p.swatch(x, 0, title, string(waveUp[1:]), chart.Derivative)
		p.swatch(x, 0, title, string(waveDown[1:]), chart.Gradient)
	}
}

// raster draws the layers with gap rows between them and tall rows a unit, and
// returns the row below.
func (p *Wave) raster(s Scene, g waveGrid, x, y, gap, tall int) int {
	full := 0.0
	if s.Scale != OwnNorm {
		full = p.loudest(s, g)
	}
	for _, b := range p.blocks {
		p.names(b, x, y, g.x-x, tall)
		for i := range b.rows {
			p.hits = append(p.hits, pairsHit{x, y + i*tall, p.Width() - 2*x, tall, b.first + i*b.every})
		}
		p.read(s, b, g)
		p.block(s, b, g, y, tall, waveScale{p.largest(full), s.Scale == Log})
		y += b.rows*tall + gap
	}
	return y - gap
}

func waveGutter(w int) int {
	switch {
	case w >= 30:
		return 8
	case w >= 12:
		return 4
	}
	return 0
}

// waveTitle says what is drawn, in at most w cells if it can.
func waveTitle(s Scene, w int, skips bool) string {
	title := "3 WAVE  " + waveName(s.Frame)
	more := []string{"  + ░▒█  − -═≡"}
	if s.Scale != OwnNorm {
		more = append(more, "  "+s.Scale.String()+" (s)")
	}
	if skips {
		more = append(more, "  not every unit")
	}
	more = append(more, "  · at rest or near 0", "  row = unit, column = frame")
	for _, part := range more {
		if chart.TextWidth(title+part) <= w {
			title += part
		}
	}
	return title
}

// names writes the layer's name and the numbers of the units drawn.
func (p *Wave) names(b waveBlock, x, y, gutter, tall int) {
	if gutter == 0 || b.rows == 0 {
		return
	}
	p.Text(x, y, fmt.Sprintf("%-3s", LayerName(b.hops)), chart.LayerInk(b.hops))
	if gutter < 8 {
		return
	}
	for i := range b.rows {
		p.TextRight(x+gutter-1, y+i*tall, fmt.Sprint(i*b.every+1), chart.Dim)
	}
}

// block draws the rows of a layer.
func (p *Wave) block(s Scene, b waveBlock, g waveGrid, y, tall int, scale waveScale) {
	nudged := arrives(s)
	for j, n := range p.times {
		x := g.column(n)
		for i := range b.rows {
			shade := scale.shade(p.values[j*b.units+i*b.every], p.norms[j])
			r, ink := waveUp[max(shade, 0)], chart.Derivative
			switch {
			case shade < 0:
				r, ink = waveDown[-shade], chart.Gradient
			case shade == 0:
				ink = chart.Faint
			}
			if shade != 0 && (!nudged || n <= b.hops) {
				ink = chart.Dim // noise only: the wave is not here yet
			}
			for row := range tall {
				p.HLine(x, y+i*tall+row, g.cells, r, ink)
			}
		}
	}
}
