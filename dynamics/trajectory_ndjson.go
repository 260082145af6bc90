package dynamics

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// trajectoryLine is what is read of a line that `nudge run --format ndjson`
// writes: of its start record or of a frame.
type trajectoryLine struct {
	Record     string
	Schema     int
	Seed       *uint64
	Knobs      map[string]float64
	Activation string
	Stationary [][]*float64
	Frame      int
	Phase      string
	Layers     json.RawMessage // sizes in the start record, a list of objects in a frame
}

// maxLine bounds a line, and so what is held beside the states.
const maxLine = 1 << 28

// readLines reads a start record and the frames 1, 2, … after it. The state at
// frame 0 is the stationary one.
func readLines(r *bufio.Reader) (*Trajectory, error) {
	var t *Trajectory
	for number := 1; ; number++ {
		text, err := readLine(r)
		switch {
		case errors.Is(err, io.EOF) && len(text) == 0 && t == nil:
			return nil, errors.New("it is empty")
		case errors.Is(err, io.EOF) && len(text) == 0:
			return t, nil
		case err != nil && !errors.Is(err, io.EOF):
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		var l trajectoryLine
		if err := json.Unmarshal(text, &l); err != nil {
			if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) && int(syntax.Offset) >= len(text) {
				return nil, fmt.Errorf("line %d ends in the middle: the file is cut short", number)
			}
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		if t == nil {
			t, err = l.start()
		} else {
			err = l.frame(t)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
	}
}

// readLine is the next line, without its end, with io.EOF if it is the last one.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case len(line) > maxLine:
			return nil, fmt.Errorf("it is longer than %d MiB", maxLine>>20)
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err == nil:
			return line[:len(line)-1], nil
		}
		return line, err
	}
}

func (l *trajectoryLine) start() (*Trajectory, error) {
	if l.Record != "start" || l.Schema != 1 {
		return nil, errors.New("this is no start record of schema 1: give the whole output of nudge run --format ndjson")
	}
	t := &Trajectory{Knobs: l.Knobs, Seed: l.Seed, Activation: l.Activation}
	if err := json.Unmarshal(l.Layers, &t.Sizes); err != nil || len(t.Sizes) != len(l.Stationary)+1 || len(t.Sizes) < 2 {
		return nil, errors.New("layers and stationary of the start record do not fit each other")
	}
	for _, name := range []string{"temperature", "spikes"} {
		if v := t.Knobs[name]; v != 0 {
			return nil, fmt.Errorf("the run was made with noise (%s %v): frame 0 is not in the file, and a noisy derivative is no gradient; run it with --%s 0", name, v, name)
		}
	}
	for i, size := range t.Sizes[1:] {
		if size < 1 {
			return nil, fmt.Errorf("layer %d has %d units", i+1, size)
		}
		t.series = append(t.series, series{name: fmt.Sprintf("layer %d", i+1), width: size})
	}
	for i, state := range l.Stationary {
		if err := t.add(i, state); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (l *trajectoryLine) frame(t *Trajectory) error {
	next := t.series[0].frames()
	switch {
	case l.Record != "frame" || l.Frame != next:
		return fmt.Errorf("record %q %d is not the frame %d that comes next", l.Record, l.Frame, next)
	case l.Phase != "nudged":
		return fmt.Errorf("frame %d is of the %s phase: only a nudged one can be judged", l.Frame, l.Phase)
	}
	var layers []struct {
		Layer int
		State []*float64
	}
	if err := json.Unmarshal(l.Layers, &layers); err != nil {
		return err
	}
	if len(layers) != len(t.series) {
		return fmt.Errorf("frame %d has %d layers, not %d", l.Frame, len(layers), len(t.series))
	}
	for i, layer := range layers {
		if layer.Layer != i+1 {
			return fmt.Errorf("frame %d: layer %d stands where layer %d belongs", l.Frame, layer.Layer, i+1)
		}
		if err := t.add(i, layer.State); err != nil {
			return err
		}
	}
	return nil
}

// add puts the next state of a layer into its series.
func (t *Trajectory) add(i int, state []*float64) error {
	s := &t.series[i]
	frame := s.frames()
	if len(state) != s.width {
		return fmt.Errorf("frame %d, %s has %d numbers for %d units", frame, s.name, len(state), s.width)
	}
	for at, v := range state {
		if v == nil {
			return fmt.Errorf("frame %d, %s, unit %d is null: give a number", frame, s.name, at+1)
		}
		s.states = append(s.states, *v)
	}
	return nil
}
