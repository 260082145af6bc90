package classroom

import (
	"io"
	"time"
)

// patientWriter gives up on a client that has read nothing for a while. Until
// then only this session waits for it.
type patientWriter struct {
	to       io.Writer
	cut      func() error
	patience time.Duration
}

func (w *patientWriter) Write(p []byte) (int, error) {
	t := time.AfterFunc(w.patience, func() { _ = w.cut() })
	defer t.Stop()
	return w.to.Write(p)
}

// A client's keys are taken at keyRate bytes a second, after a burst: more than
// anyone types or draws with the mouse, so that nobody can keep a core busy.
const (
	keyRate  = 1024
	keyBurst = 4096
	keyChunk = 64
)

// patientReader takes keys no faster than that.
type patientReader struct {
	from io.Reader
	room float64   // bytes that may come at once
	at   time.Time // when that was so
}

func (r *patientReader) Read(p []byte) (int, error) {
	n, err := r.from.Read(p[:min(len(p), keyChunk)])
	now := time.Now()
	r.room = min(keyBurst, r.room+now.Sub(r.at).Seconds()*keyRate) - float64(n)
	r.at = now
	if r.room < 0 {
		time.Sleep(time.Duration(-r.room / keyRate * float64(time.Second)))
	}
	return n, err
}
