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

// Parse reads a lesson; file names it in messages. What a terminal would obey is
// taken out. An error is Mistakes, all that can be told at once.
func Parse(file string, source []byte) (*Lesson, error) {
	p := &parser{file: file, lesson: &Lesson{File: file, Name: clean1(nameOf(file)), Preset: defaultPreset}}
	if len(source) > maxSize {
		p.wrong(1, "the file is larger than %d KB: split the lesson", maxSize>>10)
	} else if source, ok := p.front(clean(source)); ok {
		p.source, p.lines = source, strings.Split(string(source), "\n")
		p.read(goldmark.New(goldmark.WithExtensions(extension.TaskList)).Parser().Parse(text.NewReader(source)))
	}
	if p.mistakes != nil {
		return nil, p.mistakes.sorted()
	}
	return p.lesson, nil
}

// defaultPreset is what a lesson starts from that does not say.
const defaultPreset = "lesson"

// front takes the front matter off: `preset: NAME` between two lines of ---. The
// lines stay, empty, so that those after them keep their number. ok is false where its
// end cannot be told.
func (p *parser) front(source []byte) (rest []byte, ok bool) {
	lines := strings.Split(string(source), "\n")
	if strings.TrimSpace(lines[0]) != "---" {
		return source, true
	}
	for i := 1; i < len(lines); i++ {
		line := strings.TrimSpace(lines[i])
		if line == "---" {
			return []byte(strings.Repeat("\n", i+1) + strings.Join(lines[i+1:], "\n")), true
		}
		key, value, _ := strings.Cut(line, ":")
		if key != "preset" {
			p.wrong(i+1, "the front matter says %q: it can say preset: NAME, and ends with ---", line)
			return nil, false
		}
		p.lesson.Preset = strings.TrimSpace(value)
		if err := knownPreset(p.lesson.Preset); err != nil {
			p.wrong(i+1, "%w", err)
		}
	}
	p.wrong(1, "the front matter has no end: close it with a line ---")
	return nil, false
}

// parser builds a lesson from the blocks of a document, and goes on after a mistake.
type parser struct {
	file     string
	source   []byte
	lines    []string
	lesson   *Lesson
	commands int
	mistakes Mistakes
	misplace bool // a mistake is of more than one command: what belongs together is not known
}

// wrong notes a mistake in how the lesson is made up.
func (p *parser) wrong(line int, format string, args ...any) {
	p.misplace = true
	p.mistakes = append(p.mistakes, &Mistake{p.file, line, fmt.Errorf(format, args...)})
}

func (p *parser) read(document ast.Node) {
	if line := p.tooDeep(document); line > 0 {
		p.wrong(line, "it is nested more than %d deep: write it flat", maxNested)
		return
	}
	line := 1
	for n := document.FirstChild(); n != nil; n = n.NextSibling() {
		line = max(line, p.line(n)) // an empty heading has no place of its own
		if heading, ok := n.(*ast.Heading); ok && heading.Level == 1 && p.lesson.Title == "" {
			p.title(n)
			continue
		}
		if len(p.lesson.Cards) == 0 {
			p.wrong(line, "a lesson begins with its title: write # and the title before anything else")
			p.lesson.Cards = append(p.lesson.Cards, Card{})
		}
		if len(p.lesson.Cards) == maxCards && isCard(n) {
			p.wrong(line, "there are more than %d cards: split the lesson", maxCards)
			return
		}
		p.block(n, line)
	}
	if len(p.lesson.Cards) == 0 {
		p.wrong(1, "the lesson is empty: begin with # and a title")
		return
	}
	p.finish()
}

// title begins the first card.
func (p *parser) title(n ast.Node) {
	p.lesson.Title = p.plain(n)
	if len(p.lesson.Cards) == 0 {
		p.lesson.Cards = append(p.lesson.Cards, Card{Heading: p.lesson.Title})
	}
}

// isCard tells whether a block is the heading of a card.
func isCard(n ast.Node) bool {
	heading, ok := n.(*ast.Heading)
	return ok && heading.Level == 2
}

// finish drops a first card that says nothing, and finds the questions whose answer is
// never told.
func (p *parser) finish() {
	l := p.lesson
	if first := l.Cards[0]; len(l.Cards) > 1 && first.Text == "" && first.Question == nil && first.Commands == nil {
		l.Cards = l.Cards[1:]
	}
	if p.misplace {
		return
	}
	for asked, card := range l.Cards {
		if card.Question == nil || l.told(asked) {
			continue
		}
		why := "the answer is never shown: after the question comes"
		if asked == len(l.Cards)-1 {
			why = "no card follows, so the answer is never shown: add"
		}
		p.wrong(card.Question.line, "%s a card that runs commands, and then one that tells", why)
	}
}

// block adds a block to the last card, or begins a new one.
func (p *parser) block(n ast.Node, line int) {
	card := &p.lesson.Cards[len(p.lesson.Cards)-1]
	switch n := n.(type) {
	case *ast.Heading:
		if n.Level == 1 {
			p.wrong(line, "a lesson has one title: begin a card with ## instead of #")
		}
		if n.Level <= 2 {
			p.lesson.Cards = append(p.lesson.Cards, Card{Heading: p.plain(n)})
			return
		}
	case *ast.FencedCodeBlock:
		if string(n.Language(p.source)) == "nudge" {
			p.run(card, n, line)
			return
		}
	case *ast.List:
		if boxes(n) > 0 {
			p.question(card, n, line)
			return
		}
	case *ast.HTMLBlock:
		p.wrong(line, "HTML is not shown here: write plain text")
		return
	}
	before := len(card.Text)
	card.Text = strings.TrimSpace(card.Text + "\n\n" + p.raw(n))
	if before <= maxText && len(card.Text) > maxText {
		p.wrong(line, "this card has more than %d KB of text: begin a new card with ##", maxText>>10)
	}
}

// run reads the commands of a block, one a line. A line of # is a comment.
func (p *parser) run(card *Card, n *ast.FencedCodeBlock, at int) {
	if card.Question != nil {
		p.wrong(at, "this card asks a question, so it must not run anything before the answer: begin a new card with ##")
	}
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		line := p.lineAt(segment.Start)
		words := strings.TrimSpace(string(segment.Value(p.source)))
		if words == "" || strings.HasPrefix(words, "#") {
			continue
		}
		if p.commands++; p.commands > maxCommands {
			if p.commands == maxCommands+1 {
				p.wrong(line, "there are more than %d commands: split the lesson", maxCommands)
			}
			return
		}
		c, err := readCommand(words, line)
		if err != nil {
			p.mistakes = append(p.mistakes, &Mistake{p.file, line, err})
		}
		card.Commands = append(card.Commands, c)
	}
}

// question reads a list of boxes.
func (p *parser) question(card *Card, n *ast.List, line int) {
	q := &Question{Right: -1, line: line}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		box, at := boxOf(item), max(line, p.line(item))
		switch {
		case box == nil:
			p.wrong(at, "this option has no box: write - [ ] before it, and - [x] before the right one")
		case box.IsChecked && q.Right >= 0:
			p.wrong(at, "two options have a cross: leave it at the right one")
		case box.IsChecked:
			q.Right = len(q.Options)
		}
		q.Options = append(q.Options, p.plain(item))
	}
	if q.Right < 0 {
		p.wrong(line, "no option has a cross: write - [x] before the right one")
	}
	if n := len(q.Options); n < 2 {
		p.wrong(line, "there is %d option: give 2 to %d", n, maxOptions)
	} else if n > maxOptions {
		p.wrong(line, "there are %d options: give 2 to %d", n, maxOptions)
	}
	switch {
	case card.Question != nil:
		p.wrong(line, "a card asks one question: begin a new card with ##")
	case card.Commands != nil:
		p.wrong(line, "this card runs commands, so it cannot ask for a prediction: begin a new card with ##")
	default:
		card.Question = q
	}
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
