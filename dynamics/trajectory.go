package dynamics

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"

	"nudge/model"
)

// Trajectory is the states of a nudged phase that some simulator has saved,
// frame by frame from frame 0, with what the file says of how they came about.
type Trajectory struct {
	// Knobs is by name what the file says of the settings. A negative beta is an
	// inverted nudge. An npz file has at most beta and step.
	Knobs      map[string]float64
	Seed       *uint64 // nil where the file does not say
	Sizes      []int   // n_0 … n_L, nil where the file does not say
	Activation string  // "" where the file does not say
	Single     bool    // every number is one of float32, so that is how exact they are

	series []series
}

// series is one array of a trajectory: the states of a layer by frame, or of
// all units.
type series struct {
	name   string
	width  int // units
	states []float64
}

func (s series) frames() int { return len(s.states) / s.width }

// OpenTrajectory reads a trajectory: an npz file with arrays s1 … sL (frames ×
// n_k) or one array states (frames × units), and optionally the scalars beta
// and step; or what `nudge run --format ndjson` writes. Row 0 is the state
// before the first nudged step. The error names array, frame (from 0) and unit
// (from 1), or the line.
func OpenTrajectory(path string) (*Trajectory, error) {
	t, err := openTrajectory(path)
	if err == nil {
		err = t.check()
	}
	if err != nil {
		return nil, fmt.Errorf("trajectory %s: %w", path, model.Unnamed(err))
	}
	return t, nil
}

func openTrajectory(path string) (*Trajectory, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := bufio.NewReader(f)
	switch start, err := r.Peek(4); {
	case bytes.HasPrefix(start, []byte("{")):
		return readLines(r)
	case string(start) == "PK\x03\x04" || string(start) == "PK\x05\x06":
		arrays, err := openArrays(path)
		if err != nil {
			return nil, err
		}
		return fromArrays(arrays)
	case string(start) == "\x93NUM":
		return nil, errors.New("this is a single npy array: save it by name, numpy.savez(file, states=states)")
	case errors.Is(err, io.EOF) && len(start) == 0:
		return nil, errors.New("it is empty")
	case err != nil && !errors.Is(err, io.EOF):
		return nil, err
	}
	return nil, errors.New("it is neither npz nor ndjson: save it with numpy.savez, or write it with nudge run --format ndjson")
}

// fromArrays takes the arrays of an npz file for what their names say.
func fromArrays(arrays map[string]array) (*Trajectory, error) {
	t := &Trajectory{Knobs: map[string]float64{}}
	depth := 0
	for name, a := range arrays {
		layer := 0
		switch n, err := fmt.Sscanf(name, "s%d", &layer); {
		case name == "beta" || name == "step":
			if len(a.data) != 1 {
				return nil, fmt.Errorf("%s holds %d numbers: give one", name, len(a.data))
			}
			t.Knobs[name] = a.data[0]
		case n == 1 && err == nil && layer > 0 && name == fmt.Sprintf("s%d", layer):
			depth = max(depth, layer)
		case name != "states":
			return nil, fmt.Errorf("array %q is unknown: name them s1 … sL by layer, or states for all units, and beta and step for β and ε", name)
		}
	}
	names := []string{"states"}
	if _, whole := arrays["states"]; whole == (depth > 0) {
		return nil, errors.New("give either arrays s1 … sL, one for each layer, or one array states")
	}
	if depth > 0 {
		names = names[:0]
		for k := 1; k <= min(depth, len(arrays)+1); k++ {
			names = append(names, fmt.Sprintf("s%d", k))
		}
	}
	for _, name := range names {
		a, there := arrays[name]
		if !there {
			return nil, fmt.Errorf("there is s%d and no %s: give one array for each layer", depth, name)
		}
		s, err := a.series(name)
		if err != nil {
			return nil, err
		}
		t.series = append(t.series, s)
	}
	return t, nil
}

// series is the array as states by frame. A list of numbers is a layer of one
// unit.
func (a array) series(name string) (series, error) {
	shape := a.shape
	if len(shape) == 1 {
		shape = []int{shape[0], 1}
	}
	if len(shape) != 2 || shape[1] == 0 || shape[0] == 0 {
		return series{}, fmt.Errorf("%s has the shape %v: give one row a frame and one column a unit", name, a.shape)
	}
	return series{name: name, width: shape[1], states: a.data}, nil
}

const (
	largestState  = 1e100   // bounds what a state may be, so that all products stay finite
	longestFrames = 100_000 // bounds what is kept of each layer and frame
)

// check refuses what no network can be judged by, and finds how exact the
// numbers are.
func (t *Trajectory) check() error {
	for _, name := range []string{"beta", "step"} {
		if v, given := t.Knobs[name]; given && (v == 0 || math.IsNaN(v) || math.IsInf(v, 0) || name == "step" && v < 0) {
			return fmt.Errorf("%s is %v: give the one that the states were made with, not 0", name, v)
		}
	}
	t.Single = true
	for _, s := range t.series {
		if first := t.series[0]; s.frames() != first.frames() {
			return fmt.Errorf("%s has %d frames, %s has %d: give all layers the same", s.name, s.frames(), first.name, first.frames())
		}
		if s.frames() > longestFrames {
			return fmt.Errorf("%s has %d frames: give the first %d at most", s.name, s.frames(), longestFrames)
		}
		if s.frames() < 2 {
			return fmt.Errorf("%s has one frame only: give frame 0, before the nudge, and at least one after it", s.name)
		}
		for i, v := range s.states {
			if !(math.Abs(v) <= largestState) {
				return fmt.Errorf("%s: frame %d, unit %d is %v: give a finite number of size up to %g", s.name, i/s.width, i%s.width+1, v, largestState)
			}
			t.Single = t.Single && float64(float32(v)) == v
		}
	}
	return nil
}

// Frames is the number of the last frame; the first is 0.
func (t *Trajectory) Frames() int { return t.series[0].frames() - 1 }

// Precision is "float32" or "float64".
func (t *Trajectory) Precision() string {
	if t.Single {
		return "float32"
	}
	return "float64"
}

// ulp is the distance from |v| to the next number of the trajectory's
// precision.
func (t *Trajectory) ulp(v float64) float64 {
	v = math.Abs(v)
	if t.Single {
		return float64(math.Nextafter32(float32(v), float32(math.Inf(1))) - float32(v))
	}
	return math.Nextafter(v, math.Inf(1)) - v
}

// states is the trajectory as states of a network. It fails where the sizes are
// others.
func (t *Trajectory) states(net *model.Network) ([][]float64, error) {
	if t.Sizes != nil && (!slices.Equal(t.Sizes, net.Sizes()) || t.Activation != net.Activation().String()) {
		return nil, fmt.Errorf("it is of a network %s %s, not %s %s: name the network that made it",
			hyphened(t.Sizes), t.Activation, hyphened(net.Sizes()), net.Activation())
	}
	if len(t.series) == 1 && t.series[0].name == "states" {
		if s := t.series[0]; s.width != net.Units() {
			return nil, fmt.Errorf("states has %d columns, the layers 1 to %d have %d units", s.width, net.Depth(), net.Units())
		}
	} else if len(t.series) != net.Depth() {
		return nil, fmt.Errorf("it has the layers s1 to s%d, the network has %d: give one array for each layer but the input", len(t.series), net.Depth())
	} else {
		for i, s := range t.series {
			if s.width != net.Size(i+1) {
				return nil, fmt.Errorf("%s has %d columns, layer %d has %d units", s.name, s.width, i+1, net.Size(i+1))
			}
		}
	}
	all := make([][]float64, t.Frames()+1)
	for n := range all {
		for _, s := range t.series {
			all[n] = append(all[n], s.states[n*s.width:(n+1)*s.width]...)
		}
	}
	return all, nil
}

func hyphened(sizes []int) string {
	return strings.ReplaceAll(strings.Trim(fmt.Sprint(sizes), "[]"), " ", "-")
}
