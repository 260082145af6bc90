package dynamics

import (
	"math"
	"slices"
	"testing"
)

// draws is the noise of a seed for chains × steps × units.
func draws(seed uint64, stream Stream, chains, steps, units int) [][][]float64 {
	noise := NewNoise(seed, stream)
	all := make([][][]float64, chains)
	for c := range all {
		all[c] = make([][]float64, steps)
		for s := range all[c] {
			all[c][s] = make([]float64, units)
			noise.Normal(all[c][s], c, s)
		}
	}
	return all
}

// TestNoiseIsAFunction: a draw depends on seed, stream, chain and step alone,
// not on what was drawn before.
func TestNoiseIsAFunction(t *testing.T) {
	all := draws(5, Thermal, 4, 6, 9)
	noise, got := NewNoise(5, Thermal), make([]float64, 9)
	for _, at := range [][2]int{{3, 5}, {0, 0}, {2, 1}, {2, 1}, {0, 5}, {3, 0}} {
		noise.Normal(got, at[0], at[1])
		if !slices.Equal(got, all[at[0]][at[1]]) {
			t.Errorf("chain %d step %d is drawn differently the second time", at[0], at[1])
		}
	}
	short := make([]float64, 3)
	if noise.Normal(short, 2, 1); !slices.Equal(short, all[2][1][:3]) {
		t.Error("a shorter draw has other numbers")
	}
}

// TestNoiseKeys: no two keys share a number, for neighbours in chain, step,
// seed and stream, and for keys that add up to the same.
func TestNoiseKeys(t *testing.T) {
	seen := map[float64]string{}
	for _, seed := range []uint64{0, 1, 2, math.MaxUint64} {
		for _, stream := range []Stream{Thermal, Thermal + 1} {
			for c, steps := range draws(seed, stream, 20, 20, 5) {
				for s, units := range steps {
					for _, v := range units {
						if _, twice := seen[v]; twice {
							t.Fatalf("seed %d stream %d chain %d step %d repeats a number", seed, stream, c, s)
						}
						seen[v] = ""
					}
				}
			}
		}
	}
}

func dotted(a, b []float64) float64 {
	var sum float64
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// TestNoiseAllocatesNothing.
func TestNoiseAllocatesNothing(t *testing.T) {
	noise, dst := NewNoise(1, Thermal), make([]float64, 10)
	if n := testing.AllocsPerRun(100, func() { noise.Normal(dst, 3, 4) }); n != 0 {
		t.Errorf("%v allocations a draw", n)
	}
}
