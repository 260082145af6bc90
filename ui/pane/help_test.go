package pane

import (
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"nudge/ui/chart"
)

// In a narrow window each word of the help stands under its name, none is lost.
func TestHelpInANarrowWindow(t *testing.T) {
	palette := chart.NewPalette([chart.NumInks]lipgloss.Style{})
	for _, w := range []int{30, 41, 53} {
		for _, entry := range Glossary() {
			p := NewHelp()
			p.Resize(w, 60)
			p.List(palette, []Entry{entry}, "", 0)
			picture := ansi.Strip(strings.Join(p.Rows(), "\n"))
			letters := func(text string) string {
				return strings.Join(strings.Fields(strings.ReplaceAll(text, "│", " ")), "")
			}
			if !strings.Contains(letters(picture), letters(entry.Text)) {
				t.Errorf("at %d columns the text of %q is not whole:\n%s", w, entry.Name, picture)
			}
		}
	}
}
