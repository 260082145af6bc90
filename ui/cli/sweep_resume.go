package cli

import (
	"bufio"
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"nudge/dynamics/sweep"
)

// errForeign says that a file is none that this sweep wrote.
var errForeign = errors.New("is of another sweep")

// reader reads what a sweep has written so far.
type reader struct {
	sheet sheet
	grid  sweep.Grid
	part  shard
	cells []sweep.Cell // the whole ones
	whole int64        // where the last whole one ends
}

// read accepts the beginning, however long, of what this sweep writes, and
// nothing else.
func (r *reader) read(file io.Reader) error {
	in := bufio.NewReader(file)
	if r.part.first() {
		done, err := r.fixed(in, r.sheet.header())
		if done || err != nil {
			return err
		}
	}
	for _, index := range r.part.cells(r.grid.Cells()) {
		if done, err := r.cell(in, index); done || err != nil {
			return err
		}
	}
	end := r.whole
	_, err := r.fixed(in, r.sheet.trailer(r.cells))
	if _, more := in.ReadByte(); err == nil && more == nil {
		err = errForeign
	}
	r.whole = end // the trailer is written again
	return err
}

// fixed reads a text that does not depend on what was computed. done tells that
// the file ends before it does.
func (r *reader) fixed(in *bufio.Reader, want string) (done bool, err error) {
	got := make([]byte, len(want))
	n, err := io.ReadFull(in, got)
	short := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
	switch {
	case err != nil && !short:
		return false, err
	case string(got[:n]) != want[:n]:
		return false, errForeign
	case !short:
		r.whole += int64(n)
	}
	return short, nil
}

// cell reads the lines of one cell. done tells that the file ends before they
// do.
func (r *reader) cell(in *bufio.Reader, index int) (done bool, err error) {
	values, all := r.grid.At(index), ""
	var lines []string
	for i := range r.sheet.lines() {
		line, err := in.ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return false, err
		}
		begins := r.sheet.begins(values, i)
		if !strings.HasPrefix(line, begins) && !strings.HasPrefix(begins, line) {
			return false, errForeign
		}
		if err != nil {
			return true, nil
		}
		all += line
		lines = append(lines, strings.TrimSuffix(line, "\n"))
	}
	c, err := r.sheet.parse(index, lines)
	if err != nil {
		return false, err
	}
	tooMany := func(s sweep.Stat) bool { return s.Trials > r.grid.Trials }
	if r.sheet.rows(c) != all || slices.ContainsFunc(c.Stats, tooMany) {
		return false, errForeign
	}
	r.cells, r.whole = append(r.cells, c), r.whole+int64(len(all))
	return false, nil
}

// prove computes the last cell of a part without header again: nothing else in
// the file tells which sweep it is of.
func (r *reader) prove(ctx context.Context) error {
	if r.part.first() || len(r.cells) == 0 {
		return nil
	}
	last := r.cells[len(r.cells)-1]
	again, err := r.grid.Compute(ctx, last.Index)
	if err != nil {
		return err
	}
	if r.sheet.rows(again) != r.sheet.rows(last) {
		return errForeign
	}
	return nil
}
