package lesson

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

const (
	maxSize     = 64 << 10 // bytes of a file
	maxText     = 8 << 10  // bytes of a card: it is laid out in a moment
	maxCards    = 100
	maxCommands = 500 // of all blocks
	maxOptions  = 4   // a to d
	maxNested   = 12  // levels of lists, quotes and the text in them
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

// Parse reads a lesson; file names it in messages. What a terminal would obey is
// taken out. An error is a *Mistake, the first one of the file.
func Parse(file string, source []byte) (*Lesson, error) {
	if len(source) > maxSize {
		return nil, &Mistake{file, 1, fmt.Errorf("the file is larger than %d KB: split the lesson", maxSize>>10)}
	}
	preset, source, err := front(clean(source))
	if err != nil {
		return nil, &Mistake{file, 1, err}
	}
	p := &parser{file: file, source: source, lines: strings.Split(string(source), "\n"), lesson: &Lesson{File: file, Name: clean1(nameOf(file)), Preset: preset}}
	document := goldmark.New(goldmark.WithExtensions(extension.TaskList)).Parser().Parse(text.NewReader(source))
	if err := p.read(document); err != nil {
		return nil, err
	}
	return p.lesson, nil
}

// defaultPreset is what a lesson starts from that does not say.
const defaultPreset = "lesson"

// front takes the front matter off: `preset: NAME` between two lines of ---. The
// lines stay, empty, so that those after them keep their number.
func front(source []byte) (preset string, rest []byte, err error) {
	lines := strings.Split(string(source), "\n")
	if strings.TrimSpace(lines[0]) != "---" {
		return defaultPreset, source, nil
	}
	preset = defaultPreset
	for i := 1; i < len(lines); i++ {
		line := strings.TrimSpace(lines[i])
		if line == "---" {
			return preset, []byte(strings.Repeat("\n", i+1) + strings.Join(lines[i+1:], "\n")), nil
		}
		key, value, _ := strings.Cut(line, ":")
		if key != "preset" {
			return "", nil, fmt.Errorf("the front matter says %q: it can say preset: NAME, and ends with ---", line)
		}
		preset = strings.TrimSpace(value)
		if err := knownPreset(preset); err != nil {
			return "", nil, err
		}
	}
	return "", nil, fmt.Errorf("the front matter has no end: close it with a line ---")
}

// parser builds a lesson from the blocks of a document.
type parser struct {
	file     string
	source   []byte
	lines    []string
	lesson   *Lesson
	commands int
}

func (p *parser) wrong(line int, format string, args ...any) error {
	return &Mistake{p.file, line, fmt.Errorf(format, args...)}
}

func (p *parser) read(document ast.Node) error {
	if line := p.tooDeep(document); line > 0 {
		return p.wrong(line, "it is nested more than %d deep: write it flat", maxNested)
	}
	line := 1
	for n := document.FirstChild(); n != nil; n = n.NextSibling() {
		line = max(line, p.line(n)) // an empty heading has no place of its own
		heading, isHeading := n.(*ast.Heading)
		switch {
		case isHeading && heading.Level == 1 && p.lesson.Title == "" && len(p.lesson.Cards) == 0:
			p.lesson.Title = p.plain(n)
			p.lesson.Cards = append(p.lesson.Cards, Card{Heading: p.lesson.Title})
		case p.lesson.Title == "":
			return p.wrong(line, "a lesson begins with its title: write # and the title before anything else")
		case isHeading && heading.Level == 1:
			return p.wrong(line, "a lesson has one title: begin a card with ## instead of #")
		case isHeading && heading.Level == 2:
			if len(p.lesson.Cards) == maxCards {
				return p.wrong(line, "there are more than %d cards: split the lesson", maxCards)
			}
			p.lesson.Cards = append(p.lesson.Cards, Card{Heading: p.plain(n)})
		default:
			if err := p.block(n, line); err != nil {
				return err
			}
		}
	}
	if p.lesson.Title == "" {
		return p.wrong(1, "the lesson is empty: begin with # and a title")
	}
	return p.finish()
}

// finish drops a first card that says nothing.
func (p *parser) finish() error {
	if first := p.lesson.Cards[0]; len(p.lesson.Cards) > 1 && first.Text == "" && first.Question == nil && first.Commands == nil {
		p.lesson.Cards = p.lesson.Cards[1:]
	}
	return nil
}

// block adds a block to the last card.
func (p *parser) block(n ast.Node, line int) error {
	card := &p.lesson.Cards[len(p.lesson.Cards)-1]
	switch n := n.(type) {
	case *ast.FencedCodeBlock:
		if string(n.Language(p.source)) == "nudge" {
			return p.run(card, n, line)
		}
	case *ast.List:
		if boxes(n) > 0 {
			return p.question(card, n, line)
		}
	case *ast.HTMLBlock:
		return p.wrong(line, "HTML is not shown here: write plain text")
	}
	card.Text = strings.TrimSpace(card.Text + "\n\n" + p.raw(n))
	if len(card.Text) > maxText {
		return p.wrong(line, "this card has more than %d KB of text: begin a new card with ##", maxText>>10)
	}
	return nil
}

// run reads the commands of a block, one a line. A line of # is a comment.
func (p *parser) run(card *Card, n *ast.FencedCodeBlock, at int) error {
	if card.Question != nil {
		return p.wrong(at, "this card asks a question, so it must not run anything before the answer: begin a new card with ##")
	}
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		line := p.lineAt(segment.Start)
		words := strings.TrimSpace(string(segment.Value(p.source)))
		if words == "" || strings.HasPrefix(words, "#") {
			continue
		}
		if p.commands++; p.commands > maxCommands {
			return p.wrong(line, "there are more than %d commands: split the lesson", maxCommands)
		}
		c, err := readCommand(words, line)
		if err != nil {
			return &Mistake{p.file, line, err}
		}
		card.Commands = append(card.Commands, c)
	}
	return nil
}

// question reads a list of boxes.
func (p *parser) question(card *Card, n *ast.List, line int) error {
	q := &Question{Right: -1}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		box := boxOf(item)
		if box == nil {
			return p.wrong(max(line, p.line(item)), "this option has no box: write - [ ] before it, and - [x] before the right one")
		}
		if box.IsChecked && q.Right >= 0 {
			return p.wrong(max(line, p.line(item)), "two options have a cross: leave it at the right one")
		}
		if box.IsChecked {
			q.Right = len(q.Options)
		}
		q.Options = append(q.Options, p.plain(item))
	}
	switch {
	case card.Question != nil:
		return p.wrong(line, "a card asks one question: begin a new card with ##")
	case card.Commands != nil:
		return p.wrong(line, "this card runs commands, so it cannot ask for a prediction: begin a new card with ##")
	case q.Right < 0:
		return p.wrong(line, "no option has a cross: write - [x] before the right one")
	case len(q.Options) < 2 || len(q.Options) > maxOptions:
		return p.wrong(line, "there are %d options: give 2 to %d", len(q.Options), maxOptions)
	}
	card.Question = q
	return nil
}

// boxOf is the box that a list item begins with, nil without one.
func boxOf(item ast.Node) *east.TaskCheckBox {
	if first := item.FirstChild(); first != nil {
		if box, ok := first.FirstChild().(*east.TaskCheckBox); ok {
			return box
		}
	}
	return nil
}

// boxes counts the items that begin with a box.
func boxes(list ast.Node) int {
	n := 0
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		if boxOf(item) != nil {
			n++
		}
	}
	return n
}
