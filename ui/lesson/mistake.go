package lesson

import (
	"cmp"
	"fmt"
	"slices"
)

// Mistake is an error in a lesson's file.
type Mistake struct {
	File string
	Line int // from 1
	What error
}

// Error names the file and the line.
func (m *Mistake) Error() string { return fmt.Sprintf("%s:%d: %v", m.File, m.Line, m.What) }

// Unwrap is what is wrong there.
func (m *Mistake) Unwrap() error { return m.What }

// Mistakes are those of one file, by line; there is at least one.
type Mistakes []*Mistake

// maxMistakes is how many are told at once.
const maxMistakes = 20

// Error is the first one, and how many there are.
func (m Mistakes) Error() string {
	if len(m) == 1 {
		return m[0].Error()
	}
	return fmt.Sprintf("%v (and %d more)", m[0], len(m)-1)
}

// Unwrap are the single ones.
func (m Mistakes) Unwrap() []error {
	var all []error
	for _, one := range m {
		all = append(all, one)
	}
	return all
}

// Lines tells each in a line, and how many there are beyond the first twenty.
func (m Mistakes) Lines() []string {
	var lines []string
	for i, one := range m {
		if i == maxMistakes {
			return append(lines, fmt.Sprintf("%s has %d mistakes more", one.File, len(m)-maxMistakes))
		}
		lines = append(lines, one.Error())
	}
	return lines
}

func (m Mistakes) sorted() Mistakes {
	slices.SortStableFunc(m, func(a, b *Mistake) int { return cmp.Compare(a.Line, b.Line) })
	return m
}
