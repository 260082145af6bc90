package dynamics

import "math"

// tape holds what a run was like at its latest steps, a row a step: it is what
// the past is drawn from without computing it again. Row t has the mean state
// s(t), the gradient through time g(t) and its integral, the mean state of the
// twins, the spread of the estimate over the chains, and a few numbers a layer
// of the step that led to t.
type tape struct {
	units, layers int
	capacity      int // rows
	chunks        [][]float64
	low, high     int // the steps held; empty if high < low
}

const (
	tapeChunk = 64  // rows
	leastTape = 512 // rows
)

// newTape is an empty tape that grows up to that many bytes, or leastTape.
func newTape(units, layers, bytes int) *tape {
	t := &tape{units: units, layers: layers}
	t.capacity = max(leastTape, bytes/(8*t.width())/tapeChunk*tapeChunk)
	t.reset(0)
	return t
}

func (t *tape) width() int { return 5*t.units + t.layers*(2*int(References)+1) + 2 }

// reset empties the tape. The next row is that of step.
func (t *tape) reset(step int) { t.low, t.high = step, step-1 }

// cut forgets what is later than step.
func (t *tape) cut(step int) {
	t.high = min(t.high, step)
	if t.high < t.low {
		t.reset(max(0, step))
	}
}

// row is what is held of step; it must be between low and high.
func (t *tape) row(step int) row {
	at := step % t.capacity
	start := at % tapeChunk * t.width()
	return row{tape: t, cells: t.chunks[at/tapeChunk][start : start+t.width()]}
}

// push makes room for the next step, at the cost of the oldest.
func (t *tape) push() row {
	t.high++
	if t.high-t.low >= t.capacity {
		t.low++
	}
	for len(t.chunks) <= t.high%t.capacity/tapeChunk {
		t.chunks = append(t.chunks, make([]float64, tapeChunk*t.width()))
	}
	r := t.row(t.high)
	for i := range r.cells {
		r.cells[i] = math.NaN()
	}
	return r
}

// row is one step on the tape.
type row struct {
	tape  *tape
	cells []float64
}

// state is s(t), the mean over the chains.
func (r row) state() []float64 { return r.cells[:r.tape.units] }

// back is g(t).
func (r row) back() []float64 { return r.cells[r.tape.units : 2*r.tape.units] }

// total is ε Σ g, summed from the nudge up to the step before t.
func (r row) total() []float64 { return r.cells[2*r.tape.units : 3*r.tape.units] }

// twin is the mean state of the twins, NaN where there are none.
func (r row) twin() []float64 { return r.cells[3*r.tape.units : 4*r.tape.units] }

// spread is the standard error of the estimate, NaN where it is not known.
func (r row) spread() []float64 { return r.cells[4*r.tape.units : 5*r.tape.units] }

// angles is the angle in degrees of each layer 1 … L to that reference, NaN
// where it means nothing.
func (r row) angles(ref Reference) []float64 { return r.perLayer(int(ref)) }

// bands is the half-width in degrees of the 95 % interval of each angle.
func (r row) bands(ref Reference) []float64 { return r.perLayer(int(References + ref)) }

// rates is ‖ds_k/dt‖ of each layer 1 … L.
func (r row) rates() []float64 { return r.perLayer(2 * int(References)) }

func (r row) perLayer(i int) []float64 {
	at := 5*r.tape.units + i*r.tape.layers
	return r.cells[at : at+r.tape.layers]
}

// energy points at E and C.
func (r row) energy() (e, c *float64) {
	end := len(r.cells)
	return &r.cells[end-2], &r.cells[end-1]
}
