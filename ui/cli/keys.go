package cli

import (
	"context"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"nudge/ui"
)

// keys is `nudge keys`.
func (p *program) keys() *cobra.Command {
	return p.command("keys", "print the key table", func(context.Context, *cobra.Command) error {
		var b strings.Builder
		ui.WriteKeys(&b)
		_, err := io.WriteString(p.out, b.String())
		return err
	})
}
