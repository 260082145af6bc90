package dynamics

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"nudge/model"
)

// reference is one network with answers computed by an independent
// implementation (NumPy states, automatic differentiation for gradients).
type reference struct {
	Network model.Spec `json:"network"`
	Step    float64    `json:"step"`
	Beta    float64    `json:"beta"`
	Frames  int        `json:"frames"`
	Expect  struct {
		Stationary  [][]float64   `json:"stationary"`
		Backprop    [][]float64   `json:"backprop"`
		BPTT        [][][]float64 `json:"bptt"`
		States      [][][]float64 `json:"nudged_states"`
		Derivatives [][][]float64 `json:"derivatives"`
		EPSymmetric struct {
			Beta    float64       `json:"beta"`
			Weights [][][]float64 `json:"weights"`
		} `json:"ep_symmetric"`
	} `json:"expect"`
}

func flat(layers [][]float64) []float64 {
	var s []float64
	for _, l := range layers {
		s = append(s, l...)
	}
	return s
}

// agrees holds got to the tolerance of the reference: ‖a − b‖ ≤ rel ‖b‖ + abs √n.
func agrees(t *testing.T, what string, got, want []float64, rel, abs float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	diff := make([]float64, len(got))
	for i := range want {
		diff[i] = got[i] - want[i]
	}
	if limit := rel*norm(want) + abs*math.Sqrt(float64(len(want))); !(norm(diff) <= limit) {
		t.Errorf("%s: off by %.3g, allowed %.3g", what, norm(diff), limit)
	}
}

// references calls f with each case and its network written as a file.
func references(t *testing.T, f func(t *testing.T, ref reference, source *Source)) {
	files, err := filepath.Glob("../model/testdata/*.json")
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
			net, err := model.New(ref.Network)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "net.json")
			if err := net.Save(path); err != nil {
				t.Fatal(err)
			}
			source, err := FromFile(path)
			if err != nil {
				t.Fatal(err)
			}
			f(t, ref, source)
		})
	}
}

func TestRunMatchesReference(t *testing.T) {
	references(t, func(t *testing.T, ref reference, source *Source) {
		set := Settings{Knobs: DefaultKnobs(), On: true, Sample: 1}
		set.Step, set.Beta = ref.Step, ref.Beta
		run, err := NewRun(source, set, 500)
		if err != nil {
			t.Fatal(err)
		}
		var f Frame
		run.Observe(&f, Backprop)
		agrees(t, "stationary", f.State, flat(ref.Expect.Stationary), 1e-9, 1e-14)
		agrees(t, "backprop", f.Gradient, flat(ref.Expect.Backprop), 1e-9, 1e-14)
		for n := range ref.Frames {
			if _, err := run.Advance(1, 0); err != nil {
				t.Fatal(err)
			}
			run.Observe(&f, BPTT)
			agrees(t, "state", f.State, flat(ref.Expect.States[n]), 1e-9, 1e-14)
			agrees(t, "derivative", f.Derivative, flat(ref.Expect.Derivatives[n]), 1e-9, 1e-14)
			agrees(t, "bptt", f.Gradient, flat(ref.Expect.BPTT[n]), 1e-9, 1e-14)
		}
	})
}
