package dynamics

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"
)

// generator fills dst with the standard normal numbers of a chain at a step.
type generator func(dst []float64, chain, step int)

// keyed is the generator of the dynamics.
func keyed(seed uint64) generator { return NewNoise(seed, Thermal).Normal }

// streaming takes the numbers from one stream as they come.
func streaming(seed uint64) generator {
	rng := rand.New(rand.NewPCG(seed, 0))
	return func(dst []float64, _, _ int) {
		for i := range dst {
			dst[i] = rng.NormFloat64()
		}
	}
}

func scaled(factor float64) generator {
	right := keyed(11)
	return func(dst []float64, chain, step int) {
		right(dst, chain, step)
		for i := range dst {
			dst[i] *= factor
		}
	}
}

// rekeyed forgets a part of the key, or mixes it badly.
func rekeyed(key func(chain, step int) (int, int)) generator {
	right := keyed(11)
	return func(dst []float64, chain, step int) {
		chain, step = key(chain, step)
		right(dst, chain, step)
	}
}

var (
	scales = map[string]generator{"noise × 1.02": scaled(1.02), "noise × √2": scaled(math.Sqrt2)}
	keys   = map[string]generator{
		"reused over steps":  rekeyed(func(chain, _ int) (int, int) { return chain, 0 }),
		"reused over chains": rekeyed(func(_, step int) (int, int) { return 0, step }),
		"chain plus step":    rekeyed(func(chain, step int) (int, int) { return chain + step, 0 }),
		"blocks of chains":   rekeyed(func(chain, step int) (int, int) { return chain % blockChains, step }),
	}
)

// A million numbers are drawn for as many chains and steps, and as few units as
// a small network has: what comes first after a key matters most.
const drawnChains, drawnSteps, drawnUnits = 250, 250, 16

func million(normal generator) []float64 {
	all := make([]float64, drawnChains*drawnSteps*drawnUnits)
	for i := 0; i < len(all); i += drawnUnits {
		normal(all[i:i+drawnUnits], i/drawnUnits/drawnSteps, i/drawnUnits%drawnSteps)
	}
	return all
}

// fair runs a test of a million numbers on the keyed generator and on a plain
// stream, which must pass, and on wrong ones.
func fair(t *testing.T, wrong map[string]generator, worst func(all []float64) float64) {
	test := func(_ *testing.T, normal generator) float64 { return worst(million(normal)) }
	t.Run("stream", func(t *testing.T) { holds(t, streaming(12), nil, test) })
	t.Run("keyed", func(t *testing.T) { holds(t, keyed(11), wrong, test) })
}

// TestNoiseMoments: the raw moments 1 to 4 of n normal numbers have variances 1,
// 2, 15 and 96 over n.
func TestNoiseMoments(t *testing.T) {
	fair(t, scales, func(all []float64) (worst float64) {
		n := float64(len(all))
		var sum [4]float64
		for _, v := range all {
			for p, power := 0, v; p < 4; p, power = p+1, power*v {
				sum[p] += power
			}
		}
		for p, moment := range []struct{ mean, variance float64 }{{0, 1}, {1, 2}, {0, 15}, {3, 96}} {
			worst = max(worst, math.Abs(sum[p]/n-moment.mean)/math.Sqrt(moment.variance/n))
		}
		return worst
	})
}

// TestNoiseIsIndependent: the mean product of neighbours in chain, step and unit,
// and along the diagonals, has deviation 1/√n over n pairs.
func TestNoiseIsIndependent(t *testing.T) {
	lags := []struct{ chain, step, unit int }{
		{1, 0, 0},
		{2, 0, 0},
		{blockChains, 0, 0},
		{0, 1, 0},
		{0, 2, 0},
		{0, 10, 0},
		{0, 0, 1},
		{0, 0, 2},
		{1, 1, 0},
		{1, -1, 0},
		{1, 0, 1},
		{0, 1, 1},
		{0, 1, -1},
	}
	fair(t, keys, func(all []float64) (worst float64) {
		at := func(chain, step, unit int) float64 { return all[(chain*drawnSteps+step)*drawnUnits+unit] }
		for _, d := range lags {
			var sum, n float64
			for c := range drawnChains - d.chain {
				for s := max(0, -d.step); s < drawnSteps-max(0, d.step); s++ {
					for u := max(0, -d.unit); u < drawnUnits-max(0, d.unit); u++ {
						sum += at(c, s, u) * at(c+d.chain, s+d.step, u+d.unit)
						n++
					}
				}
			}
			worst = max(worst, math.Abs(sum)/math.Sqrt(n))
		}
		return worst
	})
}

// TestNoiseOfSeeds: neighbouring seeds have nothing in common.
func TestNoiseOfSeeds(t *testing.T) {
	one := million(keyed(11))
	worst := func(_ *testing.T, other generator) float64 {
		return math.Abs(dotted(one, million(other))) / math.Sqrt(float64(len(one)))
	}
	holds(t, keyed(12), map[string]generator{"the same seed": keyed(11)}, worst)
}

// TestNoiseIsNormal: the Kolmogorov-Smirnov distance of a million numbers from the
// normal distribution, and from a plain stream of as many.
func TestNoiseIsNormal(t *testing.T) {
	plain := million(streaming(13))
	slices.Sort(plain)
	wrong := map[string]generator{"noise × 1.02": scales["noise × 1.02"], "noise × √2": scales["noise × √2"], "reused over steps": keys["reused over steps"]}
	t.Run("distribution", func(t *testing.T) {
		fair(t, wrong, func(all []float64) float64 {
			slices.Sort(all)
			return kolmogorov(fromNormal(all), float64(len(all)))
		})
	})
	t.Run("stream", func(t *testing.T) {
		fair(t, wrong, func(all []float64) float64 {
			slices.Sort(all)
			return kolmogorov(stat.KolmogorovSmirnov(all, nil, plain, nil), float64(len(all))/2)
		})
	})
}

// fromNormal is the largest distance of the empirical distribution function of
// sorted numbers from that of the standard normal distribution.
func fromNormal(sorted []float64) (distance float64) {
	n := float64(len(sorted))
	for i, v := range sorted {
		p := math.Erfc(-v/math.Sqrt2) / 2
		distance = max(distance, p-float64(i)/n, float64(i+1)/n-p)
	}
	return distance
}

// kolmogorov is by how many standard errors a normal number would have to be off
// to be as rare as a Kolmogorov-Smirnov distance over n numbers: the chance of a
// larger one is 2 Σ (−1)^(j−1) exp(−2j²nd²) for many.
func kolmogorov(distance, n float64) float64 {
	var p float64
	for j := 1.0; j <= 100; j++ {
		p -= 2 * math.Cos(math.Pi*j) * math.Exp(-2*j*j*n*distance*distance)
	}
	return math.Sqrt2 * math.Erfcinv(min(1, max(0, p)))
}
