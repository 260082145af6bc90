package dynamics

import (
	"math"

	"nudge/model"
)

// chainBlock is the chains that one goroutine advances together, with the
// scratch of the step.
type chainBlock struct {
	net               *model.Network
	state             []float64 // part of Ensemble.State
	first             int       // number of its first chain
	limit             float64   // a larger |s| has diverged
	rho, slope, drive []float64
	xi                []float64
	noise, spikes     *Noise
	sums              []float64 // the states of a job summed over the chains, step after step
	failed            *Divergence
	tracker           *tracker // nil unless something is tracked
}

func newChainBlock(net *model.Network, state []float64, first int, seed uint64, limit float64) *chainBlock {
	return &chainBlock{
		net: net, state: state, first: first, limit: limit,
		rho: make([]float64, len(state)), slope: make([]float64, len(state)), drive: make([]float64, len(state)),
		xi: make([]float64, net.Units()), noise: NewNoise(seed, Thermal), spikes: NewNoise(seed, Spiking),
	}
}

func (b *chainBlock) advance(j job) {
	b.failed = nil
	units := b.net.Units()
	if want := j.steps * units; j.record && len(b.sums) < want {
		b.sums = make([]float64, want)
	}
	for t := range j.steps {
		if b.tracker != nil {
			b.tracker.before(b.state)
		}
		if !b.step(j.law, j.from+t) {
			b.failed = &Divergence{Step: j.from + t, Layer: b.divergedLayer()}
			return
		}
		if b.tracker != nil {
			b.tracker.after(b.state, j.law, j.from+t, t)
		}
		if j.record {
			b.sum(b.sums[t*units : (t+1)*units])
		}
	}
}

// step takes one Langevin step of every chain, each layer from the old state,
// and tells whether all units stayed in range.
func (b *chainBlock) step(law Law, step int) bool {
	chains, units := len(b.state)/b.net.Units(), b.net.Units()
	rho := b.rho
	if b.net.Activation() == model.HardSigmoid {
		rho = b.state // projected on [0, 1], where ρ is the identity
	} else {
		b.net.Activation().Evaluate(b.rho, b.slope, b.state)
	}
	if law.Spikes > 0 {
		rho = b.fire(rho, law.Spikes, step)
	}
	b.net.Drives(b.drive, rho, chains)
	if b.net.Activation() != model.HardSigmoid {
		for i, slope := range b.slope {
			b.drive[i] *= slope
		}
	}
	sigma := math.Sqrt(2 * law.Step * law.Temperature)
	inRange := true
	for c := range chains {
		s, r := b.state[c*units:(c+1)*units], b.drive[c*units:(c+1)*units]
		if sigma != 0 {
			b.noise.Normal(b.xi, b.first+c, step)
			for i, xi := range b.xi {
				r[i] += sigma / law.Step * xi
			}
		}
		b.push(s, r, law)
		inRange = b.update(s, r, law.Step) && inRange
	}
	return inRange
}

// fire is what arrives at the neighbours of units that send k spikes a step
// instead of the rate ρ(s): the mean of k Bernoulli trials of that rate, with
// tanh read as the rate (1+ρ)/2. The clamped input goes on sending its rate.
func (b *chainBlock) fire(rho []float64, k, step int) []float64 {
	shift, scale := 0.0, 1.0
	if b.net.Activation() == model.Tanh {
		shift, scale = 1, 2
	}
	for i, r := range rho {
		b.rho[i] = (r + shift) / scale
	}
	units := b.net.Units()
	for c := 0; c < len(b.rho); c += units {
		b.spikes.Spikes(b.rho[c:c+units], k, b.first+c/units, step)
	}
	for i, r := range b.rho {
		b.rho[i] = r*scale - shift
	}
	return b.rho
}

// push is the outside force on the visible units of one chain.
func (b *chainBlock) push(s, r []float64, law Law) {
	top := len(s) - len(b.net.Target())
	switch {
	case law.Held:
		for i, y := range b.net.Target() {
			r[top+i] = s[top+i] + law.Jump/law.Step*(y-s[top+i])
		}
	case law.Beta != 0:
		for i, y := range b.net.Target() {
			r[top+i] += law.Beta * (y - s[top+i])
		}
	}
}

// update moves one chain: s ← s + ε (r − s), projected for hardsigmoid.
func (b *chainBlock) update(s, r []float64, eps float64) bool {
	r = r[:len(s)]
	if b.net.Activation() == model.HardSigmoid {
		for i, v := range s {
			s[i] = min(max(v+eps*(r[i]-v), 0), 1)
		}
		return true
	}
	worst := 0.0
	for i, v := range s {
		v += eps * (r[i] - v)
		s[i] = v
		worst = max(worst, math.Abs(v)) // NaN wins
	}
	return worst <= b.limit
}

func (b *chainBlock) divergedLayer() int {
	for k := 1; k <= b.net.Depth(); k++ {
		for c := 0; c < len(b.state); c += b.net.Units() {
			for _, v := range b.net.Layer(b.state[c:c+b.net.Units()], k) {
				if !(math.Abs(v) <= b.limit) {
					return k
				}
			}
		}
	}
	return b.net.Depth()
}

// sum writes the sum of the block's chains to dst.
func (b *chainBlock) sum(dst []float64) {
	copy(dst, b.state)
	for c := len(dst); c < len(b.state); c += len(dst) {
		for i, v := range b.state[c : c+len(dst)] {
			dst[i] += v
		}
	}
}
