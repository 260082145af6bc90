package cli

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// reference is one network with answers computed by an independent
// implementation.
type reference struct {
	Network json.RawMessage
	Step    float64
	Beta    float64
	Frames  int
	Expect  struct {
		Stationary  [][]float64
		Energy      float64                    `json:"energy_at_stationary"`
		Hessian     struct{ Min, Max float64 } `json:"hessian_eigenvalues"`
		Cost        float64
		Backprop    [][]float64
		BPTT        [][][]float64
		Derivatives [][][]float64
		States      [][][]float64 `json:"nudged_states"`
		Equilibrium struct {
			Weights [][][]float64
			Biases  [][]float64
		} `json:"equilibrium_gradient"`
	}
}

// references calls f with each case and the file of its network.
func references(t *testing.T, f func(t *testing.T, ref reference, network string)) {
	files, err := filepath.Glob("../../model/testdata/*.json")
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
			path := filepath.Join(t.TempDir(), "net.json")
			if err := os.WriteFile(path, ref.Network, 0o644); err != nil {
				t.Fatal(err)
			}
			f(t, ref, path)
		})
	}
}

// same holds got to the tolerance of the reference.
func same(t *testing.T, what string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	var off, size float64
	for i := range want {
		off, size = off+(got[i]-want[i])*(got[i]-want[i]), size+want[i]*want[i]
	}
	if limit := 1e-9*math.Sqrt(size) + 1e-14*math.Sqrt(float64(len(want))); !(math.Sqrt(off) <= limit) {
		t.Errorf("%s: off by %.3g, allowed %.3g", what, math.Sqrt(off), limit)
	}
}

func flat(layers [][]float64) []float64 { return slices.Concat(layers...) }

// succeed runs the program, which must succeed silently.
func succeed(t *testing.T, args ...string) []byte {
	t.Helper()
	var out, errs bytes.Buffer
	if code := Main(args, strings.NewReader(""), &out, &errs); code != 0 || errs.Len() > 0 {
		t.Fatalf("%v: exit code %d: %s", args, code, errs.String())
	}
	return out.Bytes()
}

// decode refuses fields that the format does not have.
func decode(t *testing.T, data []byte, into any) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		t.Fatalf("%v in %.200s", err, data)
	}
}

type startLine struct {
	Record     string
	Schema     int
	Seed       uint64
	Knobs      map[string]float64
	Layers     []int
	Activation string
	Stationary [][]float64
	Residual   float64
	Energy     float64
	Cost       float64
	Hessian    *struct{ Min, Max float64 }
	Backprop   [][]float64
}

type frameLine struct {
	Record string
	Frame  int
	Time   float64
	Phase  string
	Energy *float64
	Cost   float64
	Layers []struct {
		Layer, Hops          int
		Reached              bool
		State                []float64
		Derivative, Gradient []float64
		Cosine, Angle        *float64
		SignsAgree           int `json:"signs_agree"`
		SignsCounted         int `json:"signs_counted"`
		Scale                *float64
		RelativeError        *float64 `json:"relative_error"`
	}
}

func TestRunMatchesReference(t *testing.T) {
	references(t, func(t *testing.T, ref reference, network string) {
		lines := bytes.Split(bytes.TrimSpace(succeed(t, "run", "--network", network, "--format", "ndjson", "--reference", "bptt",
			"--frames", strconv.Itoa(ref.Frames), "--beta", number64(ref.Beta), "--step", number64(ref.Step))), []byte("\n"))
		if len(lines) != 1+ref.Frames {
			t.Fatalf("%d lines for %d frames", len(lines), ref.Frames)
		}
		var start startLine
		decode(t, lines[0], &start)
		checkStart(t, start, ref)
		for n, line := range lines[1:] {
			var f frameLine
			decode(t, line, &f)
			checkFrame(t, f, n, ref)
		}
	})
}

func checkStart(t *testing.T, start startLine, ref reference) {
	if start.Record != "start" || start.Schema != 1 || start.Seed != 1 || start.Knobs["beta"] != ref.Beta || start.Knobs["step"] != ref.Step ||
		len(start.Layers) != len(ref.Expect.Stationary)+1 || !(start.Residual < 1e-12) {
		t.Errorf("start record: %+v", start)
	}
	same(t, "stationary", flat(start.Stationary), flat(ref.Expect.Stationary))
	same(t, "backprop", flat(start.Backprop), flat(ref.Expect.Backprop))
	same(t, "energy and cost", []float64{start.Energy, start.Cost}, []float64{ref.Expect.Energy, ref.Expect.Cost})
	same(t, "hessian", []float64{start.Hessian.Min, start.Hessian.Max}, []float64{ref.Expect.Hessian.Min, ref.Expect.Hessian.Max})
}

func checkFrame(t *testing.T, f frameLine, n int, ref reference) {
	depth := len(ref.Expect.Stationary)
	if f.Record != "frame" || f.Frame != n+1 || f.Phase != "nudged" || f.Energy == nil || math.Abs(f.Time-ref.Step*float64(n+1)) > 1e-12 || len(f.Layers) != depth {
		t.Fatalf("frame %d: %+v", n+1, f)
	}
	for i, l := range f.Layers {
		same(t, "state", l.State, ref.Expect.States[n][i])
		same(t, "derivative", l.Derivative, ref.Expect.Derivatives[n][i])
		same(t, "bptt", l.Gradient, ref.Expect.BPTT[n][i])
		if l.Layer != i+1 || l.Hops != depth-l.Layer || l.Reached != (f.Frame > l.Hops) {
			t.Errorf("frame %d: %+v", f.Frame, l)
		}
		if !l.Reached && (l.Cosine != nil || l.Angle != nil || l.Scale != nil || l.RelativeError != nil || l.SignsCounted != 0) {
			t.Errorf("frame %d, layer %d has numbers before it is reached", f.Frame, l.Layer)
		}
		if l.Reached && l.Cosine != nil {
			checkAgreement(t, l.Derivative, l.Gradient, *l.Cosine, *l.Scale, *l.RelativeError, ref.Beta)
		}
	}
}

// checkAgreement computes the agreement again, plainly.
func checkAgreement(t *testing.T, d, g []float64, cosine, scale, relative, beta float64) {
	t.Helper()
	var dd, gg, dg, off float64
	for i := range d {
		v := d[i] / -beta
		dd, gg, dg, off = dd+v*v, gg+g[i]*g[i], dg+v*g[i], off+(v-g[i])*(v-g[i])
	}
	for _, pair := range [][2]float64{{cosine, dg / math.Sqrt(dd*gg)}, {scale, math.Sqrt(dd / gg)}, {relative, math.Sqrt(off / gg)}} {
		if !(math.Abs(pair[0]-pair[1]) < 1e-9) {
			t.Errorf("agreement %v, want %v", pair[0], pair[1])
		}
	}
}

func TestCheckMatchesReference(t *testing.T) {
	references(t, func(t *testing.T, ref reference, network string) {
		var got struct {
			Schema       int
			Stationary   [][]float64
			Residual     float64
			Energy, Cost float64
			Backprop     [][]float64
			Equilibrium  struct {
				Weights [][][]float64
				Biases  [][]float64
			} `json:"equilibrium_gradient"`
			EP struct {
				Beta    float64
				Weights [][][]float64
			} `json:"ep_symmetric"`
			Rows []struct {
				Quantity         string
				Error, Tolerance float64
				OK               bool
			}
		}
		decode(t, succeed(t, "check", "--network", network, "--format", "json"), &got)
		same(t, "stationary", flat(got.Stationary), flat(ref.Expect.Stationary))
		same(t, "backprop", flat(got.Backprop), flat(ref.Expect.Backprop))
		same(t, "energy and cost", []float64{got.Energy, got.Cost}, []float64{ref.Expect.Energy, ref.Expect.Cost})
		for k := range ref.Expect.Equilibrium.Weights {
			same(t, "∂C/∂W", flat(got.Equilibrium.Weights[k]), flat(ref.Expect.Equilibrium.Weights[k]))
			same(t, "∂C/∂b", got.Equilibrium.Biases[k], ref.Expect.Equilibrium.Biases[k])
		}
		if got.Schema != 1 || got.EP.Beta != 1e-3 || len(got.EP.Weights) != len(ref.Expect.Backprop) || len(got.Rows) != len(ref.Expect.Backprop)+5 {
			t.Errorf("schema %d, β %v, %d rows", got.Schema, got.EP.Beta, len(got.Rows))
		}
		for _, row := range got.Rows {
			if !row.OK || !(row.Error <= row.Tolerance) || row.Tolerance != 0.01 || row.Quantity == "" {
				t.Errorf("%+v", row)
			}
		}
	})
}

func number64(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
