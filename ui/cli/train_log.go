package cli

import (
	"encoding/json"
	"errors"
	"os"

	"nudge/dynamics/learn"
	"nudge/model"
)

// trainLog is the ndjson of a training: the recipe, an object for each epoch,
// and the end. One that is resumed is written anew, so that it is whole; so is
// every line of it, whatever happens.
type trainLog struct {
	path string
	file *os.File // nil for no log
	size int64    // of the whole lines
}

type trainStart struct {
	Record     string `json:"record"`
	Schema     int    `json:"schema"`
	Activation string `json:"activation"`
	learn.Recipe
}

type trainEpoch struct {
	Record string `json:"record"`
	learn.Report
}

type trainEnd struct {
	Record string `json:"record"`
	result
}

// openTrainLog begins a file. An empty path is no log.
func openTrainLog(path string) (*trainLog, error) {
	if path == "" {
		return &trainLog{}, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, usage("--log: %w", model.Unwritable(path, err))
	}
	return &trainLog{path: path, file: f}, nil
}

// begin writes what is known of a training already.
func (l *trainLog) begin(t *learn.Training) error {
	err := l.write(trainStart{"start", 1, t.Recipe.Activation.String(), t.Recipe})
	for _, r := range t.History {
		if err == nil {
			err = l.epoch(r)
		}
	}
	return err
}

func (l *trainLog) epoch(r learn.Report) error { return l.write(trainEpoch{"epoch", r}) }

func (l *trainLog) end(r result) error { return l.write(trainEnd{"end", r}) }

// write adds a line, or, where it does not fit on the disk, nothing.
func (l *trainLog) write(record any) error {
	if l.file == nil {
		return nil
	}
	line, err := json.Marshal(record)
	if err != nil {
		return model.Unwritable(l.path, err)
	}
	n, err := l.file.Write(append(line, '\n'))
	if err == nil {
		l.size += int64(n)
		return nil
	}
	if n > 0 {
		err = errors.Join(err, l.file.Truncate(l.size))
	}
	return model.Unwritable(l.path, err)
}

func (l *trainLog) close() {
	if l.file != nil {
		l.file.Close()
	}
}
