package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"nudge/dynamics/learn"
	"nudge/model"
	"nudge/model/data"
)

// trainer is `nudge train`.
type trainer struct {
	*program
	recipe        trainFlags
	set           *data.Set
	seeds, splits int
	angles        bool
	out           string
	log           string
	checkpoint    string
	resume        bool
}

const trainLong = `Learn a data set by what the network itself computes: the rates before and after a
nudge, unit by unit (equilibrium propagation, or the same as spike-timing-dependent
plasticity), or by the gradients that these are measured against.

Each embedded data set has a recipe of its own, which the flags change; a CSV file
starts from that of iris, and its features are standardised by the samples to learn
from. Images that bring a part to test with are tested with it, unless
--test-fraction draws one from all of them. --split draws which samples are kept
for testing, --seed the first weights and the order of the samples, and the numbers
do not depend on the cores. --seeds and --splits do the same training for several of
them, each on a line of its own, and the mean comes last.

--angles compares what the rule gives for each weight matrix with the exact
gradient of the cost at the stationary point, on eight samples.

--log has one JSON object for each epoch, then one for the end. --checkpoint is
replaced after each epoch and at ctrl+c; the same command with --resume then goes
on from it, to the same numbers. What --out writes opens in nudge --network.`

func (p *program) train() *cobra.Command {
	t := &trainer{program: p}
	c := p.command("train", "learn a data set with the local rule, on all cores", t.do)
	c.Long = trainLong
	c.Example = `
nudge train --data digits --out digits.json
nudge train --data digits --seeds 5
nudge train --data iris --splits 20
nudge train --data iris --rule stdp --epochs 60 --log iris.ndjson
nudge train --data xor --rule backprop --seed 7`
	t.recipe.declare(c)
	count(c, &t.seeds, "seeds", "train so often, with this seed and those that follow")
	count(c, &t.splits, "splits", "train on so many splits, this one and those that follow")
	c.Flags().BoolVar(&t.angles, "angles", false, "measure the angle to the exact gradient after each epoch")
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

// maxTrainings is how many trainings one command takes on.
const maxTrainings = 10_000

func count(c *cobra.Command, to *int, name, doc string) {
	add(c, name, "N", doc, "1", func(text string) (err error) {
		*to, err = whole(text, 1, maxTrainings)
		return err
	})
}

func (t *trainer) do(ctx context.Context, _ *cobra.Command) error {
	first, err := t.open()
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
	log, err := openTrainLog(t.log)
	if err != nil {
		return err
	}
	defer log.close()
	all, err := t.all(ctx, first, log)
	if err != nil {
		return err
	}
	if network != nil {
		if err := writeNetwork(first, network); err != nil {
			return err
		}
	}
	return t.conclude(all, log)
}

// all does one training after the other.
func (t *trainer) all(ctx context.Context, first *learn.Training, log *trainLog) (all results, err error) {
	bar := newTrainProgress(t.err, first, t.splits*t.seeds)
	defer bar.end()
	for training := first; ; {
		r, err := t.one(ctx, training, log, bar)
		if err != nil {
			return nil, err
		}
		if all = append(all, r); len(all) == t.splits*t.seeds {
			return all, nil
		}
		if training, err = t.begin(len(all)); err != nil {
			return nil, err
		}
	}
}

// open makes the first training that the flags ask for, and refuses what does
// not go together.
func (t *trainer) open() (*learn.Training, error) {
	if err := complement(t.recipe.flags, t.environ); err != nil {
		return nil, err
	}
	if err := t.alone(); err != nil {
		return nil, err
	}
	if err := apart(t.recipe.flags, t.environ); err != nil {
		return nil, err
	}
	if t.resume && t.checkpoint == "" {
		return nil, usage("--resume needs the file to go on from: give it with --checkpoint")
	}
	set, err := data.Open(t.recipe.data)
	if err != nil {
		return nil, usage("--data: %w", err)
	}
	t.set = set
	training, err := t.begin(0)
	if err != nil {
		return nil, usage("--%w", err)
	}
	return training, t.openCheckpoint(training)
}

// begin makes training i = 0 … of several: the seeds of a split come together.
func (t *trainer) begin(i int) (*learn.Training, error) {
	recipe := t.recipe.recipe(t.set)
	recipe.Split += uint64(i / t.seeds)
	recipe.Seed += uint64(i % t.seeds)
	training, err := learn.NewTraining(t.set, recipe)
	if err == nil {
		training.Measure = t.angles
	}
	return training, err
}

// alone refuses a file that has room for one training only.
func (t *trainer) alone() error {
	n := t.splits * t.seeds
	switch {
	case n > maxTrainings:
		return usage("--splits: %d splits of %d seeds are more than %d trainings: make one of them smaller", t.splits, t.seeds, maxTrainings)
	case n > 1 && t.out != "":
		return usage("--out keeps one network, and this is %d trainings: leave out --seeds and --splits, or --out", n)
	case n > 1 && t.checkpoint != "":
		return usage("--checkpoint keeps one training, and these are %d: leave out --seeds and --splits, or --checkpoint", n)
	}
	return nil
}

// one takes the passes that are left of a training.
func (t *trainer) one(ctx context.Context, training *learn.Training, log *trainLog, bar *trainProgress) (result, error) {
	if err := log.begin(training); err != nil {
		return result{}, err
	}
	bar.begin(training)
	for training.Epoch() < training.Recipe.Epochs {
		if err := training.Pass(ctx, bar.add); err != nil {
			bar.end()
			return result{}, t.stopped(training, err)
		}
		if err := log.epoch(training.History[training.Epoch()-1]); err != nil {
			return result{}, err
		}
		if t.checkpoint == "" {
			continue
		}
		if err := training.Save(t.checkpoint); err != nil {
			return result{}, model.Unwritable(t.checkpoint, err)
		}
	}
	bar.end()
	r, err := t.judge(ctx, training)
	if err != nil {
		return result{}, err
	}
	return r, log.end(r)
}

// title tells one training of several from the others.
func (t *trainer) title(r learn.Recipe) string {
	switch {
	case t.splits > 1 && t.seeds > 1:
		return fmt.Sprintf("split %d, seed %d: ", r.Split, r.Seed)
	case t.splits > 1:
		return fmt.Sprintf("split %d: ", r.Split)
	case t.seeds > 1:
		return fmt.Sprintf("seed %d: ", r.Seed)
	}
	return ""
}
