// Package cli is the program as a function: commands, flags, and what they
// print. Data go to standard output, messages to standard error, one line each.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"

	"nudge/dynamics"
	"nudge/model"
)

// Main runs the program and returns its exit code: 0 ok, 1 a check failed or
// nothing more can be written, 2 usage or bad input, 3 the run diverged, 130
// interrupted.
func Main(args []string, in io.Reader, out, err io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), endings()...)
	defer stop()
	signal.Ignore(syscall.SIGPIPE) // a write fails instead, and head ends a command in good order
	p := &program{in: in, out: out, err: err, environ: os.Environ()}
	p.grace.Store(int64(grace))
	done := make(chan error, 1)
	go func() { done <- p.attempt(ctx, args) }()
	select {
	case failure := <-done:
		return p.report(failure)
	case <-ctx.Done():
	}
	// A second signal does not hurry it: a window that is closed sends two, and what
	// has the terminals of others to restore needs its time, which is short anyway.
	select {
	case <-done:
	case <-time.After(time.Duration(p.grace.Load())):
	}
	return exitInterrupted
}

// endings are the signals that end the program. Who starts it with SIGHUP ignored,
// as nohup does, means it to outlive the terminal.
func endings() []os.Signal {
	if signal.Ignored(syscall.SIGHUP) {
		return []os.Signal{os.Interrupt, syscall.SIGTERM}
	}
	return []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}
}

// attempt is execute, with a panic returned as an error.
func (p *program) attempt(ctx context.Context, args []string) (failure error) {
	defer func() {
		if v := recover(); v != nil {
			failure = dynamics.Caught(v)
		}
	}()
	return p.execute(ctx, args)
}

// grace is how long interrupted work has to clean up. Settling a large network
// does not listen.
const grace = 800 * time.Millisecond

// program is one invocation.
type program struct {
	in       io.Reader
	out, err io.Writer
	environ  []string
	failure  error
	grace    atomic.Int64 // how long an interrupted command may clean up
}

// execute runs the command that args name.
func (p *program) execute(ctx context.Context, args []string) error {
	root := p.root()
	root.SetArgs(args)
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(p.err)
	if err := fang.Execute(ctx, root, fang.WithVersion(version()), fang.WithoutManpage(), fang.WithErrorHandler(unsaid)); err != nil {
		if errors.As(err, new(*fs.PathError)) { // of the completions
			return model.Unwritable("standard output", err)
		}
		return usage("%w", err)
	}
	return p.failure
}

// unsaid leaves it to report to say what went wrong.
func unsaid(io.Writer, fang.Styles, error) {}

// root is the command tree. Failures are kept in the program: fang would ask
// the terminal for its colours before it shows one, and wait for the answer.
func (p *program) root() *cobra.Command {
	root := p.visualizer()
	root.SuggestionsMinimumDistance = 2
	root.SetHelpCommand(p.help())
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		p.failure = flagError(c, err)
		return nil
	})
	root.AddCommand(p.run(), p.check(), p.sweep(), p.train(), p.serve(), p.replay(), p.cast(), p.presets(), p.lessons(), p.keys(), p.version(), p.man())
	root.InitDefaultCompletionCmd()
	p.explainCompletion(root)
	noFiles(root)
	return root
}

// command makes a command that takes no arguments.
func (p *program) command(use, short string, do func(context.Context, *cobra.Command) error) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: short, Args: cobra.ArbitraryArgs, ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, args []string) error {
			p.failure = noArguments(c, args)
			if p.failure == nil {
				p.failure = do(c.Context(), c)
			}
			return nil
		},
	}
}

// help is `nudge help COMMAND`.
func (p *program) help() *cobra.Command {
	return &cobra.Command{
		Use: "help [command]", Short: "explain a command", ValidArgsFunction: commandNames,
		RunE: func(c *cobra.Command, args []string) error {
			about, rest, _ := c.Root().Find(args)
			if p.failure = noArguments(about, rest); p.failure != nil {
				return nil
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}

// warn writes one line to standard error.
func (p *program) warn(format string, args ...any) {
	fmt.Fprintf(p.err, "nudge: "+format+"\n", args...)
}
