package cli

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"nudge/dynamics"
)

// TestPanicIsReported: the stack comes first, and last what is to be done.
func TestPanicIsReported(t *testing.T) {
	var errs bytes.Buffer
	p := &program{err: &errs}
	if code := p.report(dynamics.Caught(errors.New("index out of range"))); code != exitFailed {
		t.Errorf("exit code %d", code)
	}
	lines := strings.Split(strings.TrimSpace(errs.String()), "\n")
	n := len(lines)
	if !strings.HasPrefix(lines[0], "goroutine") || lines[n-2] != "nudge: panic: index out of range" || !strings.Contains(lines[n-1], "report") {
		t.Errorf("a panic is reported as\n%s", errs.String())
	}
}

// TestPanicInCommand: a panic in any command is an exit code, not a crash.
func TestPanicInCommand(t *testing.T) {
	var errs bytes.Buffer
	if code := Main([]string{"presets"}, nil, nil, &errs); code != exitFailed || !strings.Contains(errs.String(), "nil pointer") {
		t.Errorf("exit code %d, and\n%s", code, errs.String())
	}
}
