package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"nudge/dynamics"
	"nudge/model"
	"nudge/model/data"
)

// option is one setting of an experiment: its flag, its variable NUDGE_NAME,
// and how its text is read.
type option struct {
	name, kind string
	doc        string
	fallback   string   // the text it has when nothing gives one
	words      []string // what it can be, for completion
	read       func(e *experiment, text string) error
}

// options is the table of all of them.
func options() []option {
	all := []option{
		{name: "preset", kind: "NAME", doc: "the network to start from (nudge presets lists them)", fallback: model.Presets()[0].Name, words: presetNames(), read: readPreset},
		{name: "network", kind: "FILE", doc: "a network file, instead of preset, data, layers and activation; arrays of NumPy (.npz) leave activation (else tanh) and data open", read: func(e *experiment, text string) error { e.network = text; return nil }},
		{name: "data", kind: "NAME", doc: "input and target: iris, digits, xor, a CSV file with the class last, or a directory of images like MNIST's", words: data.Names(), read: func(e *experiment, text string) error { e.data = text; return nil }},
		{name: "sample", kind: "N", doc: "which sample of the data, from 1", fallback: "1", read: readSample},
		{name: "target", kind: "N", doc: "another target than the sample's own, from 1; 0 is its own", fallback: "0", read: readTarget},
		{name: "layers", kind: "SIZES", doc: "sizes from input to visible, like 4,8,6,3", read: readLayers},
		{name: "activation", kind: "NAME", doc: "one of " + strings.Join(model.ActivationNames(), ", "), words: model.ActivationNames(), read: readActivation},
		{name: "seed", kind: "N", doc: "of weights and noise", fallback: "1", read: readSeed},
	}
	for _, k := range dynamics.Table {
		all = append(all, knobOption(k))
	}
	return append(all,
		option{name: "nudge", kind: "NAME", doc: "the outside force: " + strings.Join(namesOf(dynamics.Nudges), ", ") + " (a kick jumps by beta and holds, a clamp is a kick of 1)", fallback: dynamics.Spring.String(), words: namesOf(dynamics.Nudges), read: readNudge},
		option{name: "reference", kind: "NAME", doc: "the gradient to compare with: " + strings.Join(namesOf(dynamics.References), ", "), fallback: dynamics.Backprop.String(), words: namesOf(dynamics.References), read: readReference},
		option{name: "estimator", kind: "NAME", doc: "how the derivative is read off: " + strings.Join(namesOf(dynamics.Estimators), ", "), fallback: dynamics.RawRate.String(), words: namesOf(dynamics.Estimators), read: readEstimator},
		option{name: "equilibrate", kind: "STEPS", doc: "free steps before frame 0, with noise", fallback: "500", read: readEquilibrate},
		option{name: "free", kind: "FRAMES", doc: "free frames from rest on, before the nudge", fallback: "0", read: readFree},
	)
}

// knobOption makes the flag of a knob from its row.
func knobOption(k dynamics.Knob) option {
	doc := fmt.Sprintf("%s %s, from %g to %g", k.Title, k.Symbol, k.Min, k.Max)
	if k.Off {
		doc += ", 0 is off"
	}
	switch k.Name {
	case "beta":
		doc += ", negative pushes away"
	case "step":
		doc += ", else the preset's own"
	}
	return option{
		name: k.Name, kind: "X", doc: doc, fallback: strconv.FormatFloat(k.Default, 'g', -1, 64),
		read: func(e *experiment, text string) error { return readKnob(k, e, text) },
	}
}

// value is a flag whose text one function reads.
type value struct {
	text, kind string
	read       func(text string) error
}

func (v *value) Set(text string) error {
	if err := v.read(text); err != nil {
		return err
	}
	v.text = text
	return nil
}

func (v *value) String() string { return v.text }

func (v *value) Type() string { return v.kind }

// add declares a flag and gives it its default.
func add(c *cobra.Command, name, kind, doc, fallback string, read func(text string) error) {
	v := &value{kind: kind, read: read}
	if fallback != "" {
		if err := v.Set(fallback); err != nil {
			panic("cli: default of " + name + ": " + err.Error())
		}
	}
	c.Flags().Var(v, name, doc)
}

// declare gives a command the flags of an experiment, with other defaults where
// fallbacks has them. Those named in without stay at their default.
func (e *experiment) declare(c *cobra.Command, fallbacks map[string]string, without ...string) {
	c.Flags().SortFlags = false
	e.flags = c.Flags()
	hidden := &cobra.Command{}
	for _, o := range options() {
		if text, ok := fallbacks[o.name]; ok {
			o.fallback = text
		}
		to := c
		if slices.Contains(without, o.name) {
			to = hidden
		}
		add(to, o.name, o.kind, o.doc, o.fallback, func(text string) error { return o.read(e, text) })
		complete(to, o.name, o.words)
	}
}

func complete(c *cobra.Command, flag string, words []string) {
	directive := cobra.ShellCompDirectiveNoFileComp
	if flag == "data" || flag == "network" || flag == "output" || flag == "trajectory" {
		directive = cobra.ShellCompDirectiveDefault
	}
	if err := c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, directive)); err != nil {
		panic("cli: " + err.Error())
	}
}

// choose declares a flag that is one of a few words, the first by default.
func choose(c *cobra.Command, to *string, name, doc string, words ...string) {
	add(c, name, "NAME", doc+": "+strings.Join(words, ", "), words[0], func(text string) error {
		if !slices.Contains(words, text) {
			return fmt.Errorf("%q is unknown: use one of %s", text, strings.Join(words, ", "))
		}
		*to = text
		return nil
	})
	complete(c, name, words)
}
