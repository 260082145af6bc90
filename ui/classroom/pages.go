package classroom

import (
	"bytes"
	"fmt"
	"io"
	"sync"
	"time"
)

// Pages are where the log is written, by a goroutine of its own: a terminal that
// is held with ctrl+s holds nobody else up. What it does not take in time is left
// out, and counted in the next line.
type Pages struct {
	mu     sync.Mutex
	lines  chan []byte // nil after the end
	silent int         // not written since the last line
	done   chan struct{}
}

// What may wait to be written, and how long the end waits for it.
const (
	mostLines = 256
	flushTime = 300 * time.Millisecond
)

// NewPages writes to that until Close.
func NewPages(to io.Writer) *Pages {
	p := &Pages{lines: make(chan []byte, mostLines), done: make(chan struct{})}
	go func(lines <-chan []byte) {
		defer close(p.done)
		for line := range lines {
			_, _ = to.Write(line)
		}
	}(p.lines)
	return p
}

// Write takes a line, and waits for nobody.
func (p *Pages) Write(line []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	text := bytes.Clone(line)
	if p.silent > 0 {
		text = fmt.Appendf(nil, "%d lines not written\n%s", p.silent, line)
	}
	select {
	case p.lines <- text:
		p.silent = 0
	default:
		p.silent++
	}
	return len(line), nil
}

// Close waits for a moment until all is written. What is said later is not.
func (p *Pages) Close() {
	p.mu.Lock()
	if p.lines != nil {
		close(p.lines)
		p.lines = nil
	}
	p.mu.Unlock()
	select {
	case <-p.done:
	case <-time.After(flushTime):
	}
}
