package lesson

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"nudge/model"
)

// Lesson is one lesson: cards in their order.
type Lesson struct {
	File   string // as it was named
	Name   string // of the file, without .md
	Number int    // of an embedded lesson, from 1; 0 for a file
	Title  string
	Preset string // what it starts from
	Cards  []Card
}

// Card is what is read at once.
type Card struct {
	Heading  string
	Text     string // Markdown, without options and blocks
	Question *Question
	Commands []Command // what runs when the card comes up
}

// Question asks for a prediction.
type Question struct {
	Options []string // Markdown of one line each
	Right   int      // the index of the right one
	line    int      // of the file
}

// Letter is how the i-th option is called: a, b, c, d.
func Letter(i int) string { return string(rune('a' + i)) }

// Asked is the index of the last question up to a card, −1 without one.
func (l *Lesson) Asked(card int) int {
	for i := min(card, len(l.Cards)-1); i >= 0; i-- {
		if l.Cards[i].Question != nil {
			return i
		}
	}
	return -1
}

// Reveals tells whether a card is where the answer to the question before it is
// told: the first one without commands after the commands that follow the
// question.
func (l *Lesson) Reveals(card int) bool {
	asked := l.Asked(card)
	if asked < 0 || asked == card {
		return false
	}
	at := asked + 1
	for at < card && l.Cards[at].Commands == nil {
		at++
	}
	for at < card && l.Cards[at].Commands != nil {
		at++
	}
	return at == card && l.Cards[card].Commands == nil && l.Cards[card-1].Commands != nil
}

// told tells whether a card reveals the answer to a question.
func (l *Lesson) told(asked int) bool {
	for card := asked + 1; card < len(l.Cards) && l.Asked(card) == asked; card++ {
		if l.Reveals(card) {
			return true
		}
	}
	return false
}

// Plain is the lesson as text, to be read without a terminal.
func (l *Lesson) Plain() string {
	var b strings.Builder
	for i, c := range l.Cards {
		fmt.Fprintf(&b, "%d/%d  %s\n\n", i+1, len(l.Cards), c.Heading)
		if c.Text != "" {
			fmt.Fprintf(&b, "%s\n\n", c.Text)
		}
		if c.Question != nil {
			for j, option := range c.Question.Options {
				fmt.Fprintf(&b, "  %s  %s\n", Letter(j), option)
			}
			b.WriteByte('\n')
		}
		for _, command := range c.Commands {
			fmt.Fprintf(&b, "    %s\n", command.Text)
		}
		if c.Commands != nil {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

//go:embed [0-9]*.md
var files embed.FS

// All lists the embedded lessons in their order.
func All() ([]*Lesson, error) {
	names, err := fs.Glob(files, "*.md")
	if err != nil {
		return nil, err
	}
	var all []*Lesson
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		l, err := Parse(name, text)
		if err != nil {
			return nil, err
		}
		all = append(all, l)
		l.Number = len(all)
	}
	return all, nil
}

// Open returns the lesson of a number, from 1, or of a file.
func Open(what string) (*Lesson, error) {
	n, err := strconv.Atoi(what)
	if err != nil {
		return ReadFile(what)
	}
	all, err := All()
	if err != nil {
		return nil, err
	}
	if n < 1 || n > len(all) {
		return nil, fmt.Errorf("there is no lesson %d: give a number from 1 to %d, or a file (nudge lessons lists them)", n, len(all))
	}
	return all[n-1], nil
}

// ReadFile reads a lesson from a file of anybody's.
func ReadFile(name string) (*Lesson, error) {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("lesson %s: there is no such file: give one, or a number (nudge lessons lists them)", name)
	}
	if err != nil {
		return nil, fmt.Errorf("lesson %w", model.Unreadable(name, err))
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("lesson %s: it is a directory: give a Markdown file", name)
	}
	text, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err != nil {
		return nil, fmt.Errorf("lesson %w", model.Unreadable(name, err))
	}
	return Parse(name, text)
}

// nameOf is a file's name without folder and .md.
func nameOf(file string) string {
	return strings.TrimSuffix(path.Base(filepath.ToSlash(file)), ".md")
}
