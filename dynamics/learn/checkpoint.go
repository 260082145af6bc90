package learn

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"os"
	"reflect"
	"slices"

	"nudge/model"
	"nudge/model/data"
)

// checkpoint is a Snapshot in a file, with what tells whose it is. All that is
// drawn is a function of the recipe and the position, so this is everything.
type checkpoint struct {
	Schema  int        `json:"schema"`
	Data    string     `json:"data"`
	Sum     string     `json:"sum"` // of the data
	Recipe  Recipe     `json:"recipe"`
	History []Report   `json:"history"`
	Place   place      `json:"place"` // in the pass that follows them
	Network model.Spec `json:"network"`
	Rest    [][]byte   `json:"rest,omitempty"` // the persistent states, each as its little-endian float64
}

// ErrForeign says that a checkpoint is of another training.
var ErrForeign = errors.New("it is the checkpoint of another training: give the settings it was made with, or choose another file")

// Save writes the training to a file, whole or not at all.
func (t *Training) Save(path string) error {
	now := t.Snapshot()
	spec := now.parameters.spec(t.learner.origin)
	if _, err := model.New(spec); err != nil {
		return err
	}
	c := checkpoint{1, t.set.Name, t.dataSum(), t.Recipe, now.history, now.place, spec, packed(now.rest)}
	return model.Replace(path, func(w io.Writer) error { return json.NewEncoder(w).Encode(c) })
}

// Restore goes on with the training in a file, which must have the same data and
// recipe, but for the number of passes. The following steps come to the same
// numbers as without the interruption.
func (t *Training) Restore(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("it cannot be read: %w", model.Unnamed(err))
	}
	var c checkpoint
	if err := json.Unmarshal(text, &c); err != nil {
		return fmt.Errorf("it is no whole checkpoint (%w)", err)
	}
	net, err := model.New(c.Network)
	if err != nil {
		return fmt.Errorf("it is no whole checkpoint (network: %w)", err)
	}
	was := c.Recipe
	was.Epochs, was.Activation = t.Recipe.Epochs, net.Activation()
	if c.Schema != 1 || c.Sum != t.dataSum() || !reflect.DeepEqual(was, t.Recipe) || !reflect.DeepEqual(net.Sizes(), t.Recipe.Layers) {
		return ErrForeign
	}
	if len(c.History) > t.Recipe.Epochs {
		return fmt.Errorf("it has %d epochs already: give --epochs %d or more", len(c.History), len(c.History))
	}
	if err := c.Place.check(t); err != nil {
		return fmt.Errorf("it is no whole checkpoint (place: %w)", err)
	}
	rest, err := unpacked(c.Rest, net.Units())
	if err != nil {
		return fmt.Errorf("it is no whole checkpoint (rest: %w)", err)
	}
	if len(rest) != len(t.rest) {
		return fmt.Errorf("it is no whole checkpoint (rest: %d of %d states)", len(rest), len(t.rest))
	}
	t.Rewind(Snapshot{parametersOf(net), slices.Clip(append([]Report{}, c.History...)), c.Place, rest})
	return nil
}

// check returns an error when a file has a place that the training never is in.
func (p place) check(t *Training) error {
	if p.Batch < 0 || p.Batch > t.Batches() {
		return fmt.Errorf("batch %d of %d", p.Batch, t.Batches())
	}
	for _, i := range p.Last {
		if i < 0 || i >= t.set.Len() {
			return fmt.Errorf("sample %d of %d", i, t.set.Len())
		}
	}
	return nil
}

// dataSum is the sum of the data, which is taken once: a checkpoint comes after
// each pass, and 60,000 images take a while to read.
func (t *Training) dataSum() string {
	if t.sum == "" {
		t.sum = sum(t.set)
	}
	return t.sum
}

// sum tells one data set from another.
func sum(set *data.Set) string {
	h, word := fnv.New64a(), make([]byte, 8)
	for i, x := range set.X {
		for _, v := range append(x[:len(x):len(x)], float64(set.Y[i])) {
			binary.LittleEndian.PutUint64(word, math.Float64bits(v))
			h.Write(word)
		}
	}
	return fmt.Sprintf("%016x", h.Sum64())
}
