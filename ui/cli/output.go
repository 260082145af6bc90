package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// output is where a command writes its data: standard output, or a file that
// appears under its name only when it is whole.
type output struct {
	*bufio.Writer
	path    string   // "" for standard output
	file    *os.File // nil for standard output
	rename  bool     // file is a temporary one beside path
	flushed time.Time
}

// create opens an output; "-" is standard output. A device or a pipe is written
// to as it is.
func create(path string, standard io.Writer) (*output, error) {
	if path == "-" {
		return &output{Writer: bufio.NewWriter(standard)}, nil
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	o := &output{path: path}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return nil, usage("--output: %s is a directory: give the name of a file in it", path)
	case err == nil && !info.Mode().IsRegular():
		o.file, err = os.OpenFile(path, os.O_WRONLY, 0)
	default:
		o.rename = true
		o.file, err = os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	}
	if err != nil {
		return nil, usage("--output: %w", plain(path, err))
	}
	o.Writer = bufio.NewWriter(o.file)
	return o, nil
}

// plain takes the name of a temporary file out of an error.
func plain(path string, err error) error {
	if e := (*fs.PathError)(nil); errors.As(err, &e) {
		err = e.Err
	}
	return fmt.Errorf("%s cannot be written: %w", path, err)
}

// failed words an error of writing.
func (o *output) failed(err error) error {
	path := o.path
	if path == "" {
		path = "standard output"
	}
	return plain(path, err)
}

// refresh lets a reader see what is written so far, a few times a second.
func (o *output) refresh() error {
	if now := time.Now(); now.Sub(o.flushed) > 100*time.Millisecond {
		o.flushed = now
		if err := o.Flush(); err != nil {
			return o.failed(err)
		}
	}
	return nil
}

// finish makes what was written last. An interrupted file does not appear; one
// that ends early because the run diverged does.
func (o *output) finish(failure error) error {
	if errors.Is(failure, context.Canceled) {
		return nil
	}
	err := o.Flush()
	if o.file == nil || err != nil {
		return o.lasting(err)
	}
	if o.rename {
		err = errors.Join(o.file.Chmod(0o644), o.file.Sync())
	}
	if err = errors.Join(err, o.file.Close()); err == nil && o.rename {
		err = os.Rename(o.file.Name(), o.path)
	}
	if err == nil {
		o.rename = false
	}
	return o.lasting(err)
}

func (o *output) lasting(err error) error {
	if err == nil {
		return nil
	}
	return o.failed(err)
}

// abandon removes a temporary file that finish did not name.
func (o *output) abandon() {
	if o.file == nil {
		return
	}
	o.file.Close()
	if o.rename {
		os.Remove(o.file.Name())
	}
}
