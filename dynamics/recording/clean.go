package recording

import (
	"strings"
	"unicode"
)

// clean is a text of a recording, no longer than a line.
func clean(text string) string { return Printable(text, 200) }

// Printable is the text of a stranger without what a terminal would obey, and of at
// most so many runes.
func Printable(text string, most int) string {
	runes := []rune(strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '·'
		}
		return r
	}, text[:min(len(text), 4*most)]))
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(runes)
}
