package cli

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"time"

	"nudge/dynamics/sweep"
	"nudge/model"
)

// ledger is where a sweep's cells go: standard output, or a file that grows.
type ledger struct {
	out     *bufio.Writer
	file    *os.File // nil for standard output
	path    string
	sheet   sheet
	rows    int          // cells in the file
	keep    bool         // remember the cells
	cells   []sweep.Cell // those in the file, if kept
	flushed time.Time
}

// openTable opens the output and brings it to the end of its last whole cell:
// of the header, where there is nothing to go on with.
func (s *sweeper) openTable(ctx context.Context, sheet sheet) (*ledger, error) {
	t := &ledger{path: "standard output", sheet: sheet, keep: s.plot != "" || s.grid.Measure == sweep.WeightGradient}
	if s.output == "-" {
		t.out = bufio.NewWriter(s.out)
		return t, t.begin(s.shard)
	}
	t.path = s.output
	if err := t.openFile(); err != nil {
		return nil, err
	}
	info, err := t.file.Stat()
	if err != nil {
		return nil, errors.Join(t.failed(err), t.file.Close())
	}
	if info.Mode().IsRegular() && info.Size() > 0 {
		err = s.goOn(ctx, t)
	} else {
		err = t.begin(s.shard)
	}
	if err != nil {
		t.file.Close()
		return nil, err
	}
	return t, nil
}

func (t *ledger) openFile() error {
	if info, err := os.Stat(t.path); err == nil && info.IsDir() {
		return usage("--output: %s is a directory: give the name of a file in it", t.path)
	}
	file, err := os.OpenFile(t.path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil { // a device or a pipe that cannot be read
		file, err = os.OpenFile(t.path, os.O_WRONLY, 0)
	}
	if err != nil {
		return usage("--output: %w", model.Unwritable(t.path, err))
	}
	t.file, t.out = file, bufio.NewWriter(file)
	return nil
}

// begin writes the header.
func (t *ledger) begin(part shard) error {
	if !part.first() {
		return nil
	}
	if _, err := t.out.WriteString(t.sheet.header()); err != nil {
		return t.failed(err)
	}
	return t.flush()
}

// goOn reads the file that is there and cuts what is not whole.
func (s *sweeper) goOn(ctx context.Context, t *ledger) error {
	if !s.resume {
		return usage("--output: %s exists: give --resume to go on with it, remove it, or choose another name", t.path)
	}
	old := reader{sheet: t.sheet, grid: s.grid, part: s.shard}
	if err := old.read(t.file); err != nil {
		if errors.Is(err, errForeign) {
			return usage("--resume: %s %w: choose another --output, or remove it", t.path, err)
		}
		return usage("--resume: %s cannot be read: %w", t.path, err)
	}
	if err := old.prove(ctx); err != nil {
		if errors.Is(err, errForeign) {
			return usage("--resume: %s %w: choose another --output, or remove it", t.path, err)
		}
		return err
	}
	if err := t.file.Truncate(old.whole); err != nil {
		return t.failed(err)
	}
	if _, err := t.file.Seek(old.whole, io.SeekStart); err != nil {
		return t.failed(err)
	}
	t.rows = len(old.cells)
	if t.keep {
		t.cells = old.cells
	}
	if old.whole == 0 {
		return t.begin(s.shard)
	}
	return nil
}

// add writes a cell.
func (t *ledger) add(c sweep.Cell) error {
	if _, err := t.out.WriteString(t.sheet.rows(c)); err != nil {
		return t.failed(err)
	}
	t.rows++
	if t.keep {
		t.cells = append(t.cells, c)
	}
	if now := time.Now(); now.Sub(t.flushed) > 100*time.Millisecond {
		t.flushed = now
		return t.flush()
	}
	return nil
}

func (t *ledger) flush() error {
	if err := t.out.Flush(); err != nil {
		return t.failed(err)
	}
	return nil
}

// finish writes what follows the last cell.
func (t *ledger) finish() error {
	if _, err := t.out.WriteString(t.sheet.trailer(t.cells)); err != nil {
		return t.failed(err)
	}
	return t.flush()
}

func (t *ledger) close() {
	if t.file != nil {
		t.file.Close()
	}
}

func (t *ledger) failed(err error) error { return model.Unwritable(t.path, err) }
