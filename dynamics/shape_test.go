package dynamics

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"nudge/model"
	"nudge/model/data"
)

// shapely is a source that could be made.
func shapely(t *testing.T, source *Source, err error) *Source {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return source
}

// filled is a folder, which is the present one, with net.json, net.npz and own.csv.
func filled(t *testing.T) {
	t.Helper()
	arrays, err := os.ReadFile("../model/testdata/npz/plain.npz")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	net, err := model.Lesson().Draw(1)
	if err != nil {
		t.Fatal(err)
	}
	err = errors.Join(
		net.Save("net.json"), os.WriteFile("net.npz", arrays, 0o644),
		os.WriteFile("own.csv", []byte("1,2,yes\n2,1,no\n3,3,maybe\n"), 0o644),
	)
	if err != nil {
		t.Fatal(err)
	}
}

// TestShape: in words and back, from another folder, every source is itself.
func TestShape(t *testing.T) {
	filled(t)
	small, own := model.Iris(), model.Iris()
	small.Layers, small.Activation = []int{4, 5, 3}, model.Sigmoid
	own.Layers, own.Data = []int{2, 7, 3}, "own.csv"
	arrays, err := model.LoadNPZ("net.npz", model.Sigmoid)
	if err != nil {
		t.Fatal(err)
	}
	iris, err := data.Open("iris")
	if err != nil {
		t.Fatal(err)
	}
	var sources []*Source
	for _, p := range append(model.Presets(), small, own) {
		source, err := FromPreset(p)
		sources = append(sources, shapely(t, source, err))
	}
	source, err := FromFile("net.json")
	sources = append(sources, shapely(t, source, err))
	for _, set := range []*data.Set{nil, iris} {
		source, err = FromNetwork("net.npz", arrays, set)
		sources = append(sources, shapely(t, source, err))
	}
	var texts [][]byte
	for _, source := range sources {
		text, err := json.Marshal(source.Shape())
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text)
	}
	t.Chdir(t.TempDir())
	for i, source := range sources {
		var shape Shape
		if err := json.Unmarshal(texts[i], &shape); err != nil {
			t.Fatal(err)
		}
		again, err := shape.Source()
		if err != nil {
			t.Errorf("%s: %v", texts[i], err)
			continue
		}
		set := Settings{Knobs: DefaultKnobs(), Seed: 3, Sample: again.Samples()}
		was, err1 := source.Network(set)
		is, err2 := again.Network(set)
		if err := errors.Join(err1, err2); err != nil || !reflect.DeepEqual(was.Spec(), is.Spec()) || !again.Shape().Same(shape) {
			t.Errorf("%s opens another network, %v", texts[i], err)
		}
	}
}

// TestShapeOfOld: where only the preset is said, it is the preset as it is.
func TestShapeOfOld(t *testing.T) {
	source, err := Shape{Network: "iris"}.Source()
	source = shapely(t, source, err)
	if shape := source.Shape(); !shape.Same(Shape{Network: "iris"}) || shape.String() != "iris 4-8-6-3 tanh" || shape.Same(Shape{Network: "xor"}) {
		t.Errorf("iris is %s", shape)
	}
}

// TestShapeGone: what is not there, or is another by now, is refused.
func TestShapeGone(t *testing.T) {
	filled(t)
	source, err := FromFile("net.json")
	file := shapely(t, source, err).Shape()
	other, err := model.Xor().Draw(1)
	if err == nil {
		err = other.Save("net.json")
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.Source(); err == nil || !strings.Contains(err.Error(), "net.json 4-8-8-8-3 tanh, and is ") {
		t.Errorf("another network in the file: %v", err)
	}
	if err := os.Remove("net.json"); err != nil {
		t.Fatal(err)
	}
	if _, err := file.Source(); !errors.Is(err, fs.ErrNotExist) || !filepath.IsAbs(file.Network) {
		t.Errorf("no file: %v", err)
	}
	for says, shape := range map[string]Shape{
		"it was lesson 4-5-3 tanh, and is lesson 4-8-8-8-3 tanh now": {"lesson", []int{4, 5, 3}, "tanh", ""},
		"do not fit":            {"iris", []int{7, 3}, "tanh", "iris"},
		"layers":                {"iris", []int{-4}, "tanh", ""},
		"unknown":               {"iris", []int{4, 3}, "loud", "iris"},
		"no data set \"gone.c":  {"iris", []int{4, 3}, "tanh", "gone.csv"},
		"no data set \"gone2.c": {"net.npz", []int{4, 3}, "tanh", "gone2.csv"},
	} {
		if _, err := shape.Source(); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v, want %q", shape, err, says)
		}
	}
}
