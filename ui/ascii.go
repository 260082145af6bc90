package ui

import (
	"slices"
	"strings"

	"nudge/ui/chart"
)

// ASCIIOnly tells from the environment whether a terminal shows nothing but
// ASCII: its locale names another encoding than UTF-8, or it is one of those that
// have no glyphs for more. Where nothing is said it is taken to show Unicode.
func ASCIIOnly(environ []string) bool {
	of := map[string]string{}
	for _, e := range environ {
		name, value, _ := strings.Cut(e, "=")
		of[name] = value
	}
	term, _, _ := strings.Cut(of["TERM"], "-")
	if slices.Contains([]string{"linux", "vt52", "vt100", "vt102", "vt220", "vt320", "ansi", "dumb"}, term) {
		return true
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} { // the first one that is set counts
		if locale := of[name]; locale != "" {
			encoding := strings.ToLower(strings.ReplaceAll(locale, "-", ""))
			return !strings.Contains(encoding, "utf8")
		}
	}
	return false
}

// paint makes the palette of a theme for this terminal.
func (a *App) paint(t Theme) *chart.Palette {
	if a.ascii {
		return palette(t, a.profile).ASCII()
	}
	return palette(t, a.profile)
}
