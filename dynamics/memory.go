package dynamics

// defaultMemory bounds, in bytes, the tape of a run and its keyframes, each.
const defaultMemory = 48 << 20

// Remember bounds what the run keeps of its past to that many bytes for its latest
// steps and as many for its keyframes, or to the few that it needs. What it does
// not keep it computes again when it is looked at: every frame stays what it was,
// and its Trail begins later.
func (r *Run) Remember(bytes int) {
	r.memory, r.keys.most = bytes, bytes
	r.tape = r.tape.within(bytes)
	if r.cursor < r.tape.low { // it was there before, so that no error can come
		_ = r.moveTo(r.cursor, 0)
	}
}

// within is the tape with the steps that so many bytes have room for.
func (t *tape) within(bytes int) *tape {
	n := newTape(t.units, t.layers, bytes)
	n.reset(max(t.low, t.high-n.capacity+1))
	for step := n.low; step <= t.high; step++ {
		copy(n.push().cells, t.row(step).cells)
	}
	return n
}
