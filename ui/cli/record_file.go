package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"nudge/dynamics/recording"
	"nudge/model"
)

// recordFile is the file of --record. A line is in it as soon as it was written, and
// on the disk a second later: whatever ends the program, or the machine, what was
// done until then is kept.
type recordFile struct {
	path    string
	file    *os.File
	sync    func() error
	fresh   chan struct{} // there are lines that are not on the disk
	end     chan struct{}
	settled chan error // what putting them there came to
}

// syncTime passes from one time that lines are put on the disk to the next.
const syncTime = time.Second

// openRecord opens a new file. One that holds something is left alone.
func openRecord(path string) (*recordFile, error) {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return nil, usage("--record: %s is a directory: give the name of a file in it", path)
	case err == nil && info.Mode().IsRegular() && info.Size() > 0:
		return nil, usage("--record: %s exists: choose another name, or delete it", path)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, usage("--record: %w", model.Unwritable(path, err))
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return nil, usage("--record: %w", model.Unwritable(path, err))
	}
	r := &recordFile{path: path, file: f, sync: f.Sync, fresh: make(chan struct{}, 1), end: make(chan struct{}), settled: make(chan error, 1)}
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		r.sync = func() error { return nil } // a pipe, say
	} else if folder, err := os.Open(filepath.Dir(path)); err == nil {
		_ = folder.Sync() // where that can be done, the file is found after a crash
		folder.Close()
	}
	return r, nil
}

// writer writes the recording, until close.
func (r *recordFile) writer() *recording.Writer {
	go r.settle()
	return recording.NewWriter(r, "nudge "+version())
}

// Write writes a line. It does not wait for the disk.
func (r *recordFile) Write(line []byte) (int, error) {
	n, err := r.file.Write(line)
	select {
	case r.fresh <- struct{}{}:
	default:
	}
	return n, err
}

// settle puts lines on the disk as they come, once every syncTime.
func (r *recordFile) settle() {
	var failed error
	for {
		select {
		case <-r.fresh:
			failed = errors.Join(failed, r.sync())
		case <-r.end:
			r.settled <- errors.Join(failed, r.sync())
			return
		}
		select {
		case <-time.After(syncTime):
		case <-r.end:
		}
	}
}

// close puts what was written on the disk.
func (r *recordFile) close(w *recording.Writer) error {
	close(r.end)
	err := errors.Join(w.Err(), <-r.settled, r.file.Close())
	if err != nil {
		return model.Unwritable(r.path, err)
	}
	return nil
}
