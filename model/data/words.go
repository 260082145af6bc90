package data

import (
	"errors"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// quote shows a cell in an error: on one line, escaped, and cut when it is long.
func quote(cell string) string {
	const most = 40
	if len(cell) <= most {
		return strconv.Quote(cell)
	}
	cut := most
	for cut > most-utf8.UTFMax && !utf8.RuneStart(cell[cut]) {
		cut--
	}
	return strconv.Quote(cell[:cut] + "…")
}

// printable is a file's name as it is, or quoted when a terminal would choke on it.
func printable(name string) string {
	if readable(name) != nil {
		return strconv.Quote(name)
	}
	return name
}

// readable refuses a name that a terminal would not show as written.
func readable(name string) error {
	bad := func(r rune) bool { return !unicode.IsPrint(r) }
	if !utf8.ValidString(name) || strings.ContainsFunc(name, bad) {
		return errors.New(quote(name) + " is not printable UTF-8 text: save the file as UTF-8 and keep names plain")
	}
	return nil
}

// otherSeparator adds a hint when a line of one column has another separator.
func otherSeparator(line string) string {
	switch {
	case strings.Contains(line, ";"):
		return " (this line has semicolons)"
	case strings.Contains(line, "\t"):
		return " (this line has tabs)"
	}
	return ""
}
