package pane

import "nudge/model"

// waveTall is the most rows a unit is drawn with.
const waveTall = 3

// waveBlock is a layer of the raster.
type waveBlock struct {
	layer, hops int
	first       int // its first unit, counted over the whole state
	units       int
	every       int // each so many units one is drawn
	rows        int
}

// plan gives the layers, nearest to the nudge first, the rows there are. Layers
// with more units than their share are drawn by every second one, third one,
// and so on; skips tells whether there are any. What is left over goes to the
// layers that have least; if all have enough, a row goes between the layers, and
// all units are drawn so many rows tall.
func (p *Wave) plan(net *model.Network, rows int) (skips bool, gap, tall int) {
	p.blocks = p.blocks[:0]
	widest, first := 1, net.Units()
	for k := net.Depth(); k >= 1; k-- {
		first -= net.Size(k)
		p.blocks = append(p.blocks, waveBlock{layer: k, hops: net.Hops(k), first: first, units: net.Size(k)})
		widest = max(widest, net.Size(k))
	}
	room := rows
	left := rows - p.share(widest)
	for share := widest - 1; share >= 1 && left < 0; share-- {
		left = rows - p.share(share)
	}
	for b := p.poorest(left); b != nil; b = p.poorest(left) {
		every, drawn := b.finer(left)
		b.every, b.rows, left = every, drawn, left-(drawn-b.rows)
	}
	for i := range p.blocks {
		b := &p.blocks[i]
		b.rows = min(b.rows, max(0, rows))
		rows -= b.rows
		skips = skips || b.every > 1
	}
	if !skips && left >= len(p.blocks)-1 {
		gap = 1
	}
	if between := len(p.blocks) - 1; gap > 0 {
		tall = min(waveTall, (room-between)/(room-left))
	}
	return skips, gap, max(1, tall)
}

// poorest is the layer with the fewest rows, of those that so many more would show
// finer, nil for none.
func (p *Wave) poorest(more int) (poor *waveBlock) {
	for i := range p.blocks {
		b := &p.blocks[i]
		if _, drawn := b.finer(more); drawn > b.rows && (poor == nil || b.rows < poor.rows) {
			poor = b
		}
	}
	return poor
}

// finer is the next finer drawing of a layer that takes at most so many rows more,
// or the one it has.
func (b *waveBlock) finer(more int) (every, drawn int) {
	for rows := b.rows + 1; rows <= min(b.units, b.rows+more); rows++ {
		every = (b.units + rows - 1) / rows
		if drawn = b.drawn(every); drawn > b.rows {
			return every, drawn
		}
	}
	return b.every, b.rows
}

// share plans with at most so many rows a layer, and returns the sum.
func (p *Wave) share(rows int) (sum int) {
	for i := range p.blocks {
		b := &p.blocks[i]
		b.every = (b.units + rows - 1) / rows
		b.rows = b.drawn(b.every)
		sum += b.rows
	}
	return sum
}

// drawn is how many rows every so many units take.
func (b *waveBlock) drawn(every int) int { return (b.units + every - 1) / every }
