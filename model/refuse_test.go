package model

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// sound is a file that is accepted; the cases below spoil it.
const sound = `{
"layers": [2, 3, 1],
"activation": "tanh",
"weights": [[[1, 2, 3], [4, 5, 6]], [[1], [2], [3]]],
"biases": [[1, 2, 3], [4]],
"input": [1, 2],
"target": [1],
"feedback": [[[1], [2], [3]]]
}`

// TestReadRefuses: every bad file is an error of one line that names the field.
func TestReadRefuses(t *testing.T) {
	if _, err := Read(strings.NewReader(sound)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, old, new, want string }{
		{"empty", sound, "", "it is empty"},
		{"blank", sound, " \n\t", "it is empty"},
		{"truncated", `"biases": [[1, 2, 3], [4]],` + sound[strings.Index(sound, "\n\"input"):], `"biases": [[1, 2`, "cut short"},
		{"not JSON", sound, "layers: 2, 3", "line 1"},
		{"a comment", `"target": [1],`, `"target": [1], // y`, "line 7"},
		{"another thing", sound, "[1, 2]", "the file: found array where an object belongs"},
		{"trailing object", sound, sound + sound, "something follows"},
		{"trailing word", sound, sound + " x", "something follows"},
		{"trailing bracket", sound, sound + "}", "something follows"},
		{"unknown key", `"input"`, `"inputs"`, `"inputs"`},
		{"extra key", `"input": [1, 2],`, `"input": [1, 2], "step": 0.1,`, `"step"`},

		{"null file", sound, "null", "null"},
		{"null layers", `[2, 3, 1]`, `null`, "layers"},
		{"null size", `[2, 3, 1]`, `[2, null, 1]`, "layers"},
		{"null activation", `"tanh"`, `null`, "activation"},
		{"null weights", `[[[1, 2, 3], [4, 5, 6]], [[1], [2], [3]]]`, `null`, "weights"},
		{"null matrix", `[[1, 2, 3], [4, 5, 6]]`, `null`, "weights[0]"},
		{"null row", `[4, 5, 6]`, `null`, "weights[0][1]"},
		{"null weight", `[4, 5, 6]`, `[4, 5, null]`, "weights[0][1][2]"},
		{"null biases", `[[1, 2, 3], [4]]`, `null`, "biases"},
		{"null bias vector", `[[1, 2, 3], [4]]`, `[[1, 2, 3], null]`, "biases[1]"},
		{"null bias", `[[1, 2, 3], [4]]`, `[[1, 2, 3], [null]]`, "biases[1][0]"},
		{"null input", `"input": [1, 2]`, `"input": null`, "input"},
		{"null in input", `"input": [1, 2]`, `"input": [1, null]`, "input[1]"},
		{"null target", `"target": [1]`, `"target": null`, "target"},
		{"null in target", `"target": [1]`, `"target": [null]`, "target[0]"},
		{"null feedback", `"feedback": [[[1], [2], [3]]]`, `"feedback": null`, "feedback"},
		{"null in feedback", `"feedback": [[[1], [2], [3]]]`, `"feedback": [[[1], [null], [3]]]`, "feedback[0][1][0]"},

		{"NaN", `"target": [1]`, `"target": [NaN]`, "line 7"},
		{"Infinity", `"target": [1]`, `"target": [Infinity]`, "line 7"},
		{"1e999", `[4, 5, 6]`, `[4, 5, 1e999]`, "weights"},
		{"too large to compute with", `[4, 5, 6]`, `[4, -1e101, 6]`, "weights[0][1][1]"},
		{"text for a number", `"input": [1, 2]`, `"input": [1, "2"]`, "input"},
		{"number for a text", `"tanh"`, `1`, "activation"},
		{"number for a list", `"input": [1, 2]`, `"input": 1`, "input"},
		{"object for a list", `[4, 5, 6]`, `{"4": 5}`, "weights"},
		{"unknown activation", `"tanh"`, `"relu"`, `activation "relu"`},

		{"no layers", `[2, 3, 1]`, `[]`, "layers"},
		{"one layer", `[2, 3, 1]`, `[2]`, "layers"},
		{"66 layers", `[2, 3, 1]`, "[2" + strings.Repeat(",1", 65) + "]", "layers"},
		{"negative size", `[2, 3, 1]`, `[2, -3, 1]`, "layers[1]"},
		{"negative input", `[2, 3, 1]`, `[-2, 3, 1]`, "layers[0]"},
		{"empty hidden layer", `[2, 3, 1]`, `[2, 0, 1]`, "layers[1]"},
		{"half a unit", `[2, 3, 1]`, `[2, 3.5, 1]`, "layers"},
		{"no visible", `[2, 3, 1]`, `[2, 3, 0]`, "layers[2]"},
		{"another depth", `[2, 3, 1]`, `[2, 3, 1, 1]`, "weights and biases"},
		{"weights short", `, [[1], [2], [3]]],`, `],`, "weights and biases"},
		{"weights rows", `[[1, 2, 3], [4, 5, 6]]`, `[[1, 2, 3]]`, "weights[0] has 1 rows"},
		{"weights columns", `[4, 5, 6]`, `[4, 5]`, "weights[0][1] has 2 numbers"},
		{"biases long", `[[1, 2, 3], [4]]`, `[[1, 2, 3], [4], [5]]`, "weights and biases"},
		{"bias short", `[[1, 2, 3], [4]]`, `[[1, 2, 3], []]`, "biases[1]"},
		{"input long", `"input": [1, 2]`, `"input": [1, 2, 3]`, "input"},
		{"target long", `"target": [1]`, `"target": [1, 2]`, "target"},
		{"no target", `"target": [1],`, ``, "target"},
		{"feedback empty", `"feedback": [[[1], [2], [3]]]`, `"feedback": []`, "feedback"},
		{"feedback transposed", `"feedback": [[[1], [2], [3]]]`, `"feedback": [[[1, 2, 3]]]`, "feedback[0]"},
		{"feedback row", `"feedback": [[[1], [2], [3]]]`, `"feedback": [[[1], [2], [3, 4]]]`, "feedback[0][2]"},
	} {
		text := strings.Replace(sound, c.old, c.new, 1)
		if text == sound {
			t.Errorf("%s: nothing was spoilt", c.name)
		}
		n, err := Read(strings.NewReader(text))
		if err == nil || n != nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s:\n got %v\nwant one line with %q", c.name, err, c.want)
		}
	}
}

// TestReadTruncated: no beginning of a file is a file.
func TestReadTruncated(t *testing.T) {
	for i := range len(sound) - 1 {
		if _, err := Read(strings.NewReader(sound[:i])); err == nil {
			t.Errorf("the first %d of %d bytes are accepted", i, len(sound))
		}
	}
}

// TestHugeClaims: what a file claims is refused before any memory is taken for
// it.
func TestHugeClaims(t *testing.T) {
	for _, layers := range []string{
		"1000000000, 3", "3, 1000000000", "9223372036854775807, 9223372036854775807", "65536, 65536",
		"0, 65536, 65536", "2, 1e9", "99999999999999999999, 1", "2" + strings.Repeat(", 65536", 64),
	} {
		text := strings.Replace(sound, "2, 3, 1", layers, 1)
		used := allocated(func() {
			if _, err := Read(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), "layers") {
				t.Errorf("layers %s: %v", layers, err)
			}
		})
		if used > 1<<20 {
			t.Errorf("layers %s take %d bytes", layers, used)
		}
	}
	preset := Iris()
	preset.Layers = []int{4, 1_000_000_000, 3}
	used := allocated(func() {
		if _, err := preset.Draw(1); err == nil || !strings.Contains(err.Error(), "layers[1]") {
			t.Errorf("a preset of 1e9 units: %v", err)
		}
	})
	if used > 1<<20 {
		t.Errorf("a preset of 1e9 units takes %d bytes", used)
	}
}

func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

var ones = strings.Repeat("1,", 1<<20)

// stream is an endless network file.
type stream struct{ read int }

func (s *stream) Read(p []byte) (int, error) {
	p = p[:min(len(p), len(ones))]
	copy(p, ones)
	s.read += len(p)
	return len(p), nil
}

// TestEndlessFile: reading stops at the limit, with what io.ReadAll reads ahead.
func TestEndlessFile(t *testing.T) {
	if testing.Short() {
		t.Skip("reads hundreds of megabytes")
	}
	endless := &stream{}
	_, err := Read(io.MultiReader(strings.NewReader(`{"layers":[`), endless))
	if err == nil || !strings.Contains(err.Error(), fmt.Sprint(maxFile>>20)) {
		t.Errorf("an endless file: %v", err)
	}
	if endless.read > maxFile+1 {
		t.Errorf("%d bytes were read of at most %d", endless.read, maxFile)
	}
}

func TestLoadNamesTheFile(t *testing.T) {
	dir := t.TempDir()
	bad := filepath.Join(dir, "bad.json")
	if err := os.WriteFile(bad, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{bad, dir, filepath.Join(dir, "none.json")} {
		if _, err := Load(path); err == nil || !strings.Contains(err.Error(), path) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", path, err)
		}
	}
}
