package recording

import (
	"strings"
	"unicode"
)

// clean is a text of a recording, which may be somebody else's, without what a
// terminal would obey, and no longer than a line.
func clean(text string) string {
	const most = 200
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
