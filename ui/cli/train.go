package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"nudge/dynamics/learn"
	"nudge/model/data"
)

// trainer is `nudge train`.
type trainer struct {
	*program
	recipe     trainFlags
	out        string
	log        string
	checkpoint string
	resume     bool
}

const trainLong = `Learn a data set by what the network itself computes: the rates before and after a
nudge, unit by unit (equilibrium propagation, or the same as spike-timing-dependent
plasticity), or by the gradients that these are measured against.

Each embedded data set has a recipe of its own, which the flags change; a CSV file
starts from that of iris. The seed draws the split, the first weights and the order
of the samples, and the numbers do not depend on the cores.

--log has one JSON object for each epoch, then one for the end. --checkpoint is
replaced after each epoch; after ctrl+c the same command with --resume goes on from
it, to the same numbers. What --out writes opens in nudge --network.`

func (p *program) train() *cobra.Command {
	t := &trainer{program: p}
	c := p.command("train", "learn a data set with the local rule, on all cores", t.do)
	c.Long = trainLong
	c.Example = `
nudge train --data digits --out digits.json
nudge train --data iris --rule stdp --epochs 60 --log iris.ndjson
nudge train --data xor --rule backprop --seed 7`
	t.recipe.declare(c)
	c.Flags().StringVar(&t.out, "out", "", "write the network that was learnt to this file")
	c.Flags().StringVar(&t.log, "log", "", "write each epoch to this file, as ndjson")
	c.Flags().StringVar(&t.checkpoint, "checkpoint", "", "keep the state after each epoch in this file")
	c.Flags().BoolVar(&t.resume, "resume", false, "go on from the checkpoint, if there is one")
	for _, name := range []string{"out", "log", "checkpoint"} {
		if err := c.MarkFlagFilename(name); err != nil {
			panic("cli: " + err.Error())
		}
	}
	return c
}

func (t *trainer) do(ctx context.Context, _ *cobra.Command) error {
	training, err := t.open()
	if err != nil {
		return err
	}
	network, err := t.openNetwork()
	if err != nil {
		return err
	}
	if network != nil {
		defer network.abandon()
	}
	log, err := openTrainLog(t.log, training)
	if err != nil {
		return err
	}
	defer log.close()
	if err := t.learn(ctx, training, log); err != nil {
		return err
	}
	return t.conclude(ctx, training, log, network)
}

// open makes the training that the flags ask for, and refuses what does not go
// together.
func (t *trainer) open() (*learn.Training, error) {
	if err := fill(t.recipe.flags, environment(t.environ)); err != nil {
		return nil, err
	}
	if t.resume && t.checkpoint == "" {
		return nil, usage("--resume needs the file to go on from: give it with --checkpoint")
	}
	set, err := data.Open(t.recipe.data)
	if err != nil {
		return nil, usage("--data: %w", err)
	}
	training, err := learn.NewTraining(set, t.recipe.recipe(set))
	if err != nil {
		return nil, usage("--%w", err)
	}
	return training, t.openCheckpoint(training)
}

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
		return usage("--checkpoint: %w", plain(t.checkpoint, err))
	}
	if err := training.Save(t.checkpoint); err != nil {
		return usage("--checkpoint: %w", plain(t.checkpoint, err))
	}
	return nil
}

// openNetwork opens the file of the network, nil if none is asked for: better
// now than after hours of learning.
func (t *trainer) openNetwork() (*output, error) {
	if t.out == "" {
		return nil, nil
	}
	return createFor("--out", t.out)
}

// learn takes the passes that are left.
func (t *trainer) learn(ctx context.Context, training *learn.Training, log *trainLog) error {
	bar := newTrainProgress(t.err, training)
	defer bar.end()
	for training.Epoch() < training.Recipe.Epochs {
		if err := training.Pass(ctx, bar.add); err != nil {
			bar.end()
			return t.stopped(training, err)
		}
		if err := log.epoch(training.History[training.Epoch()-1]); err != nil {
			return err
		}
		if t.checkpoint == "" {
			continue
		}
		if err := training.Save(t.checkpoint); err != nil {
			return plain(t.checkpoint, err)
		}
	}
	return nil
}

// stopped says what an interruption or a divergence leaves.
func (t *trainer) stopped(training *learn.Training, err error) error {
	if t.checkpoint == "" {
		return err
	}
	if errors.Is(err, context.Canceled) {
		t.warn("interrupted: %d of %d epochs are in %s: the same command with --resume goes on", training.Epoch(), training.Recipe.Epochs, t.checkpoint)
		return err
	}
	return fmt.Errorf("%w; %s has the network after epoch %d", err, t.checkpoint, training.Epoch())
}

// conclude writes the network and the last line.
func (t *trainer) conclude(ctx context.Context, training *learn.Training, log *trainLog, network *output) error {
	train, err := training.TrainError(ctx)
	if err != nil {
		return err
	}
	test, err := training.TestError(ctx)
	if err != nil {
		return err
	}
	if err := log.end(train, test); err != nil {
		return err
	}
	if network != nil {
		net, err := training.Network()
		if err != nil {
			return err
		}
		if err := net.Write(network); err != nil {
			return network.failed(err)
		}
		if err := network.finish(nil); err != nil {
			return err
		}
	}
	line := fmt.Sprintf("train error %.2f %%", 100*train)
	if test != nil {
		line += fmt.Sprintf(" · test error %.2f %%", 100**test)
	}
	if _, err := fmt.Fprintln(t.program.out, line); err != nil {
		return fmt.Errorf("standard output cannot be written: %w", err)
	}
	return nil
}
