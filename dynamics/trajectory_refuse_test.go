package dynamics

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"nudge/model"
)

// npyOf is an npy file as NumPy writes it, with the shape and type that the
// header says and the numbers that it is given.
func npyOf(kind, shape string, values ...float64) []byte {
	return npyWith(fmt.Sprintf("{'descr': '%s', 'fortran_order': False, 'shape': %s, }", kind, shape), values...)
}

func npyWith(header string, values ...float64) []byte {
	header += strings.Repeat(" ", 64-(11+len(header))%64) + "\n"
	b := bytes.NewBufferString("\x93NUMPY\x01\x00")
	for _, v := range []any{uint16(len(header)), []byte(header), values} {
		if err := binary.Write(b, binary.LittleEndian, v); err != nil {
			panic(err)
		}
	}
	return b.Bytes()
}

// npzOf is an archive of name, content, name, content …
func npzOf(members ...any) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(members); i += 2 {
		m, err := w.Create(members[i].(string) + ".npy")
		if err == nil {
			_, err = m.Write(members[i+1].([]byte))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func openedBytes(t testing.TB, content []byte) (*Trajectory, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "saved")
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	return OpenTrajectory(path)
}

const start = `{"record":"start","schema":1,"seed":1,"knobs":{"beta":1e-4,"step":0.1},"layers":[1,2],"activation":"tanh","stationary":[[0,0]]}`

func TestOpenTrajectoryRefuses(t *testing.T) {
	right, err := os.ReadFile("testdata/trajectory/right.npz")
	if err != nil {
		t.Fatal(err)
	}
	two := npyOf("<f8", "(2, 1)", 1, 2)
	deflated := bytes.Replace(right, []byte("NUMPY"), []byte("NUMPX"), 1)
	for want, content := range map[string][]byte{
		"it is empty":            {},
		"neither npz nor ndjson": []byte("hello, world"),
		"save it by name, numpy.savez(file, states=states)":            npyOf("<f8", "(2, 1)", 1, 2),
		"it cannot be read as npz":                                     right[:len(right)/2],
		"array s1: zip: checksum error":                                deflated,
		"array s1: this is not an npy array":                           npzOf("s1", []byte("hello")),
		"array s1: its type <f2 is none that holds a state":            npzOf("s1", npyOf("<f2", "(2, 1)", 1)),
		"array s1: its type |O8 is none":                               npzOf("s1", npyOf("|O8", "(2, 1)", 1)),
		"its shape (4, 1) asks for more numbers than the 2":            npzOf("s1", npyOf("<f8", "(4, 1)", 1, 2)),
		"its shape (999999999, 999999999) asks for more":               npzOf("s1", npyOf("<f8", "(999999999, 999999999)", 1, 2)),
		"its shape (1,) asks for 1 numbers, and there are 2":           npzOf("s1", npyOf("<f8", "(1,)", 1, 2)),
		"s1 has the shape [0 1]":                                       npzOf("s1", npyOf("<f8", "(0, 1)")),
		"s1 has the shape [1 2 1]":                                     npzOf("s1", npyOf("<f8", "(1, 2, 1)", 1, 2)),
		"s1 has the shape []":                                          npzOf("s1", npyOf("<f8", "()", 1)),
		"array s1 is there twice":                                      npzOf("s1", two, "s1", two),
		"array \"x\" is unknown":                                       npzOf("s1", two, "x", two),
		"array \"s01\" is unknown":                                     npzOf("s01", two),
		"array \"s0\" is unknown":                                      npzOf("s0", two),
		"there is s3 and no s2":                                        npzOf("s1", two, "s3", two),
		"there is s999999999 and no s1":                                npzOf("s999999999", two),
		"either arrays s1 … sL, one for each layer, or one array stat": npzOf("beta", npyOf("<f8", "()", 1)),
		"give either arrays s1 … sL":                                   npzOf("s1", two, "states", two),
		"beta is 0":                                                    npzOf("s1", two, "beta", npyOf("<f8", "()", 0)),
		"step is -0.1":                                                 npzOf("s1", two, "step", npyOf("<f8", "()", -0.1)),
		"step is NaN":                                                  npzOf("s1", two, "step", npyOf("<f8", "()", math.NaN())),
		"beta holds 2 numbers":                                         npzOf("s1", two, "beta", two),
		"s1 has one frame only":                                        npzOf("s1", npyOf("<f8", "(1, 2)", 1, 2)),
		"s1 has 100001 frames: give the first 100000 at most":          npzOf("s1", npyOf("<f8", "(100001, 1)", make([]float64, 100001)...)),
		"s2 has 1 frames, s1 has 2":                                    npzOf("s1", two, "s2", npyOf("<f8", "(1, 2)", 1, 2)),
		"s1: frame 1, unit 2 is NaN":                                   npzOf("s1", npyOf("<f8", "(2, 2)", 1, 2, 3, math.NaN())),
		"states: frame 0, unit 1 is +Inf":                              npzOf("states", npyOf("<f8", "(2, 2)", math.Inf(1), 2, 3, 4)),
		"states: frame 1, unit 1 is 1e+300":                            npzOf("states", npyOf("<f8", "(2, 1)", 1, 1e300)),

		"line 1: this is no start record":                              []byte("{}\n"),
		"line 1 ends in the middle":                                    []byte(start[:40]),
		"line 2 ends in the middle":                                    []byte(start + "\n" + `{"record":"frame","fra`),
		"layer 1 has one frame only":                                   []byte(start + "\n"),
		"line 2: record \"frame\" 2 is not the frame 1":                []byte(start + "\n" + `{"record":"frame","frame":2,"phase":"nudged","layers":[]}`),
		"line 2: record \"start\" 0 is not":                            []byte(start + "\n" + start),
		"line 2: frame 1 is of the free phase":                         []byte(start + "\n" + `{"record":"frame","frame":1,"phase":"free","layers":[]}`),
		"line 2: frame 1 has 0 layers, not 1":                          []byte(start + "\n" + `{"record":"frame","frame":1,"phase":"nudged","layers":[]}`),
		"line 2: frame 1, layer 1, unit 2 is null":                     []byte(start + "\n" + `{"record":"frame","frame":1,"phase":"nudged","layers":[{"layer":1,"state":[1,null]}]}`),
		"line 2: frame 1, layer 1 has 3 numbers for 2 units":           []byte(start + "\n" + `{"record":"frame","frame":1,"phase":"nudged","layers":[{"layer":1,"state":[1,2,3]}]}`),
		"line 2: frame 1: layer 2 stands where layer 1 belongs":        []byte(start + "\n" + `{"record":"frame","frame":1,"phase":"nudged","layers":[{"layer":2,"state":[1,2]}]}`),
		"line 2: invalid character 'x'":                                []byte(start + "\n" + `x{"record":"frame"}`),
		"line 1: the run was made with noise (temperature 0.1)":        []byte(strings.Replace(start, `"step"`, `"temperature":0.1,"step"`, 1)),
		"line 1: layers and stationary of the start record do not fit": []byte(strings.Replace(start, "[1,2]", "[1,2,3]", 1)),
		"line 1: layer 1 has 0 units":                                  []byte(strings.Replace(start, "[1,2]", "[1,0]", 1)),
	} {
		saved, err := openedBytes(t, content)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Count(err.Error(), "saved") != 1 {
			t.Errorf("%q: %v, %+v", want, err, saved)
		}
	}
	if _, err := OpenTrajectory(t.TempDir()); err == nil || !strings.Contains(err.Error(), "is a directory") {
		t.Error(err)
	}
}

// TestOpenTrajectoryHeader: headers that NumPy would not write, of which some
// would make the reader of npyio panic.
func TestOpenTrajectoryHeader(t *testing.T) {
	for _, header := range []string{
		"", "{}", "{'descr': '<f8'}", "{'shape': (2, 1), 'fortran_order': False, 'descr': '<f8', }",
		"{'descr': '<f8', 'fortran_order': Maybe, 'shape': (2, 1), }", "{'descr': '<f8', 'fortran_order': False, 'shape': (-2, 1), }",
		"{'descr': [('x', '<f8')], 'fortran_order': False, 'shape': (2,), }", "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1)}",
	} {
		if _, err := openedBytes(t, npzOf("s1", npyWith(header, 1, 2))); err == nil || !strings.Contains(err.Error(), "array s1: this is not an npy array") {
			t.Errorf("%q: %v", header, err)
		}
	}
	// A header longer than the file.
	long := npyOf("<f8", "(2, 1)", 1, 2)
	copy(long[6:], "\x02\x00\xff\xff\xff\x7f")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := openedBytes(t, npzOf("s1", long)); err == nil {
		t.Error("a header of 2 GB is read")
	}
	if runtime.ReadMemStats(&after); after.TotalAlloc-before.TotalAlloc > 10<<20 {
		t.Errorf("refusing it takes %d bytes", after.TotalAlloc-before.TotalAlloc)
	}
}

// TestOpenArrays: types, orders and shapes.
func TestOpenArrays(t *testing.T) {
	big := npyOf(">f8", "(2, 1)")
	big = append(big, "\x3f\xf0\x00\x00\x00\x00\x00\x00\x40\x00\x00\x00\x00\x00\x00\x00"...)
	fortran := npyWith("{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3), }", 1, 4, 2, 5, 3, 6)
	whole := append(npyOf("<i8", "()"), 7, 0, 0, 0, 0, 0, 0, 0)
	narrow := append(npyOf("<f4", "(1,)"), 0, 0, 0x20, 0x40)
	path := filepath.Join(t.TempDir(), "a.npz")
	if err := os.WriteFile(path, npzOf("big", big, "fortran", fortran, "whole", whole, "narrow", narrow), 0o644); err != nil {
		t.Fatal(err)
	}
	arrays, err := openArrays(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]float64{"big": {1, 2}, "fortran": {1, 2, 3, 4, 5, 6}, "whole": {7}, "narrow": {2.5}} {
		agrees(t, name, arrays[name].data, want, 0, 0)
	}
}

// TestJudgeRefuses: a trajectory of another network.
func TestJudgeRefuses(t *testing.T) {
	source, err := FromPreset(model.Lesson())
	if err != nil {
		t.Fatal(err)
	}
	set := Settings{Knobs: DefaultKnobs(), Seed: 1, Sample: 1}
	other := npyOf("<f8", "(2, 1)", 1, 2)
	for want, content := range map[string][]byte{
		"states has 1 columns, the layers 1 to 4 have 27 units":                  npzOf("states", other),
		"it has the layers s1 to s2, the network has 4":                          npzOf("s1", other, "s2", other),
		"s1 has 1 columns, layer 1 has 8 units":                                  npzOf("s1", other, "s2", other, "s3", other, "s4", other),
		"it is of a network 1-2 tanh, not 4-8-8-8-3 tanh: name the network that": []byte(start + "\n" + `{"record":"frame","frame":1,"phase":"nudged","layers":[{"layer":1,"state":[1,2]}]}`),
	} {
		saved, err := openedBytes(t, content)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := saved.Judge(source, set, 1e-2); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", want, err)
		}
	}
}

// FuzzOpenTrajectory: no file makes it panic, and what it opens is whole.
func FuzzOpenTrajectory(f *testing.F) {
	for _, name := range []string{"right.npz", "states.npz", "float32.npz"} {
		content, err := os.ReadFile("testdata/trajectory/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content)
	}
	f.Add([]byte(start + "\n" + `{"record":"frame","frame":1,"phase":"nudged","layers":[{"layer":1,"state":[1,2]}]}`))
	f.Add(npzOf("s1", npyOf("<f8", "(2, 1)", 1, 2), "beta", npyOf("<f8", "()", 1)))
	f.Fuzz(func(t *testing.T, content []byte) {
		saved, err := openedBytes(t, content)
		if err != nil {
			return
		}
		for _, s := range saved.series {
			if s.frames() != saved.Frames()+1 || len(s.states) != s.frames()*s.width {
				t.Errorf("%s: %d frames of %d, %d numbers", s.name, s.frames(), s.width, len(s.states))
			}
		}
	})
}

// FuzzDecodeArray goes past the archive's checksums.
func FuzzDecodeArray(f *testing.F) {
	f.Add(npyOf("<f8", "(2, 1)", 1, 2))
	f.Add(npyWith("{'descr': '>f4', 'fortran_order': True, 'shape': (1, 2), }", 1))
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, err := decodeArray(raw)
		if err != nil {
			return
		}
		n := 1
		for _, size := range a.shape {
			n *= size
		}
		if n != len(a.data) {
			t.Errorf("the shape %v has %d numbers", a.shape, len(a.data))
		}
	})
}
