package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"nudge/model"
)

// presets is `nudge presets`.
func (p *program) presets() *cobra.Command {
	return p.command("presets", "list the networks to start from", func(context.Context, *cobra.Command) error {
		rows := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
		for _, preset := range model.Presets() {
			var sizes []string
			for _, n := range preset.Layers {
				sizes = append(sizes, strconv.Itoa(n))
			}
			fmt.Fprintf(rows, "%s\t%s\t%s\t%s\n", preset.Name, strings.Join(sizes, "-"), preset.Activation, preset.Doc)
		}
		return rows.Flush()
	})
}
