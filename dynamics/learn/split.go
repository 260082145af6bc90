package learn

import (
	"math"
	"math/rand/v2"

	"nudge/model/data"
)

// Streams of the seed, beside that of the weights.
const (
	splitStream = 0x5911 << 32
	orderStream = 0x0DE5 << 32
)

// tests is how many of n samples are kept for testing: the fraction, rounded up.
func (r Recipe) tests(n int) int { return int(math.Ceil(r.TestFraction*float64(n) - 1e-9)) }

// split draws a permutation of the samples: the first ones to learn from, the
// others to test with.
func (r Recipe) split(n int) (train, test []int) {
	all := rand.New(rand.NewPCG(r.Seed, splitStream)).Perm(n)
	return all[:n-r.tests(n)], all[n-r.tests(n):]
}

// order is the order of the samples in one pass. It depends on seed and epoch
// alone, so that a resumed training goes on as if it had not been interrupted.
func (r Recipe) order(train []int, epoch int) []int {
	order := make([]int, len(train))
	for i, j := range rand.New(rand.NewPCG(r.Seed, orderStream|uint64(epoch))).Perm(len(train)) {
		order[i] = train[j]
	}
	return order
}

// targets is what the visible units should say for each sample.
func targets(set *data.Set, low, high float64) [][]float64 {
	y := make([][]float64, set.Len())
	for i := range y {
		y[i] = make([]float64, set.Outputs())
		set.Target(y[i], i, low, high)
	}
	return y
}

// Predict is the class that the visible units say: that of the largest one, and
// of a single unit whether it is above the middle of low and high.
func Predict(visible []float64, low, high float64) int {
	if len(visible) == 1 {
		if visible[0] > (low+high)/2 {
			return 1
		}
		return 0
	}
	best := 0
	for i, v := range visible {
		if v > visible[best] {
			best = i
		}
	}
	return best
}
