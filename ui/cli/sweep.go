package cli

import (
	"cmp"
	"context"
	"errors"
	"math"
	"runtime"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"nudge/dynamics/sweep"
)

// sweeper is `nudge sweep`.
type sweeper struct {
	*program
	experiment
	grid   sweep.Grid
	axes   [2]*sweep.Axis // x and y, nil where not given
	shard  shard
	format string
	output string
	resume bool
	plot   string
}

const sweepLong = `Measure, over a grid of one or two knobs, how well each layer agrees with the
gradient at one frame, over a number of trials. A trial has its own noise and the
same weights. Its numbers depend on the settings alone: not on the other cells,
the order, or the cores.

--x and --y take KNOB=ITEMS, items with commas between, each a number or a range:
from:to:log:n or from:to:lin:n. Cells come in order, x changing fastest.

csv has one row for each cell and layer: the axes, layer, hops, mean and standard
deviation over the trials that have a number, and how many have one. ndjson has
one object a cell. Both begin with the whole sweep as JSON (in csv after a #).
Without --format the name of the file says which.

A file grows as cells finish. After ctrl+c the same command with --resume goes on
with it. --shard i/n computes the i-th of n parts; cat of the parts in their order
is the whole. --shard auto/n takes i from SLURM_ARRAY_TASK_ID (less
SLURM_ARRAY_TASK_MIN) or JOB_COMPLETION_INDEX.

The measure weight_gradient is the relative error of the equilibrium-propagation
weight gradient over beta, one-sided and symmetric, without noise and fully
settled, and how steep each grows: slopes 1 and 2.`

func (p *program) sweep() *cobra.Command {
	s := &sweeper{program: p}
	c := p.command("sweep", "agreement with the gradient over a grid of knobs, on all cores", s.do)
	c.Long = sweepLong
	c.Example = `
nudge sweep --x beta=1e-4:10:log:25 --y temperature=0,1e-8:1e-1:log:15 -o sweep.csv
nudge sweep --x chains=1,4,16,64 --temperature 1e-4 --measure angle --plot chains.svg
nudge sweep --preset lesson --x beta=1e-4:1e-1:log:10 --measure weight_gradient`
	s.declare(c, nil, "free")
	for i, name := range []string{"x", "y"} {
		add(c, name, "AXIS", map[int]string{0: "the knob along the grid, like beta=1e-4:10:log:25", 1: "the knob across it"}[i], "", func(text string) error {
			a, err := sweep.ParseAxis(text)
			s.axes[i] = &a
			return err
		})
		complete(c, name, nil)
	}
	add(c, "trials", "N", "how many runs a cell, each with its own noise", "32", func(text string) (err error) {
		s.grid.Trials, err = whole(text, 1, 1_000_000)
		return err
	})
	add(c, "frame", "N", "the frame that is measured", "5", func(text string) (err error) {
		s.grid.Frame, err = whole(text, 1, maxFrames)
		return err
	})
	add(c, "measure", "NAME", "what is measured: "+strings.Join(sweep.MeasureNames(), ", "), sweep.Cosine.String(), func(text string) (err error) {
		s.grid.Measure, err = sweep.ParseMeasure(text)
		return err
	})
	complete(c, "measure", sweep.MeasureNames())
	choose(c, &s.format, "format", "how to write them", "csv", "ndjson")
	s.declareFiles(c)
	return c
}

func (s *sweeper) declareFiles(c *cobra.Command) {
	c.Flags().StringVarP(&s.output, "output", "o", "-", "the file to write; - is standard output")
	c.Flags().BoolVar(&s.resume, "resume", false, "go on with the output file where it ends")
	add(c, "shard", "I/N", "compute the I-th of N parts; auto/N in a job array", "1/1", func(text string) (err error) {
		s.shard, err = readShard(text, s.environ)
		return err
	})
	complete(c, "shard", nil)
	add(c, "plot", "FILE", "draw the sweep, as .png, .svg or .pdf", "", func(text string) error {
		s.plot = text
		return pictureFormat(text)
	})
	complete(c, "output", nil)
}

func (s *sweeper) do(ctx context.Context, _ *cobra.Command) error {
	if err := s.open(); err != nil {
		return err
	}
	picture, err := s.openPicture()
	if err != nil {
		return err
	}
	if picture != nil {
		defer picture.abandon()
	}
	sheet, err := newSheet(s.format, s.grid, &s.experiment)
	if err != nil {
		return err
	}
	to, err := s.openTable(ctx, sheet)
	if err != nil {
		return err
	}
	defer to.close()
	if err := s.compute(ctx, to); err != nil {
		return err
	}
	return s.conclude(to, picture)
}

// open gathers what the flags ask for and refuses what does not go together.
func (s *sweeper) open() error {
	for i, a := range s.axes {
		if a != nil && s.flags.Changed(a.Knob.Name) {
			return usage("--%s: it is swept by --%s: leave one out", a.Knob.Name, []string{"x", "y"}[i])
		}
	}
	source, set, err := s.experiment.open(s.environ)
	if err != nil {
		return err
	}
	if err := apart(s.flags, s.environ); err != nil {
		return err
	}
	if s.axes[0] == nil {
		return usage("--x is missing: give the knob to sweep, like --x beta=1e-4:10:log:25")
	}
	g := &s.grid
	g.Source, g.Base, g.Equilibrate, g.Reference, g.Estimator = source, set, s.equilibrate, s.reference, s.estimator
	for _, a := range s.axes {
		if a != nil {
			g.Axes = append(g.Axes, *a)
		}
	}
	if err := g.Check(); err != nil {
		return usage("--%w", err)
	}
	if !s.flags.Changed("format") {
		named, err := formatNamed(s.output, "csv", "ndjson")
		if err != nil {
			return err
		}
		s.format = cmp.Or(named, s.format)
	}
	switch {
	case s.resume && s.output == "-":
		return usage("--resume needs the file to go on with: give it with --output")
	case s.plot != "" && s.shard.of > 1:
		return usage("--plot: a part of a sweep is no picture: join the parts with cat, then plot with --resume and no --shard")
	case g.Measure == sweep.WeightGradient && s.shard.of > 1:
		return usage("--shard: the slopes of weight_gradient are those of the whole sweep: leave --shard out")
	}
	return nil
}

// compute appends the cells that the table does not have yet.
func (s *sweeper) compute(ctx context.Context, to *ledger) error {
	todo := s.shard.cells(s.grid.Cells())[to.rows:]
	bar := newProgress(s.err, s.grid, todo)
	defer bar.end()
	err := sweep.Run(ctx, s.grid, todo, runtime.GOMAXPROCS(0), func(c sweep.Cell) error {
		bar.add(c.Index)
		return to.add(c)
	})
	if !errors.Is(err, context.Canceled) {
		return err
	}
	bar.end()
	if err := to.flush(); err != nil {
		return err
	}
	if s.output != "-" {
		s.warn("interrupted: %d of %d cells are in %s: the same command with --resume goes on", to.rows, len(todo)+to.rows-bar.done, s.output)
	}
	return context.Canceled
}

// conclude writes what only the whole sweep tells.
func (s *sweeper) conclude(to *ledger, picture *output) error {
	if err := to.finish(); err != nil {
		return err
	}
	if s.grid.Measure == sweep.WeightGradient {
		s.warn("slopes over beta: one-sided %s, symmetric %s", slope(to.cells, 0), slope(to.cells, 1))
	}
	if picture == nil {
		return nil
	}
	if err := s.grid.Plot(picture, to.cells, pictureKind(s.plot)); err != nil {
		return picture.failed(err)
	}
	return picture.finish(nil)
}

// slope writes the power that a series grows with.
func slope(cells []sweep.Cell, series int) string {
	v := sweep.Slope(cells, series)
	if math.IsNaN(v) {
		return "not defined"
	}
	return strconv.FormatFloat(v, 'f', 2, 64)
}
