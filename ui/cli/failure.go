package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"nudge/dynamics"
	"nudge/ui/lesson"
)

const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2
	exitDiverged    = 3
	exitInterrupted = 130
)

// usageError is a mistake in what the user asked for or gave as input.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// report says what went wrong, in one line, or in one for each mistake of a lesson, and
// returns the exit code.
func (p *program) report(failure error) int {
	var diverged *dynamics.DivergedError
	var divergence *dynamics.Divergence
	var mistake *dynamics.Panic
	code := exitFailed
	switch {
	case failure == nil:
		return exitOK
	case errors.Is(failure, context.Canceled):
		return exitInterrupted
	case errors.Is(failure, syscall.EPIPE):
		return exitOK // the reader, head perhaps, has seen enough
	case errors.As(failure, &mistake):
		fmt.Fprintf(p.err, "%s\n", strings.TrimSpace(mistake.Stack))
		p.warn("%s", mistake.Error())
		p.warn("this is a mistake in nudge: please report all of the above, and what you did last")
		return exitFailed
	case errors.As(failure, &diverged) || errors.As(failure, &divergence):
		code = exitDiverged
	case errors.As(failure, new(usageError)):
		code = exitUsage
	}
	lines := []string{failure.Error()}
	if many := lesson.Mistakes(nil); errors.As(failure, &many) {
		lines = many.Lines()
	}
	for _, line := range lines {
		p.warn("%s", strings.ReplaceAll(line, "\n", " "))
	}
	return code
}

// noArguments refuses what follows a command. After the program's own name it
// is meant to be a command.
func noArguments(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if err := stray(c, args); err != nil {
		return err
	}
	if c.HasParent() {
		return usage("%s takes no argument %q: settings are flags, see %s --help", c.CommandPath(), args[0], c.CommandPath())
	}
	hint := "see nudge --help"
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		hint = "did you mean " + strings.Join(near, " or ") + "?"
	}
	return usage("command %q is unknown: %s", args[0], hint)
}

// flagError words what pflag found.
func flagError(c *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var wanting *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &invalid):
		return usage("--%s: %w", invalid.GetFlag().Name, invalid.Unwrap())
	case errors.As(err, &wanting):
		return usage("--%s needs a value: %s", wanting.GetFlag().Name, wanting.GetFlag().Usage)
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		return usage("flag -%s is unknown: see %s --help", unknown.GetSpecifiedShortnames(), c.CommandPath())
	case errors.As(err, &unknown):
		hint := "see " + c.CommandPath() + " --help"
		if near := nearest(unknown.GetSpecifiedName(), c.Flags()); near != "" {
			hint = "did you mean --" + near + "?"
		}
		return usage("flag --%s is unknown: %s", unknown.GetSpecifiedName(), hint)
	}
	return usage("%w", err)
}

// nearest is the flag that a mistyped name is closest to, "" if none is close.
func nearest(name string, flags *pflag.FlagSet) string {
	best, at := "", 3
	flags.VisitAll(func(f *pflag.Flag) {
		d := lesson.Distance(name, f.Name)
		if strings.HasPrefix(f.Name, name) {
			d = 1
		}
		if d < at && d < len(f.Name) {
			best, at = f.Name, d
		}
	})
	return best
}
