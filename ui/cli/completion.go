package cli

import (
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// explainCompletion makes `nudge completion` refuse a shell it does not know.
func (p *program) explainCompletion(root *cobra.Command) {
	for _, c := range root.Commands() {
		if c.Name() != "completion" {
			continue
		}
		c.Use, c.Short, c.Args = "completion SHELL", "print the completions of bash, zsh, fish or powershell", cobra.ArbitraryArgs
		for _, shell := range c.Commands() {
			if shell.Name() == "bash" {
				p.standAlone(shell)
			}
		}
		c.RunE = func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return c.Help()
			}
			p.failure = usage("shell %q is unknown: use bash, zsh, fish or powershell", args[0])
			return nil
		}
	}
}

// noFiles makes the completions offer files only after a flag that takes one.
func noFiles(c *cobra.Command) {
	c.Flags().VisitAll(func(f *pflag.Flag) {
		_, known := c.GetFlagCompletionFunc(f.Name)
		if v, ours := f.Value.(*value); ours && !known && !strings.Contains(v.kind, "FILE") {
			complete(c, f.Name, nil)
		}
	})
	for _, sub := range c.Commands() {
		noFiles(sub)
	}
}

// commandNames completes the commands that can be explained.
func commandNames(c *cobra.Command, args []string, begun string) (names []string, _ cobra.ShellCompDirective) {
	if about, rest, err := c.Root().Find(args); err == nil && len(rest) == 0 {
		for _, sub := range about.Commands() {
			if sub.IsAvailableCommand() && strings.HasPrefix(sub.Name(), begun) {
				names = append(names, sub.Name()+"\t"+sub.Short)
			}
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// bashWords is what the completions of bash want of the package bash-completion, for
// where that is not installed.
const bashWords = `if ! declare -F _get_comp_words_by_ref >/dev/null; then
    _get_comp_words_by_ref() { # words are cut at = too, and put together again here
        local i
        words=()
        for ((i = 0; i <= COMP_CWORD; i++)); do
            if [[ i -gt 0 && (${COMP_WORDS[i]} == = || ${COMP_WORDS[i-1]} == =) ]]; then
                words[${#words[@]}-1]+=${COMP_WORDS[i]}
            else
                words+=("${COMP_WORDS[i]}")
            fi
        done
        cword=$((${#words[@]} - 1))
        cur=${words[cword]} prev=${words[cword-1]}
    }
fi
if ! declare -F _filedir >/dev/null; then
    _filedir() { # of the endings md|cast| alone, or -d
        local name
        compopt -o filenames 2>/dev/null
        while IFS= read -r name; do
            if [[ -d $name || -z ${1-} || "|$1" == *"|${name##*.}|"* ]]; then
                COMPREPLY+=("$name")
            fi
        done < <(compgen -f -- "$cur")
    }
fi
`

// standAlone makes the completions of bash work without bash-completion.
func (p *program) standAlone(bash *cobra.Command) {
	print := bash.RunE
	bash.RunE = func(c *cobra.Command, args []string) error {
		if _, err := io.WriteString(p.out, bashWords); err != nil {
			return err
		}
		return print(c, args)
	}
}
