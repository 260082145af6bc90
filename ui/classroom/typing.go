package classroom

import (
	"io"
	"sync"
	"time"
)

// A client's keys are taken at keyRate bytes a second, after a burst: more than
// anyone types or draws with the mouse, so that nobody can keep a core busy.
const (
	keyRate  = 1024
	keyBurst = 4096
	keyChunk = 64
)

// typing is what a client types, taken no faster than that. It can be ended while
// the client goes on.
type typing struct {
	chunks chan []byte
	left   []byte
	room   float64   // bytes that may come at once
	at     time.Time // when that was so

	ended chan struct{}
	once  sync.Once
}

func newTyping(from io.Reader) *typing {
	t := &typing{chunks: make(chan []byte), ended: make(chan struct{})}
	go t.take(from)
	return t
}

// take reads from the client until the session is closed.
func (t *typing) take(from io.Reader) {
	defer close(t.chunks)
	for {
		chunk := make([]byte, keyChunk)
		n, err := from.Read(chunk)
		select {
		case t.chunks <- chunk[:n]:
		case <-t.ended:
			return
		}
		if err != nil {
			return
		}
	}
}

// end lets no more through.
func (t *typing) end() { t.once.Do(func() { close(t.ended) }) }

// Read is io.EOF after the end.
func (t *typing) Read(p []byte) (int, error) {
	for len(t.left) == 0 {
		chunk, ok := []byte(nil), false
		select {
		case <-t.ended:
		case chunk, ok = <-t.chunks:
		}
		if !ok {
			return 0, io.EOF
		}
		t.left = chunk
		t.wait(len(chunk))
	}
	n := copy(p, t.left)
	t.left = t.left[n:]
	return n, nil
}

// wait lets time pass where keys come too fast.
func (t *typing) wait(n int) {
	now := time.Now()
	t.room = min(keyBurst, t.room+now.Sub(t.at).Seconds()*keyRate) - float64(n)
	t.at = now
	if t.room >= 0 {
		return
	}
	select {
	case <-t.ended:
	case <-time.After(time.Duration(-t.room / keyRate * float64(time.Second))):
	}
}

// presses are keys and movements of the mouse: each is work, so that of more than
// a hundred a second, after a burst, the others are forgotten. A key held down
// repeats thirty times a second.
type presses struct{ next int64 } // when it would be one a pressTime, in nanoseconds

const (
	pressTime  = int64(time.Second) / 100
	pressBurst = 200
)

// another tells whether one more is taken.
func (p *presses) another(now int64) bool {
	next := max(p.next, now-pressBurst*pressTime) + pressTime
	if next > now {
		return false
	}
	p.next = next
	return true
}
