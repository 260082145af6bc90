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
	"slices"

	"nudge/model"
)

// Answer is what somebody predicted.
type Answer struct {
	Lesson   string `json:"lesson"`   // the name of its file
	Question string `json:"question"` // the heading of its card
	Answer   string `json:"answer"`   // a, b, c or d
	Right    bool   `json:"right"`
	Locked   bool   `json:"locked,omitempty"` // the lesson went on since: it stays
}

// Answers are the predictions of one user, kept in a file that several windows may
// write. The zero value keeps them in memory alone, as a guest's are.
type Answers struct {
	path string
	list []Answer
}

// maxAnswers is how large the file may be.
const maxAnswers = 1 << 20

type answersFile struct {
	Schema  int      `json:"schema"`
	Answers []Answer `json:"answers"`
}

// OpenAnswers reads the answers kept in a folder, "" for none. A file that cannot
// be read is an error; the answers then work, but are not kept, and the file stays
// as it is.
func OpenAnswers(folder string) (*Answers, error) {
	a := &Answers{}
	if folder == "" {
		return a, nil
	}
	a.path = filepath.Join(folder, "answers.json")
	return a, a.refresh()
}

// refresh takes in what the file has by now. What is remembered here and is not in
// it, because it could not be written or was by another window at the same moment,
// follows.
func (a *Answers) refresh() error {
	list, err := readAnswers(a.path)
	if err != nil {
		return fmt.Errorf("answers are not kept: %w", err)
	}
	for _, given := range a.list {
		if indexOf(list, given) < 0 {
			list = append(list, given)
		}
	}
	a.list = list
	return nil
}

// indexOf is where the answer to the same question is, −1 for nowhere.
func indexOf(list []Answer, given Answer) int {
	return slices.IndexFunc(list, func(old Answer) bool { return old.Lesson == given.Lesson && old.Question == given.Question })
}

// readAnswers reads the file at path; where there is none there are no answers.
func readAnswers(path string) ([]Answer, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var text []byte
	if err == nil {
		defer f.Close()
		text, err = io.ReadAll(io.LimitReader(f, maxAnswers+1))
	}
	if err != nil {
		return nil, model.Unreadable(path, err)
	}
	list, err := parseAnswers(text)
	if err != nil {
		return nil, fmt.Errorf("%s is not as this program left it: repair it or delete it (%w)", path, err)
	}
	return list, nil
}

func parseAnswers(text []byte) ([]Answer, error) {
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

// Of is the answer kept to a question of a lesson.
func (a *Answers) Of(lesson, question string) (Answer, bool) {
	if i := indexOf(a.list, Answer{Lesson: lesson, Question: question}); i >= 0 {
		return a.list[i], true
	}
	return Answer{}, false
}

// Keep takes an answer in the place of an earlier one to the same question, unless
// that is locked, and returns the one that counts. It writes the file, with what
// other windows added to it, whole or not at all. Where that fails the answer is
// remembered until the program ends, or another is written.
func (a *Answers) Keep(given Answer) (Answer, error) {
	var err error
	if a.path != "" {
		err = a.refresh()
	}
	i := indexOf(a.list, given)
	switch {
	case i < 0:
		i = len(a.list)
		a.list = append(a.list, given)
	case !a.list[i].Locked:
		a.list[i] = given
	}
	if err == nil && a.path != "" {
		err = a.write()
	}
	return a.list[i], err
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
		return fmt.Errorf("the answer is not kept: %w", model.Unwritable(a.path, err))
	}
	return nil
}
