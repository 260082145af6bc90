package dynamics

import (
	"fmt"
	"math"
	"runtime"

	"nudge/model"
)

// Law is what one step obeys.
type Law struct {
	Step        float64 // ε
	Temperature float64 // T
	Beta        float64 // β of a spring, 0 in the free phase
	Spikes      int     // K, 0 to send rates
	Held        bool    // the visible units do not move, but for
	Jump        float64 // η: they jump by η (y − s_L) in this very step
}

// Divergence says that a state left every reasonable range.
type Divergence struct {
	Step  int // the step whose result it was; −1 while settling
	Layer int // 1 … L
}

func (d *Divergence) Error() string {
	if d.Step < 0 {
		return fmt.Sprintf("settling diverges in layer %d: the energy has no minimum that the origin leads to; make the weights smaller, as a smaller gain does", d.Layer)
	}
	return fmt.Sprintf("step %d diverged in layer %d", d.Step, d.Layer)
}

// blockChains is how many chains one goroutine advances together, and so the
// order in which their mean is summed: results do not depend on the number of
// cores.
const blockChains = 32

// Ensemble is N independent chains of one network, stepped together. It keeps
// its scratch, so that a step allocates nothing.
type Ensemble struct {
	// State holds one state a chain, one after the other.
	State []float64

	net     *model.Network
	chains  int
	seed    uint64
	blocks  []*chainBlock
	workers []func()
	crew    Crew
	job     job
}

// job is what the workers are at.
type job struct {
	law         Law
	from, steps int
	record      bool
}

// NewEnsemble starts N chains at s, with noise from seed.
func NewEnsemble(net *model.Network, s []float64, chains int, seed uint64) *Ensemble {
	e := &Ensemble{net: net, chains: chains, seed: seed, State: make([]float64, chains*net.Units())}
	limit := 0.0
	for _, v := range s {
		limit = max(limit, math.Abs(v))
	}
	for c := range chains {
		copy(e.State[c*net.Units():], s)
	}
	for first := 0; first < chains; first += blockChains {
		n := min(blockChains, chains-first)
		state := e.State[first*net.Units() : (first+n)*net.Units()]
		e.blocks = append(e.blocks, newChainBlock(net, state, first, seed, divergedAt*(1+limit)))
	}
	for w := range min(len(e.blocks), runtime.GOMAXPROCS(0)) {
		e.workers = append(e.workers, e.crew.Member(func() { e.work(w) }))
	}
	return e
}

// divergedAt is how many times the size of its starting state a state may
// reach.
const divergedAt = 1e6

// Chains is N.
func (e *Ensemble) Chains() int { return e.chains }

// Become continues the chains under another network of the same sizes.
func (e *Ensemble) Become(net *model.Network) {
	e.net = net
	for _, b := range e.blocks {
		b.net = net
		if b.tracker != nil && b.tracker.twin != nil {
			b.tracker.twin.net = net
		}
	}
}

// Advance takes the steps from … from+steps−1. If means is not nil it must hold
// steps states, and gets the mean over the chains after each step. The chains
// are spread over the cores and joined before Advance returns; the result does
// not depend on how many there are. A *Divergence names the earliest step and
// its first layer; the state is then of no use.
func (e *Ensemble) Advance(law Law, from, steps int, means []float64) error {
	if means != nil && len(means) != steps*e.net.Units() {
		panic(fmt.Sprintf("dynamics: means of %d steps want %d values, not %d", steps, steps*e.net.Units(), len(means)))
	}
	e.job = job{law: law, from: from, steps: steps, record: means != nil}
	if len(e.workers) == 1 || steps*len(e.State) < spreadFrom {
		for w := range e.workers {
			e.work(w)
		}
	} else {
		e.crew.Add(len(e.workers))
		for _, work := range e.workers {
			go work()
		}
		e.crew.Wait()
	}
	e.average(means)
	return e.failure()
}

// spreadFrom is the number of unit updates below which a second core costs more
// than it brings.
const spreadFrom = 4096

// work is the share of one worker: neighbouring blocks, for the scratch of two
// of them may lie in one cache line, over which two cores would quarrel.
func (e *Ensemble) work(w int) {
	all, workers := len(e.blocks), len(e.workers)
	for _, b := range e.blocks[w*all/workers : (w+1)*all/workers] {
		b.advance(e.job)
	}
}

// average adds up the blocks in their order.
func (e *Ensemble) average(means []float64) {
	if means == nil {
		return
	}
	copy(means, e.blocks[0].sums)
	for _, b := range e.blocks[1:] {
		for i, v := range b.sums[:len(means)] {
			means[i] += v
		}
	}
	if e.chains > 1 {
		for i := range means {
			means[i] /= float64(e.chains)
		}
	}
}

func (e *Ensemble) failure() error {
	var first *Divergence
	for _, b := range e.blocks {
		if d := b.failed; d != nil && (first == nil || d.Step < first.Step || d.Step == first.Step && d.Layer < first.Layer) {
			first = d
		}
	}
	if first == nil {
		return nil
	}
	return first
}

// mean writes the mean over the chains to dst, summed as Advance sums it.
func (e *Ensemble) mean(dst []float64) {
	for i, b := range e.blocks {
		if i == 0 {
			b.sum(dst)
			continue
		}
		b.sum(b.xi)
		for j, v := range b.xi {
			dst[j] += v
		}
	}
	if e.chains > 1 {
		for i := range dst {
			dst[i] /= float64(e.chains)
		}
	}
}
