package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"nudge/dynamics"
	"nudge/dynamics/export"
	"nudge/ui"
	"nudge/ui/chart"
)

// visualizer is `nudge` itself.
type visualizer struct {
	*program
	experiment
	theme string
	frame int // to open at, −1 for at rest
	ascii string
	plain bool   // in sentences
	keep  string // the file of a recording, "" for none
	start lessonStart
}

const visualizeLong = `Watch, in a terminal, how a network at rest that is nudged at its output computes
back-propagation by itself. Press ? for every key.

Every shared flag can also be given as NUDGE_NAME, like NUDGE_BETA=0.01, and as a line
like beta = 0.01 in $XDG_CONFIG_HOME/nudge/config.toml (~/.config/nudge/config.toml).
A flag counts over a variable, and that over the file.`

func (p *program) visualizer() *cobra.Command {
	v := &visualizer{program: p, frame: -1}
	c := p.command("nudge", "watch a nudged network compute back-propagation", v.do)
	c.Long = visualizeLong
	v.declare(c, nil)
	add(c, "frame", "N", "nudge it, and open at frame N", "", func(text string) (err error) {
		v.frame, err = whole(text, 0, maxFrames)
		return err
	})
	complete(c, "frame", nil)
	look(c, &v.theme, "theme")
	look(c, &v.ascii, "ascii")
	c.Flags().BoolVar(&v.plain, "plain", false, "in sentences, for screen readers and pipes: commands and keys are read a line each")
	v.start.declare(c)
	c.Flags().StringVar(&v.keep, "record", "", "keep what you do in a new file, for nudge replay")
	return c
}

func (v *visualizer) do(ctx context.Context, _ *cobra.Command) error {
	if err := v.start.open(v.flags); err != nil {
		return err
	}
	if v.frame >= 0 && v.start.asked() {
		return usage("--frame does not go with --lesson or --menu: they begin at rest, leave it out")
	}
	source, set, err := v.open(v.environ)
	if err != nil {
		return err
	}
	if !v.plain && (!terminal(v.in) || !terminal(v.out)) {
		if err := v.noScreen(); err != nil {
			return err
		}
		if v.start.asked() {
			return v.start.print(v.out)
		}
		return v.once(ctx, source, set)
	}
	theme, err := ui.ParseTheme(v.theme)
	if err != nil {
		return usage("--theme: %w", err)
	}
	set.On = v.frame >= 0 // else n turns it on
	at := v.free
	if set.On {
		at = v.frame
	}
	state := stateFolder(v.environ)
	o := ui.Options{
		State: state, Lesson: v.start.lesson, Menu: v.start.menu, First: firstRun(state),
		Source: source, Settings: set, Equilibrate: v.equilibrate, Free: v.free, Frame: at, Given: v.given(), Reference: v.reference, Estimator: v.estimator,
		ASCII: drawASCII(v.ascii, v.environ),
		Theme: theme, Folder: xdgFolder(v.environ, "XDG_CONFIG_HOME", ".config"), In: v.in, Out: v.out, Environ: v.environ,
	}
	return v.watch(ctx, o)
}

// watch shows the visualizer, and keeps what is done in the file asked for.
func (v *visualizer) watch(ctx context.Context, o ui.Options) error {
	show := ui.Start
	if v.plain {
		show = func(ctx context.Context, o ui.Options) error { return ui.Plain(ctx, o, v.err) }
	}
	if v.keep == "" {
		return ended(show(ctx, o))
	}
	file, err := openRecord(v.keep)
	if err != nil {
		return err
	}
	o.Record = file.writer()
	return ended(errors.Join(show(ctx, o), file.close(o.Record)))
}

// ended words how the visualizer ended.
func ended(err error) error {
	switch {
	case errors.Is(err, ui.ErrInterrupted):
		return context.Canceled
	case errors.As(err, new(ui.ErrLines)):
		return usage("%w", err)
	}
	return err
}

// noScreen is what cannot be kept without a terminal.
func (v *visualizer) noScreen() error {
	if v.keep != "" {
		return usage("--record needs a terminal, or --plain: nudge run --record FILE keeps a run without the screen")
	}
	return nil
}

// terminal tells whether a stream is one.
func terminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(f.Fd())
}

// once prints, without a terminal, the frame that is asked for, or else that at
// which the nudge arrives at the deepest layer.
func (v *visualizer) once(ctx context.Context, source *dynamics.Source, set dynamics.Settings) error {
	run, err := v.experiment.start(source, set)
	if err != nil {
		return err
	}
	if err := equilibrate(ctx, run); err != nil {
		return err
	}
	var f dynamics.Frame
	run.Observe(&f, v.reference)
	frames := f.Network().Depth()
	if v.frame >= 0 {
		frames = v.frame
	}
	if _, err := run.Advance(frames, 0); err != nil {
		return err
	}
	run.Observe(&f, v.reference)
	text := frameText(source, &f)
	if drawASCII(v.ascii, v.environ) {
		text = strings.Map(chart.ASCII, text)
	}
	_, err = io.WriteString(v.out, text)
	return err
}

// frameText is one frame for reading.
func frameText(source *dynamics.Source, f *dynamics.Frame) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\nframe %d, time %.5g, %s\n\n", header(source, f), f.Number, f.Time, export.Phase(f))
	fmt.Fprintf(&b, "%-12s %5s %11s %11s %8s %8s %7s\n", "layer", "units", "|ds/dt|", "|∂C/∂s|", "angle", "cosine", "signs")
	for i := len(f.Layers) - 1; i >= 0; i-- {
		a := f.Layers[i]
		fmt.Fprintf(&b, "%-12s %5d %11.4g %11.4g %8s %8s %3d/%d\n", layerTitle(a.Hops), f.Network().Size(a.Layer),
			a.Derivative, a.Gradient, angle(a), cosine(a), a.SignsAgree, a.SignsCounted)
	}
	b.WriteString("\nwithout a terminal this is all: nudge run prints more frames, nudge help explains\n")
	return b.String()
}
