package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"nudge/dynamics/learn"
	"nudge/model"
)

// openCheckpoint goes on from the checkpoint, or sees to it that none is lost.
func (t *trainer) openCheckpoint(training *learn.Training) error {
	if t.checkpoint == "" {
		return nil
	}
	_, err := os.Stat(t.checkpoint)
	switch {
	case err == nil && t.resume:
		if err := training.Restore(t.checkpoint); err != nil {
			return usage("--resume: %s: %w", t.checkpoint, err)
		}
		return nil
	case err == nil:
		return usage("--checkpoint: %s exists: give --resume to go on from it, or remove it", t.checkpoint)
	case !errors.Is(err, fs.ErrNotExist):
		return usage("--checkpoint: %w", model.Unwritable(t.checkpoint, err))
	}
	if err := training.Save(t.checkpoint); err != nil {
		return usage("--checkpoint: %w", model.Unwritable(t.checkpoint, err))
	}
	return nil
}

// stopped says what an interruption or a divergence leaves.
func (t *trainer) stopped(training *learn.Training, err error) error {
	switch {
	case t.checkpoint == "" && errors.Is(err, context.Canceled):
		return err
	case t.checkpoint == "":
		return fmt.Errorf("%s%w", t.title(training.Recipe), err)
	case errors.Is(err, context.Canceled):
		if err := training.Save(t.checkpoint); err != nil {
			return model.Unwritable(t.checkpoint, err)
		}
		epoch, batch := training.Position()
		t.warn("interrupted: %d of %d epochs and %d minibatches are in %s: the same command with --resume goes on", epoch, training.Recipe.Epochs, batch, t.checkpoint)
		return err
	}
	return fmt.Errorf("%w; %s has the network after epoch %d", err, t.checkpoint, training.Epoch())
}

// openNetwork opens the file of the network, nil if none is asked for: better
// now than after hours of learning.
func (t *trainer) openNetwork() (*output, error) {
	if t.out == "" {
		return nil, nil
	}
	out, err := create(t.out, nil)
	if err != nil {
		return nil, usage("--out: %s", strings.TrimPrefix(err.Error(), "--output: "))
	}
	return out, nil
}

func writeNetwork(training *learn.Training, to *output) error {
	net, err := training.Network()
	if err != nil {
		return err
	}
	if err := net.Write(to); err != nil {
		return to.failed(err)
	}
	return to.finish(nil)
}
