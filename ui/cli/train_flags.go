package cli

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"nudge/dynamics/learn"
	"nudge/model/data"
)

// trainFlags is a recipe as flags give it: what is not given is that of the
// data set.
type trainFlags struct {
	data   string
	change learn.Recipe // the fields that a flag gave
	flags  *pflag.FlagSet
}

// declare gives a command the flags of a recipe.
func (t *trainFlags) declare(c *cobra.Command) {
	c.Flags().SortFlags = false
	t.flags = c.Flags()
	add(c, "data", "NAME", "iris, digits, xor, a CSV file with the class last, or a directory of images like MNIST's", data.Names()[0], func(text string) error {
		t.data = text
		return nil
	})
	complete(c, "data", data.Names())
	for _, o := range learn.Options() {
		add(c, o.Name, o.Kind, o.Doc, "", func(text string) error { return o.Read(&t.change, text) })
		if o.Kind == "" {
			c.Flags().Lookup(o.Name).NoOptDefVal = "on"
		}
		complete(c, o.Name, o.Words)
	}
}

// recipe is that of the data set with what the flags change.
func (t *trainFlags) recipe(set *data.Set) learn.Recipe {
	r := learn.RecipeFor(set)
	for _, o := range learn.Options() {
		if t.flags.Changed(o.Name) {
			o.Take(&r, t.change)
		}
	}
	return r
}
