package cli

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"nudge/dynamics"
	"nudge/model"
)

func readPreset(e *experiment, text string) (err error) {
	e.preset, err = model.FindPreset(text)
	return err
}

func readActivation(e *experiment, text string) (err error) {
	e.activation, err = model.ParseActivation(text)
	return err
}

func readNudge(e *experiment, text string) (err error) {
	e.nudge, err = dynamics.ParseNudge(text)
	return err
}

func readReference(e *experiment, text string) (err error) {
	e.reference, err = dynamics.ParseReference(text)
	return err
}

func readEstimator(e *experiment, text string) (err error) {
	e.estimator, err = dynamics.ParseEstimator(text)
	return err
}

func readLayers(e *experiment, text string) error {
	e.layers = nil
	for _, part := range strings.Split(text, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil {
			return fmt.Errorf("%q is not a size: give whole numbers with commas between, like 4,8,6,3", part)
		}
		e.layers = append(e.layers, n)
	}
	return nil
}

func readSeed(e *experiment, text string) (err error) {
	if e.seed, err = strconv.ParseUint(text, 10, 64); err != nil {
		return fmt.Errorf("%q is no seed: give a whole number from 0 to %d", text, uint64(math.MaxUint64))
	}
	return nil
}

func readSample(e *experiment, text string) (err error) {
	e.sample, err = whole(text, 1, math.MaxInt32)
	return err
}

func readEquilibrate(e *experiment, text string) (err error) {
	e.equilibrate, err = whole(text, 0, 10_000_000)
	return err
}

func readTarget(e *experiment, text string) (err error) {
	e.target, err = whole(text, 0, math.MaxInt32)
	return err
}

func readFree(e *experiment, text string) (err error) {
	e.free, err = whole(text, 0, 10_000_000)
	return err
}

func whole(text string, from, to int) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < from || n > to {
		return 0, fmt.Errorf("%q is out of range: give a whole number from %d to %d", text, from, to)
	}
	return n, nil
}

// readKnob reads a number, or off. Only a nudge can be negative.
func readKnob(k dynamics.Knob, e *experiment, text string) error {
	v, err := strconv.ParseFloat(text, 64)
	switch {
	case text == "off" && k.Off:
		v = 0
	case err != nil:
		return fmt.Errorf("%q is not a number: give one like 0.03 or 3e-2", text)
	}
	if k.Name != "beta" || v > 0 || k.Check(-v) != nil {
		if err := k.Check(v); err != nil {
			return err
		}
	}
	*k.Field(&e.knobs) = v + 0 // −0 is 0
	return nil
}

func presetNames() []string {
	var names []string
	for _, p := range model.Presets() {
		names = append(names, p.Name)
	}
	return names
}

// namesOf lists the names of an enumeration that has n values, from 0 on.
func namesOf[T interface {
	~uint8
	fmt.Stringer
}](n T) []string {
	var names []string
	for v := range n {
		names = append(names, v.String())
	}
	return names
}
