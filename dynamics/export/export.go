// Package export writes a run to be kept: its numbers as CSV or ndjson, and a
// figure of one frame. The bytes depend on the run alone, never on the day.
package export

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"nudge/dynamics"
)

// Writer writes a run: the network at rest, then frame after frame, and what
// comes last. A row is whole when Frame returns.
type Writer interface {
	Start(f *dynamics.Frame) error
	Frame(f *dynamics.Frame) error
	End() error
}

// Formats lists what New writes.
func Formats() []string { return append([]string{"csv", "ndjson"}, Pictures()...) }

// IsPicture tells whether a format is one of Pictures, which have one frame.
func IsPicture(format string) bool { return slices.Contains(Pictures(), format) }

// New writes a run of the source in one of Formats. A picture is of the last
// frame, which must not change until End.
func New(format string, w io.Writer, source *dynamics.Source) Writer {
	switch format {
	case "csv":
		return newCSV(w)
	case "ndjson":
		return NewNDJSON(w)
	}
	return &picture{w: w, source: source, format: format}
}

// FormatOf is the format that the ending of a file's name asks for.
func FormatOf(path string) (string, error) {
	format := strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))
	if !slices.Contains(Formats(), format) {
		return "", fmt.Errorf("%s has no ending that says how to write it: let it end in .%s", path, strings.Join(Formats(), ", ."))
	}
	return format, nil
}

// picture waits for the last frame.
type picture struct {
	w      io.Writer
	source *dynamics.Source
	format string
	last   *dynamics.Frame
}

func (p *picture) Start(f *dynamics.Frame) error { return p.Frame(f) }
func (p *picture) Frame(f *dynamics.Frame) error { p.last = f; return nil }
func (p *picture) End() error                    { return Figure(p.w, p.last, p.source, p.format) }

// Phase says what a frame was led to by: "nudged" or "free".
func Phase(f *dynamics.Frame) string {
	if f.Nudged {
		return "nudged"
	}
	return "free"
}
