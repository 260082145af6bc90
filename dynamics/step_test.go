package dynamics

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"testing"

	"nudge/model"
)

// shaped is a network of these layers and activation, with weights that settle.
func shaped(t testing.TB, activation model.Activation, layers ...int) *model.Network {
	t.Helper()
	preset := model.Preset{Name: "shaped", Layers: layers, Activation: activation, Scale: 0.4, Bias: 0.5, Step: 0.1}
	net, err := preset.Draw(1)
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// plainStep is the step as the theory writes it, from the whole force of one
// chain.
func plainStep(net *model.Network, s []float64, law Law, xi []float64) []float64 {
	force, top := make([]float64, len(s)), len(s)-len(net.Target())
	point := net.At(s)
	for i := range force {
		force[i] = point.Slope[i]*point.Drive[i] - s[i]
		if net.Activation() == model.HardSigmoid {
			force[i] = point.Drive[i] - s[i]
		}
	}
	next := slices.Clone(s)
	for i := range s {
		pull := 0.0
		if i >= top {
			pull = net.Target()[i-top] - s[i]
		}
		next[i] = s[i] + law.Step*(force[i]+law.Beta*pull) + math.Sqrt(2*law.Step*law.Temperature)*xi[i]
		if net.Activation() == model.HardSigmoid {
			next[i] = min(max(next[i], 0), 1)
		}
		if law.Held && i >= top {
			next[i] = s[i] + law.Jump*pull
		}
	}
	return next
}

// laws are a free, a nudged, a noisy, and a held step.
var laws = []Law{
	{Step: 0.1},
	{Step: 0.2, Beta: 0.5},
	{Step: 0.1, Beta: -0.3, Temperature: 0.01},
	{Step: 0.1, Held: true, Jump: 0.4},
	{Step: 0.05, Held: true, Temperature: 0.1},
}

// TestStep holds the step to the formula, to a few roundings a step.
func TestStep(t *testing.T) {
	for a := range model.Linear + 1 {
		for _, law := range laws {
			t.Run(fmt.Sprint(a, law), func(t *testing.T) {
				net := shaped(t, a, 3, 6, 5, 4)
				const chains, steps = 35, 6
				start := make([]float64, net.Units())
				for i := range start {
					start[i] = 0.5 + 0.4*math.Sin(float64(i))
				}
				e := NewEnsemble(net, start, chains, 9)
				means := make([]float64, steps*net.Units())
				if err := e.Advance(law, 100, steps, means); err != nil {
					t.Fatal(err)
				}
				noise, xi := NewNoise(9, Thermal), make([]float64, net.Units())
				mean := make([]float64, len(means))
				for c := range chains {
					s := slices.Clone(start)
					for step := range steps {
						noise.Normal(xi, c, 100+step)
						s = plainStep(net, s, law, xi)
						for i, v := range s {
							mean[step*net.Units()+i] += v / chains
						}
					}
					agrees(t, fmt.Sprintf("chain %d", c), e.State[c*net.Units():(c+1)*net.Units()], s, 1e-14, 1e-15)
				}
				agrees(t, "the means", means, mean, 1e-14, 1e-15)
			})
		}
	}
}

// TestStepAllocatesNothing, for one chain and for many, with noise and without.
func TestStepAllocatesNothing(t *testing.T) {
	for a := range model.Linear + 1 {
		net := shaped(t, a, 20, 60, 40, 10)
		for _, chains := range []int{1, 64} {
			e := NewEnsemble(net, make([]float64, net.Units()), chains, 1)
			means, step := make([]float64, 2*net.Units()), 0
			for _, law := range laws {
				advance := func() {
					if err := e.Advance(law, step, 2, means); err != nil {
						t.Fatal(err)
					}
					step += 2
				}
				advance() // makes room for the sums
				if n := testing.AllocsPerRun(50, advance); n != 0 {
					t.Errorf("%v, %d chains, %v: %v allocations", a, chains, law, n)
				}
			}
		}
	}
}

// TestCoresDoNotMatter: a result is the same to the bit on any number of cores.
func TestCoresDoNotMatter(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	net := shaped(t, model.Tanh, 4, 30, 20, 10)
	var want, wantMeans []float64
	for _, cores := range []int{1, 2, 3, 4, 16} {
		runtime.GOMAXPROCS(cores)
		e := NewEnsemble(net, make([]float64, net.Units()), 200, 1)
		means := make([]float64, 40*net.Units())
		if err := e.Advance(Law{Step: 0.1, Temperature: 0.01, Beta: 0.1}, 0, 40, means); err != nil {
			t.Fatal(err)
		}
		if want == nil {
			want, wantMeans = slices.Clone(e.State), means
		}
		if !slices.Equal(e.State, want) || !slices.Equal(means, wantMeans) {
			t.Errorf("%d cores give another result", cores)
		}
	}
}

// TestMeanIsTheSame: the mean read off the chains is the mean that a step gives.
func TestMeanIsTheSame(t *testing.T) {
	net := shaped(t, model.Tanh, 4, 5, 3)
	for _, chains := range []int{1, 2, 31, 32, 33, 100} {
		e := NewEnsemble(net, make([]float64, net.Units()), chains, 1)
		means, mean := make([]float64, net.Units()), make([]float64, net.Units())
		if err := e.Advance(Law{Step: 0.1, Temperature: 0.01}, 0, 1, means); err != nil {
			t.Fatal(err)
		}
		if e.mean(mean); !slices.Equal(mean, means) {
			t.Errorf("%d chains have two means", chains)
		}
	}
}

// TestEarliestDivergence: of many chains the first step and layer that leave
// every range are named, on any number of cores.
func TestEarliestDivergence(t *testing.T) {
	net := shaped(t, model.Linear, 2, 4, 3)
	for _, cores := range []int{1, 2, 4} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		e := NewEnsemble(net, make([]float64, net.Units()), 200, 1)
		for i := range e.State[150*net.Units() : 151*net.Units()] {
			e.State[150*net.Units()+i] = 1e5
		}
		err := e.Advance(Law{Step: 0.1, Beta: -300, Temperature: 1e-4}, 7, 100, nil)
		if want := (Divergence{Step: 7, Layer: 2}); err == nil || *err.(*Divergence) != want {
			t.Errorf("%d cores: %v", cores, err)
		}
	}
}

func TestAdvanceShape(t *testing.T) {
	net := shaped(t, model.Linear, 2, 4, 3)
	defer func() {
		if message := recover(); message != "dynamics: means of 2 steps want 14 values, not 7" {
			t.Errorf("panics with %v", message)
		}
	}()
	_ = NewEnsemble(net, make([]float64, 7), 1, 1).Advance(Law{Step: 0.1}, 0, 2, make([]float64, 7))
}
