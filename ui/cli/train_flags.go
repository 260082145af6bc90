package cli

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"nudge/dynamics/learn"
	"nudge/model"
	"nudge/model/data"
)

// trainFlags is a recipe as flags give it: what is not given is that of the
// data set.
type trainFlags struct {
	data   string
	change learn.Recipe // the fields that a flag gave
	flags  *pflag.FlagSet
}

// trainOption is one field of a recipe: how its text is read, and how it is
// taken over into the recipe of a data set.
type trainOption struct {
	name, kind, doc string
	words           []string
	read            func(r *learn.Recipe, text string) error
	take            func(to *learn.Recipe, from learn.Recipe)
}

// trainOptions is the table of all of them.
func trainOptions() []trainOption {
	return []trainOption{
		{
			"rule", "NAME", "how weights change: " + strings.Join(learn.RuleNames(), ", ") + " (else the first)", learn.RuleNames(),
			func(r *learn.Recipe, text string) (err error) { r.Rule, err = learn.ParseRule(text); return err },
			func(to *learn.Recipe, from learn.Recipe) { to.Rule = from.Rule },
		},
		{
			"layers", "SIZES", "sizes from input to visible, like 64,64,10", nil,
			func(r *learn.Recipe, text string) error {
				e := experiment{}
				err := readLayers(&e, text)
				r.Layers = e.layers
				return err
			},
			func(to *learn.Recipe, from learn.Recipe) { to.Layers = from.Layers },
		},
		{
			"activation", "NAME", "one of " + strings.Join(model.ActivationNames(), ", "), model.ActivationNames(),
			func(r *learn.Recipe, text string) (err error) {
				r.Activation, err = model.ParseActivation(text)
				return err
			},
			func(to *learn.Recipe, from learn.Recipe) { to.Activation = from.Activation },
		},
		wholeOption("epochs", "passes over the samples to learn from", func(r *learn.Recipe) *int { return &r.Epochs }),
		wholeOption("batch", "samples between two weight changes", func(r *learn.Recipe) *int { return &r.Batch }),
		realOption("beta", "nudge strength β", func(r *learn.Recipe) *float64 { return &r.Beta }),
		realOption("step", "step size ε", func(r *learn.Recipe) *float64 { return &r.Step }),
		wholeOption("free", "steps of the free phase", func(r *learn.Recipe) *int { return &r.Free }),
		wholeOption("nudged", "steps of a nudged phase", func(r *learn.Recipe) *int { return &r.Nudged }),
		{
			"rates", "X,…", "learning rate of each layer, like 0.2,0.1; one number is for all", nil,
			func(r *learn.Recipe, text string) error { return readRates(&r.Rates, text) },
			func(to *learn.Recipe, from learn.Recipe) { to.Rates = from.Rates },
		},
		{
			"seed", "N", "of split, first weights and order of the samples (else 1)", nil,
			func(r *learn.Recipe, text string) error {
				e := experiment{}
				err := readSeed(&e, text)
				r.Seed = e.seed
				return err
			},
			func(to *learn.Recipe, from learn.Recipe) { to.Seed = from.Seed },
		},
		realOption("test-fraction", "part of the samples that is kept for testing", func(r *learn.Recipe) *float64 { return &r.TestFraction }),
	}
}

func wholeOption(name, doc string, field func(*learn.Recipe) *int) trainOption {
	return trainOption{
		name, "N", doc, nil,
		func(r *learn.Recipe, text string) (err error) {
			*field(r), err = whole(text, 1, math.MaxInt32)
			return err
		},
		func(to *learn.Recipe, from learn.Recipe) { *field(to) = *field(&from) },
	}
}

func realOption(name, doc string, field func(*learn.Recipe) *float64) trainOption {
	return trainOption{
		name, "X", doc, nil,
		func(r *learn.Recipe, text string) (err error) { *field(r), err = readReal(text); return err },
		func(to *learn.Recipe, from learn.Recipe) { *field(to) = *field(&from) },
	}
}

func readReal(text string) (float64, error) {
	v, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, fmt.Errorf("%q is not a number: give one like 0.03 or 3e-2", text)
	}
	return v, nil
}

func readRates(to *[]float64, text string) error {
	*to = nil
	for _, part := range strings.Split(text, ",") {
		v, err := readReal(part)
		if err != nil {
			return err
		}
		*to = append(*to, v)
	}
	return nil
}

// declare gives a command the flags of a recipe.
func (t *trainFlags) declare(c *cobra.Command) {
	c.Flags().SortFlags = false
	t.flags = c.Flags()
	add(c, "data", "NAME", "iris, digits, xor, or a CSV file with the class last", data.Names()[0], func(text string) error {
		t.data = text
		return nil
	})
	complete(c, "data", data.Names())
	for _, o := range trainOptions() {
		add(c, o.name, o.kind, o.doc, "", func(text string) error { return o.read(&t.change, text) })
		complete(c, o.name, o.words)
	}
}

// recipe is that of the data set with what the flags change.
func (t *trainFlags) recipe(set *data.Set) (learn.Recipe, error) {
	r := learn.RecipeFor(set)
	for _, o := range trainOptions() {
		if t.flags.Changed(o.name) {
			o.take(&r, t.change)
		}
	}
	depth := len(r.Layers) - 1
	switch {
	case len(r.Rates) == 1 && t.flags.Changed("rates"):
		r.Rates = slices.Repeat(r.Rates, max(depth, 1))
	case len(r.Rates) != depth && !t.flags.Changed("rates"):
		return r, usage("--rates: the recipe has %d, for as many moving layers: give one for each of the %d of --layers", len(r.Rates), depth)
	}
	return r, nil
}
