package data

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// What a file may be at most. A CSV reader buffers a line before it splits it, so
// the lengths are watched underneath it.
const (
	maxBytes   = 64 << 20
	maxLine    = 4 << 20
	maxRows    = 1_000_000
	maxColumns = 100_000
	maxClasses = 10_000
)

// bounded passes text on and ends it with an error where it is too much to be a
// data set, or is not text. A line is over at a line end outside of quotes.
type bounded struct {
	src     io.Reader
	err     error // once set, nothing more is passed on
	total   int   // bytes so far
	line    int   // the current line, from 1
	start   int   // where the sample on it starts, which a quoted line end continues
	length  int   // bytes of the current line
	columns int   // columns of the current line so far
	quoted  bool  // inside quotes
	last    byte
}

// text prepares r for reading: without a byte order mark, within bounds.
func text(r io.Reader) (*bounded, error) {
	src := bufio.NewReader(r)
	mark, _ := src.Peek(3) // a short file has a short mark; Read reports an error
	switch {
	case bytes.HasPrefix(mark, []byte{0xff, 0xfe}), bytes.HasPrefix(mark, []byte{0xfe, 0xff}):
		return nil, errors.New("is UTF-16 text: save it as UTF-8")
	case bytes.Equal(mark, []byte("\ufeff")):
		_, _ = src.Discard(len(mark)) // peeked, so it is there
	}
	return &bounded{src: src, line: 1, start: 1, columns: 1}, nil
}

// Read is io.Reader.
func (b *bounded) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	n, err := b.src.Read(p)
	for i, c := range p[:n] {
		if b.err = b.pass(c); b.err != nil {
			return i, b.err
		}
	}
	if err != nil && err != io.EOF {
		b.err = fmt.Errorf("cannot be read to its end (%w): check the file and try again", err)
		err = b.err
	}
	return n, err
}

// pass looks at the next byte, and says why it must not be passed on.
func (b *bounded) pass(c byte) error {
	b.total++
	b.length++
	lone := b.last == '\r' && c != '\n'
	b.last = c
	switch {
	case b.total > maxBytes:
		return fmt.Errorf("is larger than %d MiB: give fewer rows or columns", maxBytes>>20)
	case b.length > maxLine:
		return fmt.Errorf("line %d is longer than %d MiB: put each sample on a line of its own and close every quote",
			b.start, maxLine>>20)
	case lone:
		return fmt.Errorf("line %d has a carriage return alone: save the file with LF or CRLF line ends", b.line)
	case c < ' ' && c != '\t' && c != '\r' && c != '\n', c == 0x7f:
		return fmt.Errorf("line %d has the byte %#02x, so this is not a text file: save the table as CSV", b.line, c)
	case c == '"':
		b.quoted = !b.quoted
	case c == '\n':
		b.line++
		if !b.quoted {
			b.start, b.length, b.columns = b.line, 0, 1
		}
	case c == ',' && !b.quoted:
		b.columns++
	}
	if b.columns > maxColumns {
		return fmt.Errorf("line %d has more than %d columns: choose fewer features", b.line, maxColumns)
	}
	return nil
}
