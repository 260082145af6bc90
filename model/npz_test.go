package model

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// stationary is a point that NumPy found for the network of a file.
type stationary struct {
	File       string
	Activation string
	Layers     []int
	Input      []float64
	Target     []float64 // nil where the file has none
	Stationary [][]float64
}

func expected(t *testing.T) []stationary {
	t.Helper()
	text, err := os.ReadFile("testdata/npz/expect.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []stationary
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) != 24 {
		t.Fatalf("%d cases, want 24", len(all))
	}
	return all
}

func arraysOf(t *testing.T, file string, a Activation) *Network {
	t.Helper()
	n, err := LoadNPZ(filepath.Join("testdata/npz", file), a)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestLoadNPZ: no force at the points where NumPy's iteration came to rest.
func TestLoadNPZ(t *testing.T) {
	for _, want := range expected(t) {
		activation, err := ParseActivation(want.Activation)
		if err != nil {
			t.Fatal(err)
		}
		n := arraysOf(t, want.File, activation)
		if !slices.Equal(n.Sizes(), want.Layers) || n.Activation() != activation || !slices.Equal(n.Input(), want.Input) {
			t.Errorf("%s %s: layers %v, %v, input %v", want.File, want.Activation, n.Sizes(), n.Activation(), n.Input())
			continue
		}
		if want.Target == nil { // high for the first unit
			low, high := activation.TargetRange()
			want.Target = slices.Repeat([]float64{low}, n.Size(n.Depth()))
			want.Target[0] = high
		}
		if !slices.Equal(n.Target(), want.Target) {
			t.Errorf("%s %s: target %v, want %v", want.File, want.Activation, n.Target(), want.Target)
		}
		force := make([]float64, n.Units())
		n.At(flat(want.Stationary)).Force(force)
		within(t, want.File+": force at rest", force, make([]float64, len(force)), 1e-13)
	}
}

// TestLoadNPZEqual: however the arrays are laid out, the network is the same.
func TestLoadNPZEqual(t *testing.T) {
	want := arraysOf(t, "plain.npz", Tanh).Spec()
	for _, file := range []string{"packed", "fortran", "torch", "view", "column", "big-endian"} {
		if diff := cmp.Diff(want, arraysOf(t, file+".npz", Tanh).Spec(), bits); diff != "" {
			t.Errorf("%s: %s", file, diff)
		}
	}
	with := arraysOf(t, "feedback.npz", Tanh).Spec()
	if len(with.Feedback) != 2 || len(with.Feedback[0]) != 6 || len(with.Feedback[1]) != 5 {
		t.Errorf("feedback %v", with.Feedback)
	}
	with.Feedback = nil
	if diff := cmp.Diff(want, with, bits); diff != "" {
		t.Errorf("feedback: %s", diff)
	}
	n, err := Load("testdata/npz/plain.npz") // by its name
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, n.Spec(), bits); diff != "" {
		t.Error(diff)
	}
}

func TestIsNPZ(t *testing.T) {
	for path, want := range map[string]bool{"net.npz": true, "a.b/NET.NPZ": true, "net.json": false, "npz": false, "net.npz/x": false, "": false} {
		if IsNPZ(path) != want {
			t.Errorf("%q: %v", path, !want)
		}
	}
}
