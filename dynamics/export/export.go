// Package export writes a run to be kept: its numbers as CSV or ndjson, and a
// figure of one frame. The bytes depend on the run alone, never on the day.
package export

import "nudge/dynamics"

// Writer writes a run: the network at rest, then frame after frame. Each frame is
// whole when Frame returns.
type Writer interface {
	Start(f *dynamics.Frame) error
	Frame(f *dynamics.Frame) error
}

// Phase says what a frame was led to by: "nudged" or "free".
func Phase(f *dynamics.Frame) string {
	if f.Nudged {
		return "nudged"
	}
	return "free"
}
