package lesson

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"nudge/dynamics"
	"nudge/dynamics/learn"
	"nudge/model/data"
)

// maxPasses is how many passes a lesson may train for.
const maxPasses = 10_000

// readTrain reads `DATA PASSES [nudged=FRAMES]`. Only embedded data are taken: a
// lesson from somebody else opens no file.
func readTrain(args []string) (deed, error) {
	if len(args) < 2 || len(args) > 3 {
		return nil, fmt.Errorf("give a data set and a number of passes, like: train xor 1500 nudged=4")
	}
	if !slices.Contains(data.Names(), args[0]) {
		return nil, unknown("data set", args[0], data.Names())
	}
	passes, err := strconv.Atoi(args[1])
	if err != nil || passes < 1 || passes > maxPasses {
		return nil, fmt.Errorf("%q is no number of passes: give one from 1 to %d", args[1], maxPasses)
	}
	nudged := 0
	if len(args) == 3 {
		text, ok := strings.CutPrefix(args[2], "nudged=")
		if nudged, err = strconv.Atoi(text); !ok || err != nil || nudged < 1 || nudged > 1000 {
			return nil, fmt.Errorf("%q: give the nudged frames from 1 to 1000, like nudged=4", args[2])
		}
	}
	return func(s *Stage) error { s.Task = training(args[0], passes, nudged); return nil }, nil
}

// training is the task that trains a fresh network with the recipe of a data set,
// nudged for so many frames where that is not 0, and puts it on the stage.
func training(name string, passes, nudged int) Task {
	return func(ctx context.Context, tick func(done, total int)) (func(*Stage) error, error) {
		set, err := data.Open(name)
		if err != nil {
			return nil, err
		}
		recipe := learn.RecipeFor(set)
		recipe.Epochs = passes
		if nudged > 0 {
			recipe.Nudged = nudged
		}
		t, err := learn.NewTraining(set, recipe)
		if err != nil {
			return nil, err
		}
		for done := range passes {
			if err := t.Pass(ctx, func() {}); err != nil {
				return nil, err
			}
			tick(done+1, passes)
		}
		net, err := t.Network()
		if err != nil {
			return nil, err
		}
		source, err := dynamics.FromNetwork(name+" learned", net, set)
		return func(s *Stage) error { return s.open(source, net) }, err
	}
}
