package model

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"
)

// reference is one network with answers computed by an independent
// implementation (NumPy and automatic differentiation).
type reference struct {
	Network json.RawMessage `json:"network"`
	Step    float64         `json:"step"`
	Beta    float64         `json:"beta"`
	Frames  int             `json:"frames"`
	Expect  struct {
		Probe struct {
			State  [][]float64 `json:"state"`
			Energy float64     `json:"energy"`
			Force  [][]float64 `json:"force"`
		} `json:"probe"`
		EnergyAtZero       float64                    `json:"energy_at_zero"`
		Stationary         [][]float64                `json:"stationary"`
		EnergyAtStationary float64                    `json:"energy_at_stationary"`
		Hessian            struct{ Min, Max float64 } `json:"hessian_eigenvalues"`
		Cost               float64                    `json:"cost"`
		Backprop           [][]float64                `json:"backprop"`
		BPTT               [][][]float64              `json:"bptt"`
		Equilibrium        Gradient                   `json:"equilibrium_gradient"`
	} `json:"expect"`
}

func flat(layers [][]float64) []float64 {
	var s []float64
	for _, l := range layers {
		s = append(s, l...)
	}
	return s
}

// close is the tolerance of the reference: ‖a − b‖ ≤ 1e-9 ‖b‖ + 1e-14 √n.
func closeTo(t *testing.T, what string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	var diff, norm float64
	for i := range want {
		diff += (got[i] - want[i]) * (got[i] - want[i])
		norm += want[i] * want[i]
	}
	if limit := 1e-9*math.Sqrt(norm) + 1e-14*math.Sqrt(float64(len(want))); !(math.Sqrt(diff) <= limit) {
		t.Errorf("%s: off by %.3g, allowed %.3g", what, math.Sqrt(diff), limit)
	}
}

func TestReference(t *testing.T) {
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) != 5 {
		t.Fatalf("%d reference cases, want 5 (%v)", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var ref reference
			if err := json.Unmarshal(data, &ref); err != nil {
				t.Fatal(err)
			}
			net, err := Read(bytes.NewReader(ref.Network))
			if err != nil {
				t.Fatal(err)
			}
			checkReference(t, net, ref)
		})
	}
}

func checkReference(t *testing.T, net *Network, ref reference) {
	got := make([]float64, net.Units())
	probe := net.At(flat(ref.Expect.Probe.State))
	closeTo(t, "energy", []float64{probe.Energy()}, []float64{ref.Expect.Probe.Energy})
	probe.Force(got)
	closeTo(t, "force", got, flat(ref.Expect.Probe.Force))
	closeTo(t, "energy at zero", []float64{net.At(make([]float64, net.Units())).Energy()}, []float64{ref.Expect.EnergyAtZero})

	rest := net.At(flat(ref.Expect.Stationary))
	closeTo(t, "energy at s*", []float64{rest.Energy()}, []float64{ref.Expect.EnergyAtStationary})
	closeTo(t, "cost", []float64{rest.Cost()}, []float64{ref.Expect.Cost})
	rest.Backprop(got)
	closeTo(t, "backprop", got, flat(ref.Expect.Backprop))
	jacobian := rest.Jacobian()
	low, high, ok := jacobian.Extremes(0)
	if !ok {
		t.Error("no Hessian on a symmetric network")
	}
	closeTo(t, "Hessian extremes", []float64{low, high}, []float64{ref.Expect.Hessian.Min, ref.Expect.Hessian.Max})

	rest.CostGradient(got)
	scratch := make([]float64, 2*net.Units())
	for _, want := range ref.Expect.BPTT {
		closeTo(t, "bptt", got, flat(want))
		jacobian.Back(got, ref.Step, scratch)
	}
	gradient, err := rest.EquilibriumGradient()
	if err != nil {
		t.Fatal(err)
	}
	for k := range gradient.Weights {
		closeTo(t, "∂C/∂W", flat(gradient.Weights[k]), flat(ref.Expect.Equilibrium.Weights[k]))
		closeTo(t, "∂C/∂b", gradient.Biases[k], ref.Expect.Equilibrium.Biases[k])
	}
}
