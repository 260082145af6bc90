package classroom

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

// TestPagesHeld: a log that nobody reads holds nobody up; what was left
// out is counted.
func TestPagesHeld(t *testing.T) {
	read, write := io.Pipe()
	p := NewPages(write)
	since := time.Now()
	for n := range 2 * mostLines {
		fmt.Fprintf(p, "line %d\n", n)
	}
	if took := time.Since(since); took > 5*time.Second {
		t.Errorf("a held log takes %v", took)
	}
	text := &lines{}
	go func() { _, _ = io.Copy(text, read) }()
	text.has(t, fmt.Sprintf("line %d\n", mostLines-1))
	fmt.Fprintln(p, "again")
	p.Close()
	text.has(t, " lines not written\nagain\n")
	fmt.Fprintln(p, "after the end")
	if strings.Contains(text.String(), "after the end") {
		t.Error("it writes after the end")
	}
}

// TestPagesEnd: the end of a held log waits for a moment only.
func TestPagesEnd(t *testing.T) {
	_, write := io.Pipe()
	p := NewPages(write)
	fmt.Fprintln(p, "nobody reads this")
	since := time.Now()
	p.Close()
	if took := time.Since(since); took < flushTime || took > 5*time.Second {
		t.Errorf("the end of a held log takes %v", took)
	}
}
