package dynamics

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"

	"nudge/model"
)

// benchmarkCases calls f for each shape, number of chains and temperature.
func benchmarkCases(b *testing.B, f func(b *testing.B, net *model.Network, chains int, law Law)) {
	for _, layers := range [][]int{{2, 8, 1}, {64, 32, 16, 10}, {784, 500, 10}, {784, 512, 512, 10}} {
		net := shaped(b, model.HardSigmoid, layers...)
		for _, chains := range []int{1, 64} {
			for _, temperature := range []float64{0, 0.001} {
				name := fmt.Sprintf("%s/chains=%d/T=%v", dashed(layers), chains, temperature)
				b.Run(name, func(b *testing.B) {
					b.ReportAllocs()
					f(b, net, chains, Law{Step: 0.1, Temperature: temperature, Beta: 0.1})
				})
			}
		}
	}
}

func dashed(layers []int) string {
	name := fmt.Sprint(layers[0])
	for _, n := range layers[1:] {
		name += fmt.Sprint("-", n)
	}
	return name
}

// BenchmarkStep is one Langevin step of all chains.
func BenchmarkStep(b *testing.B) {
	benchmarkCases(b, func(b *testing.B, net *model.Network, chains int, law Law) {
		e := NewEnsemble(net, halves(net), chains, 1)
		for step := 0; b.Loop(); step++ {
			if err := e.Advance(law, step, 1, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkStepNaive is the same step as one writes it at first: MulVec for each
// of the two products of every layer, new vectors each time, the input's drive
// computed again, distuv.Normal for the noise.
func BenchmarkStepNaive(b *testing.B) {
	benchmarkCases(b, func(b *testing.B, net *model.Network, chains int, law Law) {
		n := newNaive(net)
		states := make([][]*mat.VecDense, chains)
		for c := range states {
			states[c] = n.start()
		}
		for b.Loop() {
			for c, s := range states {
				states[c] = n.step(s, law)
			}
		}
	})
}

func halves(net *model.Network) []float64 {
	s := make([]float64, net.Units())
	for i := range s {
		s[i] = 0.5
	}
	return s
}

// naive is a network as gonum matrices.
type naive struct {
	weights []*mat.Dense
	biases  []*mat.VecDense
	input   *mat.VecDense
	target  []float64
	normal  distuv.Normal
}

func newNaive(net *model.Network) *naive {
	spec := net.Spec()
	n := &naive{input: mat.NewVecDense(len(spec.Input), spec.Input), target: spec.Target, normal: distuv.Normal{Sigma: 1, Src: rand.NewPCG(1, 2)}}
	for k, rows := range spec.Weights {
		n.weights = append(n.weights, mat.NewDense(len(rows), len(spec.Biases[k]), slices.Concat(rows...)))
		n.biases = append(n.biases, mat.NewVecDense(len(spec.Biases[k]), spec.Biases[k]))
	}
	return n
}

// start is every layer from the input on, at one half.
func (n *naive) start() []*mat.VecDense {
	s := []*mat.VecDense{n.input}
	for _, bias := range n.biases {
		layer := mat.NewVecDense(bias.Len(), nil)
		for i := range bias.Len() {
			layer.SetVec(i, 0.5)
		}
		s = append(s, layer)
	}
	return s
}

func (n *naive) step(s []*mat.VecDense, law Law) []*mat.VecDense {
	rho := make([]*mat.VecDense, len(s))
	for k, layer := range s {
		rho[k] = mat.NewVecDense(layer.Len(), nil)
		for i := range layer.Len() {
			rho[k].SetVec(i, math.Max(0, math.Min(1, layer.AtVec(i))))
		}
	}
	next := []*mat.VecDense{n.input}
	for k := 1; k < len(s); k++ {
		drive := mat.NewVecDense(s[k].Len(), nil)
		drive.MulVec(n.weights[k-1].T(), rho[k-1])
		drive.AddVec(drive, n.biases[k-1])
		if k+1 < len(s) {
			above := mat.NewVecDense(s[k].Len(), nil)
			above.MulVec(n.weights[k], rho[k+1])
			drive.AddVec(drive, above)
		}
		next = append(next, mat.NewVecDense(s[k].Len(), nil))
		for i := range s[k].Len() {
			v := s[k].AtVec(i)
			force := drive.AtVec(i) - v
			if k+1 == len(s) {
				force += law.Beta * (n.target[i] - v)
			}
			v += law.Step * force
			if law.Temperature > 0 {
				v += math.Sqrt(2*law.Step*law.Temperature) * n.normal.Rand()
			}
			next[k].SetVec(i, math.Max(0, math.Min(1, v)))
		}
	}
	return next
}

// TestNaiveIsTheStep: the benchmarks compare like with like.
func TestNaiveIsTheStep(t *testing.T) {
	net := shaped(t, model.HardSigmoid, 20, 30, 10)
	n, law := newNaive(net), Law{Step: 0.1, Beta: 0.1}
	e, s := NewEnsemble(net, halves(net), 1, 1), n.start()
	for step := range 20 {
		if err := e.Advance(law, step, 1, nil); err != nil {
			t.Fatal(err)
		}
		s = n.step(s, law)
	}
	agrees(t, "the state", e.State, append(s[1].RawVector().Data, s[2].RawVector().Data...), 1e-13, 0)
}

// BenchmarkProducts is the least that a step of 784-500-10 can take: the two
// products of its one inner matrix.
func BenchmarkProducts(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	w, low, high := mat.NewDense(500, 10, nil), mat.NewVecDense(500, nil), mat.NewVecDense(10, nil)
	for i := range 500 {
		low.SetVec(i, rng.Float64())
		for j := range 10 {
			w.Set(i, j, rng.Float64())
		}
	}
	up, down := mat.NewVecDense(10, nil), mat.NewVecDense(500, nil)
	for b.Loop() {
		up.MulVec(w.T(), low)
		down.MulVec(w, high)
	}
}

// BenchmarkSettle is the way from the origin to rest.
func BenchmarkSettle(b *testing.B) {
	settleCases(b, func(b *testing.B, net *model.Network) float64 {
		out, err := Settle(net, make([]float64, net.Units()), 0)
		if err != nil {
			b.Fatal(err)
		}
		return float64(out.Evaluations)
	})
}

// BenchmarkSettleEuler is the same way in plain Euler steps, to the residual
// that Settle leaves.
func BenchmarkSettleEuler(b *testing.B) {
	settleCases(b, func(b *testing.B, net *model.Network) float64 {
		out, err := Settle(net, make([]float64, net.Units()), 0)
		if err != nil {
			b.Fatal(err)
		}
		s, force := make([]float64, net.Units()), make([]float64, net.Units())
		point, evaluations := net.At(s), 0.0
		for {
			point.Force(force)
			evaluations++
			if largest(force) <= max(out.Residual, 1e-15) {
				return evaluations
			}
			for i, f := range force {
				s[i] += 0.1 * f
			}
			point.Move(s)
		}
	})
}

func settleCases(b *testing.B, f func(b *testing.B, net *model.Network) float64) {
	for _, preset := range model.Presets() {
		b.Run(preset.Name, func(b *testing.B) {
			source, err := FromPreset(preset)
			if err != nil {
				b.Fatal(err)
			}
			net, err := source.Network(Settings{Knobs: DefaultKnobs(), Seed: 1, Sample: 1})
			if err != nil {
				b.Fatal(err)
			}
			evaluations := 0.0
			for b.Loop() {
				evaluations = f(b, net)
			}
			b.ReportMetric(evaluations, "evaluations")
		})
	}
}
