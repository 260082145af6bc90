package cli

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"nudge/model"
)

// output is where a command writes its data: standard output, or a file that
// appears under its name only when it is whole.
type output struct {
	*bufio.Writer
	path    string       // "" for standard output
	draft   *model.Draft // nil for standard output
	flushed time.Time
}

// create opens the output that --output names; "-" is standard output. A device or
// a pipe is written to as it is.
func create(path string, standard io.Writer) (*output, error) {
	return createFor("output", path, standard)
}

// createFor is create for a flag of another name.
func createFor(flag, path string, standard io.Writer) (*output, error) {
	if path == "-" {
		return &output{Writer: bufio.NewWriter(standard)}, nil
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, usage("--%s: %s is a directory: give the name of a file in it", flag, path)
	}
	draft, err := model.NewDraft(path)
	if err != nil {
		return nil, usage("--%s: %w", flag, model.Unwritable(path, err))
	}
	return &output{Writer: bufio.NewWriter(draft), path: path, draft: draft}, nil
}

// formatNamed is the one of the formats that the name of a file asks for, "" where it
// says nothing: - and a name without an ending, or with that of a text.
func formatNamed(path string, formats ...string) (string, error) {
	ending := strings.ToLower(strings.TrimPrefix(filepath.Ext(strings.TrimLeft(filepath.Base(path), ".")), "."))
	switch {
	case ending == "" || ending == "txt":
		return "", nil
	case slices.Contains(formats, ending):
		return ending, nil
	}
	return "", usage("--output: the ending of %s says no format: let it end in .%s, or .txt, or give --format", path, strings.Join(formats, ", ."))
}

// failed words an error of writing.
func (o *output) failed(err error) error {
	path := o.path
	if path == "" {
		path = "standard output"
	}
	return model.Unwritable(path, err)
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
	if err == nil && o.draft != nil {
		err = o.draft.Commit()
	}
	if err != nil {
		return o.failed(err)
	}
	return nil
}

// abandon removes a file that finish did not name.
func (o *output) abandon() {
	if o.draft != nil {
		o.draft.Abandon()
	}
}
