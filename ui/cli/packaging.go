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
		page = page.WithLongDescription(flowing(c.Root().Long))
		_, err = io.WriteString(p.out, roffLetters(page.Build(roff.NewDocument())))
		return err
	})
}

// flowing is a text with each paragraph in one line, as a line is a paragraph there.
func flowing(text string) string {
	paragraphs := strings.Split(text, "\n\n")
	for i, lines := range paragraphs {
		paragraphs[i] = strings.ReplaceAll(lines, "\n", " ")
	}
	return strings.Join(paragraphs, "\n")
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
