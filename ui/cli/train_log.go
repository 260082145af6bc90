package cli

import (
	"encoding/json"
	"os"
	"strings"

	"nudge/dynamics/learn"
)

// createFor opens an output file for a flag of that name.
func createFor(flag, path string) (*output, error) {
	out, err := create(path, nil)
	if err != nil {
		return nil, usage("%s: %s", flag, strings.TrimPrefix(err.Error(), "--output: "))
	}
	return out, nil
}

// trainLog is the ndjson of a training: the recipe, an object for each epoch,
// and the end. One that is resumed is written anew, so that it is whole.
type trainLog struct {
	path string
	file *os.File // nil for no log
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
	Record     string   `json:"record"`
	TrainError float64  `json:"train_error"`
	TestError  *float64 `json:"test_error"`
}

// openTrainLog begins the file with what is known already. An empty path is no
// log.
func openTrainLog(path string, t *learn.Training) (*trainLog, error) {
	if path == "" {
		return &trainLog{}, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, usage("--log: %w", plain(path, err))
	}
	l := &trainLog{path: path, file: f}
	err = l.write(trainStart{"start", 1, t.Recipe.Activation.String(), t.Recipe})
	for _, r := range t.History {
		if err == nil {
			err = l.epoch(r)
		}
	}
	if err != nil {
		l.close()
		return nil, err
	}
	return l, nil
}

func (l *trainLog) epoch(r learn.Report) error { return l.write(trainEpoch{"epoch", r}) }

func (l *trainLog) end(train float64, test *float64) error {
	return l.write(trainEnd{"end", train, test})
}

func (l *trainLog) write(record any) error {
	if l.file == nil {
		return nil
	}
	if err := json.NewEncoder(l.file).Encode(record); err != nil {
		return plain(l.path, err)
	}
	return nil
}

func (l *trainLog) close() {
	if l.file != nil {
		l.file.Close()
	}
}
