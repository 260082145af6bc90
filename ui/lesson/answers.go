package lesson

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"nudge/model"
)

// Answer is what somebody predicted.
type Answer struct {
	Lesson   string `json:"lesson"`   // the name of its file
	Question string `json:"question"` // the heading of its card
	Answer   string `json:"answer"`   // a, b, c or d
	Right    bool   `json:"right"`
}

// Answers are the predictions of one user, kept in a file. The zero value keeps
// them in memory alone, as a guest's are.
type Answers struct {
	path   string
	list   []Answer
	broken error // the file is not ours to overwrite
}

// maxAnswers is how large the file may be.
const maxAnswers = 1 << 20

type answersFile struct {
	Schema  int      `json:"schema"`
	Answers []Answer `json:"answers"`
}

// OpenAnswers reads the answers kept in a folder, "" for none. A file that cannot
// be read is an error, said once; the answers then work, but are not kept, and
// the file stays as it is.
func OpenAnswers(folder string) (*Answers, error) {
	a := &Answers{}
	if folder == "" {
		return a, nil
	}
	a.path = filepath.Join(folder, "answers.json")
	a.list, a.broken = readAnswers(a.path)
	if a.broken != nil {
		a.broken = fmt.Errorf("answers are not kept: %s is not as this program left it: repair it or delete it (%w)", a.path, a.broken)
	}
	return a, a.broken
}

func readAnswers(path string) ([]Answer, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxAnswers+1))
	if err != nil {
		return nil, err
	}
	if len(text) > maxAnswers {
		return nil, fmt.Errorf("it is larger than %d MB", maxAnswers>>20)
	}
	var file answersFile
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&file); err != nil {
		return nil, err
	}
	if file.Schema != 1 {
		return nil, fmt.Errorf("it has schema %d, this program reads 1", file.Schema)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is more after its end")
	}
	return file.Answers, nil
}

// Of is the answer given last to a question of a lesson.
func (a *Answers) Of(lesson, question string) (Answer, bool) {
	for _, given := range a.list {
		if given.Lesson == lesson && given.Question == question {
			return given, true
		}
	}
	return Answer{}, false
}

// Keep takes an answer in the place of an earlier one to the same question and
// writes the file, whole or not at all. Where that fails the answer is remembered
// until the program ends.
func (a *Answers) Keep(given Answer) error {
	at := len(a.list)
	for i, old := range a.list {
		if old.Lesson == given.Lesson && old.Question == given.Question {
			at = i
		}
	}
	if at == len(a.list) {
		a.list = append(a.list, given)
	}
	a.list[at] = given
	if a.path == "" || a.broken != nil {
		return a.broken
	}
	return a.write()
}

func (a *Answers) write() error {
	err := os.MkdirAll(filepath.Dir(a.path), 0o755)
	if err == nil {
		err = model.Replace(a.path, func(w io.Writer) error {
			e := json.NewEncoder(w)
			e.SetIndent("", "  ")
			return e.Encode(answersFile{Schema: 1, Answers: a.list})
		})
	}
	if err != nil {
		return fmt.Errorf("the answer is not kept: %w", err)
	}
	return nil
}
