package pane

import "nudge/model"

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
// and so on; skips tells whether there are any. What is left over goes between
// the layers if it is enough.
func (p *Wave) plan(net *model.Network, rows int) (skips bool, gap int) {
	p.blocks = p.blocks[:0]
	widest, first := 1, net.Units()
	for k := net.Depth(); k >= 1; k-- {
		first -= net.Size(k)
		p.blocks = append(p.blocks, waveBlock{layer: k, hops: net.Hops(k), first: first, units: net.Size(k)})
		widest = max(widest, net.Size(k))
	}
	left := rows - p.share(widest)
	for share := widest - 1; share >= 1 && left < 0; share-- {
		left = rows - p.share(share)
	}
	for i := range p.blocks {
		b := &p.blocks[i]
		for every := b.every - 1; every >= 1; every-- {
			if more := b.drawn(every) - b.rows; more <= left {
				b.every, b.rows, left = every, b.rows+more, left-more
			}
		}
		b.rows = min(b.rows, max(0, rows))
		rows -= b.rows
		skips = skips || b.every > 1
	}
	if !skips && left >= len(p.blocks)-1 {
		gap = 1
	}
	return skips, gap
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
