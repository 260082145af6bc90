package cli

import (
	"errors"
	"io/fs"
	"os"

	"nudge/dynamics/recording"
)

// recordFile is the file of --record. A line is in it as soon as it was written,
// so that whatever ends the program, what was done until then is kept.
type recordFile struct {
	path string
	file *os.File
}

// openRecord opens a new file. One that holds something is left alone.
func openRecord(path string) (*recordFile, error) {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return nil, usage("--record: %s is a directory: give the name of a file in it", path)
	case err == nil && info.Mode().IsRegular() && info.Size() > 0:
		return nil, usage("--record: %s exists: choose another name, or delete it", path)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, usage("--record: %w", err)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return nil, usage("--record: %w", err)
	}
	return &recordFile{path, f}, nil
}

// writer writes the recording.
func (r *recordFile) writer() *recording.Writer {
	return recording.NewWriter(r.file, "nudge "+version())
}

// close puts what was written on the disk.
func (r *recordFile) close(w *recording.Writer) error {
	err := w.Err()
	if info, failure := r.file.Stat(); failure == nil && info.Mode().IsRegular() {
		err = errors.Join(err, r.file.Sync())
	}
	if err = errors.Join(err, r.file.Close()); err != nil {
		return plain(r.path, err)
	}
	return nil
}
