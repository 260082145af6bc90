package cli

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"nudge/model"
)

// layer is a place that settings come from when no flag gives them. It returns
// the text of an option and what the user calls the place.
type layer func(option string) (text, place string, ok bool)

// prefix begins the variables that are settings.
const prefix = "NUDGE_"

// unknownVariable refuses a variable that is meant as a setting and is none, as the
// configuration file does with a line. Those of the tests are no settings.
func unknownVariable(environ []string) error {
	known := settable()
	for _, entry := range environ {
		variable, value, _ := strings.Cut(entry, "=")
		name, ours := strings.CutPrefix(variable, prefix)
		if !ours || value == "" || strings.HasPrefix(name, "TEST_") || strings.HasPrefix(name, "SOAK_") {
			continue
		}
		if slices.ContainsFunc(known, func(o option) bool { return strings.ToUpper(o.name) == name }) {
			continue
		}
		if best := nearestOption(strings.ToLower(name), known); best != "" {
			return usage("%s is no setting: did you mean %s?", variable, prefix+strings.ToUpper(best))
		}
		return usage("%s is no setting: unset it, or take the flags of nudge in capitals, as NUDGE_BETA (nudge --help)", variable)
	}
	return nil
}

// environment reads NUDGE_BETA for --beta. An empty variable gives nothing.
func environment(environ []string) layer {
	return func(option string) (text, place string, ok bool) {
		place = prefix + strings.ToUpper(option)
		for _, entry := range environ {
			if name, value, _ := strings.Cut(entry, "="); name == place && value != "" {
				return value, place, true
			}
		}
		return "", place, false
	}
}

// exclusive are the options that a network file leaves no room for. Arrays of NumPy
// say no activation, and their input and target are only a beginning.
func exclusive(network string) []string {
	if model.IsNPZ(network) {
		return []string{"preset", "layers"}
	}
	return []string{"preset", "layers", "data", "activation"}
}

// complement gives every option that no flag gave its value from the environment,
// or else from the user's configuration file.
func complement(flags *pflag.FlagSet, environ []string) error {
	if err := unknownVariable(environ); err != nil {
		return err
	}
	config, err := configuration(environ)
	if err != nil {
		return err
	}
	return fill(flags, environment(environ), config)
}

// fill gives every option that no flag gave the value of the first layer that
// has one. What a higher layer says also rules out what does not go with it in
// the lower ones.
func fill(flags *pflag.FlagSet, layers ...layer) error {
	if err := conflict(flags); err != nil {
		return err
	}
	for _, from := range layers {
		closed := ruledOut(flags)
		for _, o := range settable() {
			text, place, ok := from(o.name)
			if f := flags.Lookup(o.name); f == nil || f.Changed || !ok || closed(o.name, text) {
				continue
			}
			if err := flags.Set(o.name, text); err != nil {
				return usage("%s: %w", place, cause(err))
			}
		}
		if err := conflict(flags); err != nil {
			return err
		}
	}
	return nil
}

func cause(err error) error {
	if invalid := (*pflag.InvalidValueError)(nil); errors.As(err, &invalid) {
		return invalid.Unwrap()
	}
	return err
}

func conflict(flags *pflag.FlagSet) error {
	network, given := networkOf(flags)
	for _, name := range exclusive(network) {
		if given && flags.Changed(name) {
			return usage("--network and --%s exclude each other: the file has everything, leave one out", name)
		}
	}
	return nil
}

// networkOf is the network file that the flags have so far.
func networkOf(flags *pflag.FlagSet) (path string, given bool) {
	if !flags.Changed("network") {
		return "", false
	}
	return flags.Lookup("network").Value.String(), true
}

// ruledOut tells of an option and its text whether what is given already leaves
// no room for it.
func ruledOut(flags *pflag.FlagSet) func(option, text string) bool {
	given := map[string]bool{}
	flags.Visit(func(f *pflag.Flag) { given[f.Name] = true })
	network, file := networkOf(flags)
	return func(option, text string) bool {
		if option == "network" {
			return slices.ContainsFunc(exclusive(text), func(name string) bool { return given[name] })
		}
		return file && slices.Contains(exclusive(network), option)
	}
}
