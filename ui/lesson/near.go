package lesson

import (
	"fmt"
	"strings"
)

// unknown says that a word is none of the known ones, and which may be meant.
func unknown(kind, word string, known []string) error {
	if near := nearest(word, known); near != "" {
		return fmt.Errorf("%s %q is unknown: did you mean %s?", kind, word, near)
	}
	return fmt.Errorf("%s %q is unknown: use one of %s", kind, word, strings.Join(known, ", "))
}

// nearest is the known word that a mistyped one is closest to, "" if none is
// close.
func nearest(word string, known []string) string {
	best, at := "", 3
	for _, k := range known {
		d := Distance(word, k)
		if len(word) > 1 && strings.HasPrefix(k, word) {
			d = 1
		}
		if d < at && d < len(k) {
			best, at = k, d
		}
	}
	return best
}

// Distance is the least number of inserted, deleted or replaced bytes that
// turn a into b (Levenshtein).
func Distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
