package learn

import (
	"encoding/binary"
	"fmt"
	"math"
)

// minibatch is these samples, from where the recipe has them begin.
func (t *Training) minibatch(samples []int) minibatch {
	m := minibatch{turn: t.turn()}
	m.inputs, m.targets = t.rows(samples)
	if t.rest != nil {
		for _, i := range samples {
			m.begin = append(m.begin, t.rest[i])
		}
	}
	return m
}

// forget has every free phase begin at s = 0 again, and with persistent states
// makes room for where they end.
func (t *Training) forget() {
	t.rest = nil
	if t.Recipe.Persistent {
		t.rest = make([][]float64, t.set.Len())
	}
}

// remember keeps where the free phases of the last minibatch ended.
func (t *Training) remember(samples []int) {
	if t.rest == nil {
		return
	}
	for i, sample := range samples {
		t.rest[sample] = t.learner.rest(i)
	}
}

// packed is states as bytes: a third of the length of their digits, and exact.
func packed(states [][]float64) [][]byte {
	var all [][]byte
	for _, s := range states {
		var text []byte
		for _, v := range s {
			text = binary.LittleEndian.AppendUint64(text, math.Float64bits(v))
		}
		all = append(all, text)
	}
	return all
}

// unpacked takes states of so many units back; one without a byte is nil.
func unpacked(all [][]byte, units int) ([][]float64, error) {
	var states [][]float64
	for i, text := range all {
		if len(text) != 0 && len(text) != 8*units {
			return nil, fmt.Errorf("state %d has %d bytes, not %d", i, len(text), 8*units)
		}
		var s []float64
		for ; len(text) > 0; text = text[8:] {
			v := math.Float64frombits(binary.LittleEndian.Uint64(text))
			if !(math.Abs(v) <= divergedAt) {
				return nil, fmt.Errorf("state %d has the value %g", i, v)
			}
			s = append(s, v)
		}
		states = append(states, s)
	}
	return states, nil
}

// maxMemory is how many bytes persistent states may take.
const maxMemory = 1 << 30

// memory is how many bytes the persistent states of n samples take.
func (r Recipe) memory(n int) int {
	if !r.Persistent {
		return 0
	}
	units := 0
	for _, size := range r.Layers[1:] {
		units += size
	}
	return 8 * units * n
}
