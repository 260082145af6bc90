package lesson

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"nudge/dynamics"
	"nudge/model"
)

// Word is a command: what can be written on a line of a block, and most of it
// after `:` in the visualizer.
type Word struct {
	Name string
	Args string // what follows it, for people
	Help string
	// read understands what follows the name.
	read func(args []string) (deed, error)
}

// deed is what a command does to a stage.
type deed func(*Stage) error

// Command is a word with its arguments, understood.
type Command struct {
	Line int    // of the file, from 1; 0 for none
	Text string // as it was written
	do   deed
}

// Name is the command's first word.
func (c Command) Name() string { return strings.Fields(c.Text)[0] }

// Words is the table of the commands that act on an experiment.
func Words() []Word {
	return []Word{
		{"set", "KNOB VALUE", "give a knob a value, as with =", readSet},
		{"go", "FRAME", "go to a frame", one(readGo)},
		{"step", "FRAMES", "go so many frames on", one(readStep)},
		{"nudge", "on|off|spring|kick|clamp|towards|away", "switch the nudge, or choose its kind or its sign", one(readNudge)},
		{"settle", "", "let go and settle, as f does", none((*Stage).settle)},
		{"rewind", "", "begin anew from rest with the settings as they are, as r does", none((*Stage).rewind)},
		{"sample", "N", "clamp that input, from rest", one(readSample)},
		{"target", "N", "pull towards the N-th other target, 0 for the sample's own, from rest", one(readTarget)},
		{"seed", "N", "begin anew with that seed", one(readSeed)},
		{"reference", "NAME", "compare with backprop, bptt or equilibrium", one(readReference)},
		{"estimator", "NAME", "read the derivative off raw, by window, displacement or twin", one(readEstimator)},
		{"view", "NAME", "show " + strings.Join(Views, ", "), one(readView)},
		{"preset", "NAME", "begin anew with that network, every knob at its default", one(readPreset)},
	}
}

// Views are the names of the views that a lesson may ask for.
var Views = []string{"pairs", "scatter", "wave", "angle", "energy", "network", "learning"}

// blockWords are the words that mean something in a block only.
func blockWords() []Word {
	return []Word{
		{"train", "DATA PASSES [nudged=FRAMES]", "train a fresh network on a data set, and look at it", readTrain},
		{"expect", "QUANTITY [LAYER] < NUMBER", "observe a quantity, and fail a check if it is not as said", readExpect},
	}
}

// typed are the commands that the visualizer takes, and no lesson: those that write
// files, and those that keep every core busy.
var typed = []string{"sweep", "learn", "save", "load", "write", "snapshot", "export"}

// maxFrame is the last frame that can be asked for.
const maxFrame = 1_000_000

// Read understands what follows the word.
func (w Word) Read(args []string) (Command, error) {
	do, err := w.read(args)
	return Command{Text: strings.Join(append([]string{w.Name}, args...), " "), do: do}, err
}

// readCommand understands a line of a block.
func readCommand(text string, line int) (Command, error) {
	fields := strings.Fields(text)
	var names []string
	for _, w := range append(Words(), blockWords()...) {
		if w.Name == fields[0] {
			c, err := w.Read(fields[1:])
			c.Line = line
			if err != nil {
				err = fmt.Errorf("%s: %w", w.Name, err)
			}
			return c, err
		}
		names = append(names, w.Name)
	}
	if slices.Contains(typed, fields[0]) {
		return Command{}, fmt.Errorf("%s is not for lessons: a lesson may use %s", fields[0], strings.Join(names, ", "))
	}
	return Command{}, unknown("command", fields[0], names)
}

// none takes no argument.
func none(do deed) func([]string) (deed, error) {
	return func(args []string) (deed, error) {
		if len(args) > 0 {
			return nil, fmt.Errorf("nothing follows it, but there is %q: leave that out", strings.Join(args, " "))
		}
		return do, nil
	}
}

// one takes exactly one argument.
func one(read func(string) (deed, error)) func([]string) (deed, error) {
	return func(args []string) (deed, error) {
		if len(args) != 1 {
			return nil, fmt.Errorf("give one word after the command, not %d", len(args))
		}
		return read(args[0])
	}
}

func readSet(args []string) (deed, error) {
	if len(args) != 2 {
		return nil, fmt.Errorf("give a knob and a value, like: set beta 0.03")
	}
	var names []string
	for i, knob := range dynamics.Table {
		names = append(names, knob.Name)
		if knob.Name != args[0] && knob.Symbol != args[0] {
			continue
		}
		if !strings.HasPrefix(args[1], "x") { // of a multiple nothing is known yet
			if _, err := knob.Parse(args[1], knob.Default); err != nil {
				return nil, err
			}
		}
		return func(s *Stage) error { return s.set(i, args[1]) }, nil
	}
	return nil, unknown("knob", args[0], names)
}

// set gives a knob the value that a text says.
func (s *Stage) set(i int, text string) error {
	knob := dynamics.Table[i]
	v, err := knob.Parse(text, knob.Get(s.Run.Settings().Knobs))
	if err != nil {
		return err
	}
	s.Knob = i
	return s.adjust(func(set *dynamics.Settings) { *knob.Field(&set.Knobs) = v })
}

func readGo(text string) (deed, error) {
	n, err := strconv.Atoi(text)
	if err != nil {
		return nil, fmt.Errorf("%q is not a frame: type a whole number, like 12", text)
	}
	return func(s *Stage) error {
		if n < s.Run.First() || n > maxFrame {
			return fmt.Errorf("frame %d: give one from %d to %d", n, s.Run.First(), maxFrame)
		}
		s.Goal = &Goal{Step: n - s.Run.First()}
		return nil
	}, nil
}

func readStep(text string) (deed, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > maxFrame {
		return nil, fmt.Errorf("%q is no number of frames: give one from 1 to %d", text, maxFrame)
	}
	return func(s *Stage) error {
		s.Goal = &Goal{Step: min(s.Step()+n, maxFrame), Play: true}
		return nil
	}, nil
}

func readNudge(text string) (deed, error) {
	switch text {
	case "on", "off":
		return change(func(set *dynamics.Settings) { set.On = text == "on" }), nil
	case "towards", "away":
		return change(func(set *dynamics.Settings) { set.Inverted = text == "away" }), nil
	}
	kind, err := dynamics.ParseNudge(text)
	if err != nil {
		return nil, fmt.Errorf("%w, or on, off, towards, away", err)
	}
	return change(func(set *dynamics.Settings) { set.Nudge = kind }), nil
}

func change(edit func(*dynamics.Settings)) deed {
	return func(s *Stage) error { return s.adjust(edit) }
}

func (s *Stage) settle() error { return s.Run.Relax() }

func (s *Stage) rewind() error { return s.Run.Restart(s.Run.Settings()) }

func readSample(text string) (deed, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return nil, fmt.Errorf("%q is no sample: give a number from 1", text)
	}
	return func(s *Stage) error {
		if samples := s.Run.Source().Samples(); n > samples {
			return fmt.Errorf("%q is no sample: give a number from 1 to %d", text, samples)
		}
		return s.adjust(func(set *dynamics.Settings) { set.Sample, set.Target = n, 0 })
	}, nil
}

func readTarget(text string) (deed, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return nil, fmt.Errorf("%q is no target: give a number, 0 for the sample's own", text)
	}
	return func(s *Stage) error {
		if targets := s.Run.Source().Targets(); n > targets {
			return fmt.Errorf("there is no target %d: give a number from 0 to %d", n, targets)
		}
		return s.adjust(func(set *dynamics.Settings) { set.Target = n })
	}, nil
}

func readSeed(text string) (deed, error) {
	seed, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return nil, fmt.Errorf("%q is no seed: give a whole number, 0 or more", text)
	}
	return func(s *Stage) error {
		return s.adjust(func(set *dynamics.Settings) {
			set.Seed = seed
			if s.Run.Source().Drawn() {
				set.Weights = nil // the seed draws others in the place of what was learnt
			}
		})
	}, nil
}

func readReference(text string) (deed, error) {
	ref, err := dynamics.ParseReference(text)
	return func(s *Stage) error { s.Reference = ref; return nil }, err
}

func readEstimator(text string) (deed, error) {
	e, err := dynamics.ParseEstimator(text)
	return func(s *Stage) error { s.Run.Estimate(e); return nil }, err
}

func readView(text string) (deed, error) {
	if !slices.Contains(Views, text) {
		return nil, unknown("view", text, Views)
	}
	return func(s *Stage) error { s.View = text; return nil }, nil
}

func readPreset(text string) (deed, error) {
	if err := knownPreset(text); err != nil {
		return nil, err
	}
	return func(s *Stage) error { return s.enter(text) }, nil
}

func knownPreset(name string) error {
	var names []string
	for _, p := range model.Presets() {
		if p.Name == name {
			return nil
		}
		names = append(names, p.Name)
	}
	return unknown("preset", name, names)
}
