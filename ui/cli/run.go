package cli

import (
	"cmp"
	"context"
	"errors"
	"io"
	"time"

	"github.com/spf13/cobra"

	"nudge/dynamics"
	"nudge/dynamics/export"
)

// runner is `nudge run`.
type runner struct {
	*program
	experiment
	frames int
	format string
	output string
	keep   string // the file of a recording, "" for none
	warned map[string]bool
}

const runLong = `Settle the network, nudge it, and write one row for each frame.

Frame n shows the derivative of the n-th nudged step, (s(n) − s(n−1))/ε, and how
well it agrees, layer by layer, with the chosen gradient. The formats are

  table   for reading: angle and cosine of each layer, – where the nudge has not
          arrived, ~ where what arrived is below rounding
  ndjson  one JSON object a line: a start record, then the frames, in full
          precision (schema 1)
  csv     one row for each frame and unit, in full precision: frame, time, phase,
          energy, cost, layer, hops, reached, unit, state, derivative, gradient,
          cosine, angle, signs_agree, signs_counted, scale, relative_error; what
          is not defined is empty
  png, svg, pdf  a figure of the last frame, for a page or a slide: each layer's
          derivative beside its gradient, unit by unit, all of them over y = x, the
          angle by frame up to there, and a caption with every setting

Without --format the name of the file says it: run.csv, figure.svg.

Every shared flag can also be given as NUDGE_NAME, like NUDGE_BETA=0.01.`

func (p *program) run() *cobra.Command {
	r := &runner{program: p, warned: map[string]bool{}}
	c := p.command("run", "the same run without the screen: a table, ndjson, csv or a figure", r.do)
	c.Long = runLong
	c.Example = `
nudge run --frames 4
nudge run --preset lesson --reference bptt --frames 50
nudge run --temperature 1e-4 --chains 256 -o run.csv
nudge run --frames 3 -o figure.pdf`
	r.declare(c, nil)
	add(c, "frames", "N", "how many frames", "10", func(text string) (err error) {
		r.frames, err = whole(text, 0, maxFrames)
		return err
	})
	choose(c, &r.format, "format", "how to write them", "table", "ndjson", "csv", "png", "svg", "pdf")
	c.Flags().StringVarP(&r.output, "output", "o", "-", "the file to write; - is standard output")
	complete(c, "output", nil)
	c.Flags().StringVar(&r.keep, "record", "", "keep seed and knobs in a new file, for nudge replay")
	return c
}

func (r *runner) do(ctx context.Context, _ *cobra.Command) error {
	if err := r.chooseFormat(); err != nil {
		return err
	}
	source, set, err := r.open(r.environ)
	if err != nil {
		return err
	}
	if err := apart(r.flags, r.environ); err != nil {
		return err
	}
	run, err := r.start(source, set)
	if err != nil {
		return err
	}
	kept, err := r.record(run)
	if err != nil {
		return err
	}
	out, err := create(r.output, r.out)
	if err != nil {
		return err
	}
	defer out.abandon()
	failure := r.play(ctx, run, out)
	if err := out.finish(failure); err != nil {
		failure = err
	}
	return errors.Join(failure, kept())
}

// record begins to keep the run where that is asked for, and is how it ends: with
// the last frame.
func (r *runner) record(run *dynamics.Run) (end func() error, err error) {
	if r.keep == "" {
		return func() error { return nil }, nil
	}
	file, err := openRecord(r.keep)
	if err != nil {
		return nil, err
	}
	w := file.writer()
	w.Show(run, r.reference)
	return func() error {
		w.Look(run, r.reference)
		return file.close(w)
	}, nil
}

const maxFrames = 1_000_000_000

// play writes the frames up to the last good one.
func (r *runner) play(ctx context.Context, run *dynamics.Run, out *output) error {
	if err := equilibrate(ctx, run); err != nil {
		return err
	}
	var f dynamics.Frame
	run.Observe(&f, r.reference)
	r.warnings(&f)
	to := r.recorder(run.Source(), out)
	if err := to.Start(&f); err != nil {
		return out.failed(err)
	}
	failure := r.step(ctx, run, &f, to, out)
	if errors.Is(failure, context.Canceled) {
		return failure
	}
	if err := to.End(); err != nil {
		return out.failed(err)
	}
	return failure
}

// step writes frame after frame.
func (r *runner) step(ctx context.Context, run *dynamics.Run, f *dynamics.Frame, to export.Writer, out *output) error {
	for range r.frames {
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, err := run.Advance(1, 0); err != nil {
			return err
		}
		run.Observe(f, r.reference)
		r.warnings(f)
		if err := to.Frame(f); err != nil {
			return out.failed(err)
		}
		if err := out.refresh(); err != nil {
			return err
		}
	}
	return nil
}

func (r *runner) recorder(source *dynamics.Source, w io.Writer) export.Writer {
	if r.format == "table" {
		return newTable(w, source)
	}
	return export.New(r.format, w, source)
}

// chooseFormat takes the format from the name of the file where no flag gives it.
func (r *runner) chooseFormat() error {
	if !r.flags.Changed("format") {
		named, err := formatNamed(r.output, export.Formats()...)
		if err != nil {
			return err
		}
		r.format = cmp.Or(named, r.format)
	}
	if export.IsPicture(r.format) && r.output == "-" && terminal(r.out) {
		return usage("--format: a picture is nothing to read in a terminal: give it a file with -o figure.%s", r.format)
	}
	return nil
}

// warnings says what a frame warns of, each thing once.
func (r *runner) warnings(f *dynamics.Frame) {
	for _, w := range f.Warnings {
		if !r.warned[w.Text] {
			r.warned[w.Text] = true
			r.warn("warning: %s", w.Text)
		}
	}
}

// equilibrate goes to frame 0.
func equilibrate(ctx context.Context, run *dynamics.Run) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		if done, err := run.Seek(0, 50*time.Millisecond); done || err != nil {
			return err
		}
	}
}
