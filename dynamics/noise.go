package dynamics

import "math/rand/v2"

// Stream tells apart the uses of randomness within one run, so that none
// shares its numbers with another.
type Stream uint64

const (
	Thermal Stream = iota + 1 // the Langevin noise ξ
	Spiking                   // the spikes of units that send those instead of rates
)

// Noise draws random numbers that are a pure function of (seed, stream, chain,
// step): any step of any chain can be drawn again, in any order. It is scratch
// of one goroutine.
type Noise struct {
	seed   uint64
	source rand.PCG
	rng    *rand.Rand
}

// NewNoise returns a generator for that seed.
func NewNoise(seed uint64, stream Stream) *Noise {
	n := &Noise{seed: mix(mix(seed) + uint64(stream))}
	n.rng = rand.New(&n.source)
	return n
}

// Normal fills dst with independent standard normal numbers, those of this
// chain at this step.
func (n *Noise) Normal(dst []float64, chain, step int) {
	n.at(chain, step)
	for i := range dst {
		dst[i] = n.rng.NormFloat64()
	}
}

// Spikes replaces each probability by the part of k Bernoulli trials that
// succeeded, those of this chain at this step.
func (n *Noise) Spikes(p []float64, k, chain, step int) {
	n.at(chain, step)
	for i, rate := range p {
		fired := 0
		for range k {
			if n.rng.Float64() < rate {
				fired++
			}
		}
		p[i] = float64(fired) / float64(k)
	}
}

// at goes to the numbers of a chain at a step.
func (n *Noise) at(chain, step int) {
	key := mix(n.seed + uint64(chain))
	n.source.Seed(key, mix(key+uint64(step)))
}

// mix is the finaliser of SplitMix64 after one step of its counter (G. Steele,
// D. Lea and C. Flood, 2014): neighbouring keys get unrelated values.
func mix(x uint64) uint64 {
	x += 0x9E3779B97F4A7C15
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}
