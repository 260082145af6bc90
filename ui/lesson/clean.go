package lesson

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean takes out of a file what a terminal would obey and what would make text
// read other than it is written: control characters but newline and tab, the
// marks that turn the direction of writing, and bytes that are no text. Windows
// line ends become plain ones, and the character references that could bring a
// control character back in stay as they are written.
func clean(source []byte) []byte {
	text := strings.TrimPrefix(string(source), "\ufeff")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "&#", "&amp;#")
	return []byte(strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == utf8.RuneError:
			return -1
		}
		return r
	}, text))
}

// clean1 is clean for one line.
func clean1(text string) string { return strings.ReplaceAll(string(clean([]byte(text))), "\n", " ") }
