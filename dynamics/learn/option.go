package learn

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"nudge/model"
)

// Option is one setting of a Recipe: its flag, its word in the terminal view, and
// how its text is read and shown all come from this row.
type Option struct {
	Name  string   // in flags, files and commands
	Kind  string   // what stands for its text in help: N, X, NAME, …; "" is a switch, on when it has no text
	Doc   string   // what it does, in a student's words
	Words []string // what it can be, for completion; nil for numbers
	// Read takes the text over into r. The error says what to give instead, without
	// the name. A value that is a number but out of range is left to Recipe.Check.
	Read func(r *Recipe, text string) error
	// Show is the text that Read would take for the value of r.
	Show func(r Recipe) string
	// Take sets the field of one recipe to that of another.
	Take func(to *Recipe, from Recipe)
}

// Options is the table of all of them. The sizes of the layers come before what
// there is one of for each layer.
func Options() []Option {
	return []Option{
		nameOption("rule", "how the weights change", RuleNames(), ParseRule, func(r *Recipe) *Rule { return &r.Rule }),
		{
			Name: "layers", Kind: "SIZES", Doc: "how many units each layer has, from input to visible, like 64,64,10",
			Read: readLayers,
			Show: func(r Recipe) string { return list(r.Layers, strconv.Itoa) },
			Take: func(to *Recipe, from Recipe) { to.Layers = slices.Clone(from.Layers) },
		},
		nameOption("activation", "how a unit's rate follows its voltage", model.ActivationNames(), model.ParseActivation, func(r *Recipe) *model.Activation { return &r.Activation }),
		wholeOption("epochs", "how often to go through the samples to learn from", func(r *Recipe) *int { return &r.Epochs }),
		wholeOption("batch", "how many samples are seen between two weight changes", func(r *Recipe) *int { return &r.Batch }),
		realOption("beta", "nudge strength β, how hard the visible units are pulled to their target", func(r *Recipe) *float64 { return &r.Beta }),
		realOption("step", "step size ε, how much time passes in one step", func(r *Recipe) *float64 { return &r.Step }),
		wholeOption("free", "steps of the free phase, in which the network settles on its own", func(r *Recipe) *int { return &r.Free }),
		wholeOption("nudged", "steps of a nudged phase, in which the target pulls", func(r *Recipe) *int { return &r.Nudged }),
		switchOption("persistent", "begin the free phase where the last one of the same sample ended, and not at zero", func(r *Recipe) *bool { return &r.Persistent }),
		{
			Name: "rates", Kind: "X,…", Doc: "learning rate of each layer, how far one change goes, like 0.2,0.1; one number is for all",
			Read: readRates,
			Show: func(r Recipe) string { return list(r.Rates, short) },
			Take: func(to *Recipe, from Recipe) { to.Rates = slices.Clone(from.Rates); to.spreadRate() },
		},
		seedOption("seed", "number that the first weights and the order of the samples are drawn with", func(r *Recipe) *uint64 { return &r.Seed }),
		seedOption("split", "number that draws which samples are kept for testing", func(r *Recipe) *uint64 { return &r.Split }),
		realOption("test-fraction", "part of the samples that is never learned from, to test with; 0 for the part that the images bring", func(r *Recipe) *float64 { return &r.TestFraction }),
		switchOption("validate", "put the test samples aside and test on a part of the others: choose settings so, and test once", func(r *Recipe) *bool { return &r.Validate }),
	}
}

// FindOption returns the option of that name, or of the only one that begins so.
func FindOption(name string) (Option, error) {
	var names []string
	var found []Option
	for _, o := range Options() {
		if o.Name == name {
			return o, nil
		}
		if strings.HasPrefix(o.Name, name) {
			found = append(found, o)
		}
		names = append(names, o.Name)
	}
	if len(found) != 1 {
		return Option{}, fmt.Errorf("setting %q is unknown: use one of %s", name, strings.Join(names, ", "))
	}
	return found[0], nil
}

func nameOption[T fmt.Stringer](name, doc string, words []string, parse func(string) (T, error), field func(*Recipe) *T) Option {
	return Option{
		Name: name, Kind: "NAME", Doc: doc + ": " + strings.Join(words, ", "), Words: words,
		Read: func(r *Recipe, text string) error { return keep(field(r), text, parse) },
		Show: func(r Recipe) string { return (*field(&r)).String() },
		Take: func(to *Recipe, from Recipe) { *field(to) = *field(&from) },
	}
}

func wholeOption(name, doc string, field func(*Recipe) *int) Option {
	return Option{
		Name: name, Kind: "N", Doc: doc,
		Read: func(r *Recipe, text string) error { return keep(field(r), text, readWhole) },
		Show: func(r Recipe) string { return strconv.Itoa(*field(&r)) },
		Take: func(to *Recipe, from Recipe) { *field(to) = *field(&from) },
	}
}

func realOption(name, doc string, field func(*Recipe) *float64) Option {
	return Option{
		Name: name, Kind: "X", Doc: doc,
		Read: func(r *Recipe, text string) error { return keep(field(r), text, readReal) },
		Show: func(r Recipe) string { return short(*field(&r)) },
		Take: func(to *Recipe, from Recipe) { *field(to) = *field(&from) },
	}
}

func seedOption(name, doc string, field func(*Recipe) *uint64) Option {
	return Option{
		Name: name, Kind: "N", Doc: doc,
		Read: func(r *Recipe, text string) error { return keep(field(r), text, readSeed) },
		Show: func(r Recipe) string { return strconv.FormatUint(*field(&r), 10) },
		Take: func(to *Recipe, from Recipe) { *field(to) = *field(&from) },
	}
}

func switchOption(name, doc string, field func(*Recipe) *bool) Option {
	return Option{
		Name: name, Doc: doc, Words: []string{"on", "off"},
		Read: func(r *Recipe, text string) error { return keep(field(r), text, readSwitch) },
		Show: func(r Recipe) string { return map[bool]string{true: "on", false: "off"}[*field(&r)] },
		Take: func(to *Recipe, from Recipe) { *field(to) = *field(&from) },
	}
}

// keep sets a field to what its text says, and leaves it alone when that is
// nothing.
func keep[T any](to *T, text string, parse func(string) (T, error)) error {
	v, err := parse(strings.TrimSpace(text))
	if err == nil {
		*to = v
	}
	return err
}

func readWhole(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > math.MaxInt32 {
		return 0, fmt.Errorf("%q is out of range: give a whole number from 1 to %d", text, math.MaxInt32)
	}
	return n, nil
}

func readReal(text string) (float64, error) {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, fmt.Errorf("%q is not a number: give one like 0.03 or 3e-2", text)
	}
	return v, nil
}

func readSeed(text string) (uint64, error) {
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is no seed: give a whole number from 0 to %d", text, uint64(math.MaxUint64))
	}
	return n, nil
}

func readSwitch(text string) (bool, error) {
	switch text {
	case "on", "true":
		return true, nil
	case "off", "false":
		return false, nil
	}
	return false, fmt.Errorf("%q is neither on nor off", text)
}

func readLayers(r *Recipe, text string) error {
	var sizes []int
	for _, part := range strings.Split(text, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil {
			return fmt.Errorf("%q is not a size: give whole numbers with commas between, like 4,8,6,3", part)
		}
		sizes = append(sizes, n)
	}
	r.Layers = sizes
	return nil
}

func readRates(r *Recipe, text string) error {
	var rates []float64
	for _, part := range strings.Split(text, ",") {
		v, err := readReal(strings.TrimSpace(part))
		if err != nil {
			return err
		}
		rates = append(rates, v)
	}
	r.Rates = rates
	r.spreadRate()
	return nil
}

// spreadRate gives every moving layer the one rate that there is.
func (r *Recipe) spreadRate() {
	if depth := len(r.Layers) - 1; len(r.Rates) == 1 && depth > 1 {
		r.Rates = slices.Repeat(r.Rates, depth)
	}
}

func short(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

func list[T any](of []T, show func(T) string) string {
	parts := make([]string, len(of))
	for i, v := range of {
		parts[i] = show(v)
	}
	return strings.Join(parts, ",")
}
