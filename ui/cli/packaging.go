package cli

import (
	"context"
	"fmt"
	"io"
	"strings"
	"unicode"

	mango "github.com/muesli/mango-cobra"
	"github.com/muesli/roff"
	"github.com/spf13/cobra"
)

// man is `nudge man`.
func (p *program) man() *cobra.Command {
	return p.command("man", "print the manual page", func(_ context.Context, c *cobra.Command) error {
		page, err := mango.NewManPage(1, c.Root())
		if err != nil {
			return err
		}
		_, err = io.WriteString(p.out, roffLetters(page.Build(roff.NewDocument())))
		return err
	})
}

// roffLetters writes every letter so that any roff knows it, whatever it takes its
// input to be written in.
func roffLetters(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r > unicode.MaxASCII {
			fmt.Fprintf(&b, `\[u%04X]`, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
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
