// Nudge watches, in a terminal, how a network at rest that is nudged at its
// output computes back-propagation by itself.
package main

import (
	"os"

	"nudge/ui/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
