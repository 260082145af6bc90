package learn

import (
	"math"
	"math/rand/v2"

	"nudge/model/data"
)

// Streams of random numbers, beside that of the weights: the first one is of
// Split, the others are of Seed.
const (
	splitStream = 0x5911 << 32
	orderStream = 0x0DE5 << 32
	trialStream = 0x7A1A << 32
)

// tests is how many of n samples are kept for testing: the fraction, rounded up.
func (r Recipe) tests(n int) int { return int(math.Ceil(r.TestFraction*float64(n) - 1e-9)) }

// split gives the samples to learn from and those to test with: the parts that the
// data bring where the test fraction is 0, else those of a drawn permutation of all.
// With Validate those to test with are put aside, and a part of the others, drawn by
// the seed, is what is tested with.
func (r Recipe) split(set *data.Set) (train, test []int) {
	n := set.Len()
	if r.TestFraction == 0 && set.Test > 0 {
		for i := range n {
			train = append(train, i)
		}
		return train[:set.Test:set.Test], train[set.Test:]
	}
	all := rand.New(rand.NewPCG(r.Split, splitStream)).Perm(n)
	train, test = all[:n-r.tests(n)], all[n-r.tests(n):]
	if !r.Validate {
		return train, test
	}
	mixed := shuffled(train, rand.NewPCG(r.Seed, trialStream))
	return mixed[:len(train)-r.tests(len(train))], mixed[len(train)-r.tests(len(train)):]
}

// order is the order of the samples in one pass. It depends on seed and epoch
// alone, so that a resumed training goes on as if it had not been interrupted.
func (r Recipe) order(train []int, epoch int) []int {
	return shuffled(train, rand.NewPCG(r.Seed, orderStream|uint64(epoch)))
}

func shuffled(of []int, source rand.Source) []int {
	mixed := make([]int, len(of))
	for i, j := range rand.New(source).Perm(len(of)) {
		mixed[i] = of[j]
	}
	return mixed
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
