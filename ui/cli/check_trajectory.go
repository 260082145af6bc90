package cli

import (
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/spf13/pflag"

	"nudge/dynamics"
)

// judge is `nudge check --trajectory`.
func (k *checking) judge() error {
	saved, err := dynamics.OpenTrajectory(k.trajectory)
	if err != nil {
		return usage("%w", err)
	}
	given := map[string]bool{}
	k.flags.Visit(func(f *pflag.Flag) { given[f.Name] = true })
	source, set, err := k.open(k.environ)
	if err != nil {
		return err
	}
	if set, err = k.agreed(saved, set, given); err != nil {
		return err
	}
	judgement, err := saved.Judge(source, set, k.tolerance)
	if err != nil {
		return k.blame(err)
	}
	err = k.conclude(&judgement.Check, func(w io.Writer) error {
		if k.format == "json" {
			return k.writeJudgementJSON(w, saved, set, judgement)
		}
		return k.writeJudgement(w, source, saved, set, judgement)
	})
	if err == nil && judgement.Seen() == 0 {
		return errors.New("nothing could be compared with a gradient")
	}
	return err
}

// blame tells a trajectory that does not fit from a network that does not
// settle.
func (k *checking) blame(err error) error {
	if errors.As(err, new(*dynamics.Divergence)) {
		return err
	}
	return usage("trajectory %s: %w", k.trajectory, err)
}

// agreed is the settings that the trajectory was made with: the file's, and
// those of the flags where it does not say. A flag that says something else is
// an error; an environment variable gives way.
func (k *checking) agreed(saved *dynamics.Trajectory, set dynamics.Settings, given map[string]bool) (dynamics.Settings, error) {
	for _, knob := range dynamics.Table {
		v, says := saved.Knobs[knob.Name]
		f := k.flags.Lookup(knob.Name)
		switch {
		case !says && (knob.Name == "beta" || knob.Name == "step") && !f.Changed:
			return set, usage("--%s: %s does not say %s: give the one it was made with", knob.Name, k.trajectory, knob.Symbol)
		case !says || f == nil:
			continue
		}
		asked := *knob.Field(&k.knobs)
		if given[knob.Name] && math.Abs(asked-v) > sameKnob*math.Abs(v) {
			return set, usage("--%s is %s, and %s says %v: leave the flag out, or correct it", knob.Name, f.Value, k.trajectory, v)
		}
		if !given[knob.Name] {
			*knob.Field(&set.Knobs) = v
		}
		if knob.Name == "beta" {
			set.Inverted = v < 0
			set.Beta = math.Abs(*knob.Field(&set.Knobs))
		}
	}
	if saved.Seed != nil {
		if given["seed"] && set.Seed != *saved.Seed {
			return set, usage("--seed is %d, and %s says %d: leave the flag out, or correct it", set.Seed, k.trajectory, *saved.Seed)
		}
		set.Seed = *saved.Seed
	}
	if set.Beta == 0 {
		return set, usage("--beta is off: without a nudge there is nothing to judge, give the one that %s was made with", k.trajectory)
	}
	return set, nil
}

// sameKnob is the part by which a knob may differ between flag and file: one
// may be a float32.
const sameKnob = 1e-6

func (k *checking) writeJudgement(w io.Writer, source *dynamics.Source, saved *dynamics.Trajectory, set dynamics.Settings, j *dynamics.Judgement) error {
	f := dynamics.Frame{Settings: set, Rest: j.Rest}
	fmt.Fprintf(w, "%s\n%s: %d frames of %s, with β %.6g and ε %.6g\n%s\n\n", title(source, &f), k.trajectory, saved.Frames(), saved.Precision(), signed(set), set.Step, atRest(j.Rest))
	fmt.Fprintf(w, "%-16s  %-29s  %s\n", "", "on arrival, with backprop", "the worst frame, with bptt")
	fmt.Fprintf(w, "%-16s  %5s %7s %7s %7s  %5s %7s %7s  %s\n", "layer", "frame", "angle", "size", "error", "frame", "angle", "error", "frames 1, 2, …")
	for layer := len(j.Arrival); layer >= 1; layer-- {
		fmt.Fprintf(w, "%-16s  %s  %s  %s\n", layerTitle(len(j.Arrival)-layer), onArrival(j.Arrival[layer-1]), worst(j.Worst[layer-1]), strip(j, layer, k.tolerance))
	}
	fmt.Fprintf(w, "= the gradient   ≠ not   · not reached yet   ! moves before that   ~ below rounding\n\n")
	if err := writeRows(w, &j.Check); err != nil {
		return err
	}
	for i, finding := range j.Findings {
		if i == 0 {
			fmt.Fprintln(w)
		}
		if _, err := fmt.Fprintf(w, "%s\n", finding); err != nil {
			return err
		}
	}
	return nil
}

func signed(set dynamics.Settings) float64 {
	if set.Inverted {
		return -set.Beta
	}
	return set.Beta
}

// onArrival is the frame that reaches a layer, with angle, excess of size and
// relative error there.
func onArrival(a dynamics.Agreement) string {
	switch {
	case a.Layer == 0:
		return fmt.Sprintf("%5s %7s %7s %7s", none, none, none, none)
	case a.BelowRounding:
		return fmt.Sprintf("%5d %7s %7s %7s", a.Hops+1, tiny, tiny, tiny)
	case !a.Shown():
		return fmt.Sprintf("%5d %7s %7s %7s", a.Hops+1, none, none, size(a.RelativeError))
	}
	return fmt.Sprintf("%5d %7s %7s %7s", a.Hops+1, angle(a), size(sizeError(a)), size(a.RelativeError))
}

// sizeError is by what part the derivative is too large or too small.
func sizeError(a dynamics.Agreement) float64 { return math.Abs(a.Scale/a.Factor - 1) }

// worst is the frame that is furthest from back-propagation through time.
func worst(v dynamics.Verdict) string {
	if v.Frame == 0 {
		return fmt.Sprintf("%5s %7s %7s", none, none, none)
	}
	return fmt.Sprintf("%5d %7s %7s", v.Frame, angle(v.Agreement), size(v.RelativeError))
}

// stripFrames is how many frames of a layer are drawn.
const stripFrames = 60

// strip is one character a frame.
func strip(j *dynamics.Judgement, layer int, tolerance float64) string {
	var marks []rune
	for n, frame := range j.Frames {
		if n == stripFrames {
			return string(marks) + "…"
		}
		marks = append(marks, mark(frame[layer-1], tolerance))
	}
	return string(marks)
}

func mark(v dynamics.Verdict, tolerance float64) rune {
	switch {
	case !v.Reached && v.Early > tolerance:
		return '!'
	case !v.Reached:
		return '·'
	case v.BelowRounding:
		return '~'
	case v.RelativeError <= tolerance:
		return '='
	}
	return '≠'
}
