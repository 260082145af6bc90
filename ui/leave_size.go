package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/term"
)

// maxSide is the largest width or height that a terminal is believed to have, and
// maxCells the most of both. Bubble Tea makes a cell for each place at once: of 65535²
// it would never come back.
const (
	maxSide  = 4096
	maxCells = 1 << 20
)

// believable refuses a terminal that says it has a size that none has, and forgets
// such COLUMNS and LINES, which count where it does not say any.
func believable(o *Options) error {
	for _, f := range terminals(*o) {
		if w, h, err := term.GetSize(f.Fd()); err == nil && (max(w, h) > maxSide || w*h > maxCells) {
			return fmt.Errorf("the terminal says that it has %d×%d cells: tell it better, with stty cols 80 rows 24", w, h)
		}
	}
	o.Environ = slices.DeleteFunc(slices.Clone(o.Environ), func(entry string) bool {
		name, value, _ := strings.Cut(entry, "=")
		n, err := strconv.Atoi(value)
		return (name == "COLUMNS" || name == "LINES") && (err != nil || n > maxSide/4)
	})
	return nil
}
