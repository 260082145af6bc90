package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"nudge/ui"
)

// looks are the options of what draws on a terminal: of nudge itself, of a replay
// and of a class.
func looks() []option {
	return []option{
		oneOf("theme", "colours", "auto", "dark", "light", "mono"),
		oneOf("ascii", "draw with ASCII only; --ascii=false does not, --ascii=auto asks the locale and TERM", "auto", "true", "false"),
	}
}

// oneOf is an option that is one of a few words, the first by default.
func oneOf(name, doc string, words ...string) option {
	return option{name: name, doc: doc, words: words, read: func(_ *experiment, text string) error {
		if !slices.Contains(words, text) {
			return fmt.Errorf("%q is unknown: use one of %s", text, strings.Join(words, ", "))
		}
		return nil
	}}
}

// look declares the flag of one of looks. What can be true is so without a word.
func look(c *cobra.Command, to *string, name string) {
	for _, o := range looks() {
		if o.name == name {
			choose(c, to, o.name, o.doc, o.words...)
			if slices.Contains(o.words, "true") {
				c.Flag(name).NoOptDefVal = "true"
			}
		}
	}
}

// stray refuses an argument that is meant as the word of a flag which does without:
// that has to stand after =.
func stray(c *cobra.Command, args []string) error {
	for _, o := range looks() {
		f := c.Flag(o.name)
		if f == nil || f.NoOptDefVal == "" || !f.Changed {
			continue
		}
		for _, arg := range args {
			if slices.Contains(o.words, arg) {
				return usage("--%s does not take the word after it: write --%s=%s", o.name, o.name, arg)
			}
		}
	}
	return nil
}

// settable is every option that a variable or the configuration file can give.
func settable() []option { return slices.Concat(options(), looks()) }

// drawASCII tells whether a screen is to be drawn with ASCII only: as the flag says,
// or else the locale and TERM.
func drawASCII(choice string, environ []string) bool {
	return choice == "true" || choice == "auto" && ui.ASCIIOnly(environ)
}
