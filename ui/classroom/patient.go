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
