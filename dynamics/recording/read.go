package recording

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"nudge/dynamics"
	"nudge/model"
	"nudge/model/data"
)

// Recording is what was done, in order.
type Recording struct {
	Program string // that made it
	Acts    []Act
	Torn    bool // the last line was cut short, and is left out
}

// Act is one thing that was done: exactly one of its fields is set, beside the
// line.
type Act struct {
	Line   int
	Start  *Start
	Return *int // the number of a start, from 0
	Deed   *dynamics.Deed
	Look   *Look
	Answer *Answer
}

// Start is a run at rest.
type Start struct {
	dynamics.Beginning
	Source    *dynamics.Source
	Estimator dynamics.Estimator
}

// Run is the run that begins so.
func (s *Start) Run() (*dynamics.Run, error) {
	run, err := s.Beginning.Run(s.Source)
	if err != nil {
		return nil, err
	}
	run.Estimate(s.Estimator)
	return run, nil
}

// What a recording may ask for: so much that any real one does, and too little to
// take a machine down.
const (
	maxLine    = 256 << 20
	maxPlayed  = 10_000_000
	maxWeights = 50_000_000
	maxNumbers = 50_000_000 // units times chains
	maxStarts  = 1000
)

// reader reads a recording line by line.
type reader struct {
	Recording
	open     func(name string) (*data.Set, error)
	networks []*model.Network
	starts   []*Start
	now      *Start
	line     int
	bases    map[*dynamics.Source]*model.Network // one of each shape
}

// Read reads a recording. open opens the data that it names; those that the
// program brings along are opened by themselves. Errors begin with the line.
func Read(from io.Reader, open func(name string) (*data.Set, error)) (*Recording, error) {
	r := &reader{open: open, bases: map[*dynamics.Source]*model.Network{}}
	lines := bufio.NewReaderSize(from, 64<<10)
	skipMark(lines)
	empty := false
	for {
		text, err := readLine(lines)
		last := errors.Is(err, io.EOF)
		if err != nil && !last {
			return nil, fmt.Errorf("%d: %w", r.line+1, err)
		}
		if len(bytes.TrimSpace(text)) == 0 {
			empty = true // at the end, mail and editors leave some
		} else {
			if empty {
				return nil, fmt.Errorf("%d: the line is empty: a recording has one object a line", r.line+1)
			}
			r.line++
			if last && !json.Valid(text) && r.line > 1 {
				r.Torn = true
				break
			}
			if err := r.take(text); err != nil {
				return nil, fmt.Errorf("%d: %w", r.line, err)
			}
		}
		if last {
			break
		}
	}
	if r.line == 0 {
		return nil, errors.New("1: it is empty: a recording begins with a line that says so")
	}
	if len(r.starts) == 0 {
		return nil, fmt.Errorf("%d: no run begins: the recording ended before there was one", r.line)
	}
	return &r.Recording, nil
}

// skipMark passes over the byte order mark that some editors put before a text.
func skipMark(from *bufio.Reader) {
	if start, _ := from.Peek(3); string(start) == "\uFEFF" {
		_, _ = from.Discard(len(start))
	}
}

// readLine reads up to the next line feed, and no more than maxLine.
func readLine(from *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := from.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > maxLine {
			return nil, fmt.Errorf("the line is longer than %d MB", maxLine>>20)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

// take reads a line.
func (r *reader) take(text []byte) error {
	var kind struct {
		Record string `json:"record"`
	}
	if err := json.Unmarshal(text, &kind); err != nil {
		return fmt.Errorf("it is no JSON object: %w", err)
	}
	if r.line == 1 {
		return r.takeHeader(kind.Record, text)
	}
	act := Act{Line: r.line}
	var err error
	switch kind.Record {
	case "network":
		return r.takeNetwork(text)
	case "start":
		act.Start, err = r.takeStart(text)
	case "return":
		act.Return, err = r.takeReturn(text)
	case "deed":
		act.Deed, err = r.takeDeed(text)
	case "look":
		act.Look, err = r.takeLook(text)
	case "answer":
		var l answerLine
		err = strict(text, &l)
		act.Answer = &Answer{clean(l.Lesson), clean(l.Question), clean(l.Answer.Answer), l.Right}
	default:
		return fmt.Errorf("record %q is unknown: use one of network, start, return, deed, look, answer", kind.Record)
	}
	r.Acts = append(r.Acts, act)
	return err
}

// strict decodes a line that has no other fields.
func strict(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the object: a recording has one object a line")
	}
	return nil
}

func (r *reader) takeHeader(record string, text []byte) error {
	var h header
	if record != "recording" {
		return errors.New(`it is no recording: the first line says {"record":"recording", …}`)
	}
	if err := json.Unmarshal(text, &h); err != nil {
		return err
	}
	if h.Schema != schema {
		return fmt.Errorf("schema %d is unknown: this program reads schema %d, %s made it", h.Schema, schema, clean(h.Program))
	}
	r.Program = clean(h.Program)
	return nil
}

func (r *reader) takeNetwork(text []byte) error {
	var l networkLine
	if err := strict(text, &l); err != nil {
		return err
	}
	if l.Number != len(r.networks)+1 {
		return fmt.Errorf("network %d: number %d comes next", l.Number, len(r.networks)+1)
	}
	net, err := model.Read(bytes.NewReader(l.Network))
	if err != nil {
		return fmt.Errorf("network %d: %w", l.Number, err)
	}
	r.networks = append(r.networks, net)
	return nil
}

func (r *reader) takeStart(text []byte) (*Start, error) {
	var l startLine
	if err := strict(text, &l); err != nil {
		return nil, err
	}
	source, err := r.source(l.Source)
	if err != nil {
		return nil, err
	}
	s := &Start{Source: source}
	for name, n := range map[string]int{"equilibrate": l.Equilibrate, "free": l.Free} {
		if n < 0 || n > maxPlayed {
			return nil, fmt.Errorf("%s is %d: give 0 to %d", name, n, maxPlayed)
		}
	}
	s.Equilibrate, s.Free = l.Equilibrate, l.Free
	if s.Settings, err = r.settings(l.Settings, source); err != nil {
		return nil, err
	}
	if s.Estimator, err = dynamics.ParseEstimator(l.Estimator); err != nil {
		return nil, err
	}
	if r.starts, r.now = append(r.starts, s), s; len(r.starts) > maxStarts {
		return nil, fmt.Errorf("more than %d runs begin", maxStarts)
	}
	return s, nil
}

func (r *reader) takeReturn(text []byte) (*int, error) {
	var l returnLine
	if err := strict(text, &l); err != nil {
		return nil, err
	}
	if l.Start < 1 || l.Start > len(r.starts) {
		return nil, fmt.Errorf("start %d has not come yet: there are %d", l.Start, len(r.starts))
	}
	number := l.Start - 1
	r.now = r.starts[number]
	return &number, nil
}

func (r *reader) takeDeed(text []byte) (*dynamics.Deed, error) {
	var l deedLine
	if err := strict(text, &l); err != nil {
		return nil, err
	}
	if err := r.place(l.Step, l.Played); err != nil {
		return nil, err
	}
	op, err := dynamics.ParseOp(l.Op)
	if err != nil {
		return nil, err
	}
	d := &dynamics.Deed{Op: op, Step: l.Step, Played: l.Played, Past: l.Past}
	switch op {
	case dynamics.Adjusted, dynamics.Restarted, dynamics.Taught, dynamics.Presented:
		if l.Settings == nil {
			return nil, fmt.Errorf("%s needs settings", op)
		}
		if d.Settings, err = r.settings(*l.Settings, r.now.Source); err == nil && op == dynamics.Taught && d.Settings.Weights == nil {
			err = fmt.Errorf("%s needs weights", op)
		}
	case dynamics.Estimated:
		d.Estimator, err = dynamics.ParseEstimator(l.Estimator)
	}
	return d, err
}

// place checks where something is said to have happened.
func (r *reader) place(step, played int) error {
	switch {
	case r.now == nil:
		return errors.New("no run has begun yet: a start comes first")
	case step < 0 || step > played || played > maxPlayed:
		return fmt.Errorf("step %d of %d played: steps go from 0 to played, and that to %d", step, played, maxPlayed)
	}
	return nil
}

func (r *reader) takeLook(text []byte) (*Look, error) {
	var l lookLine
	if err := strict(text, &l); err != nil {
		return nil, err
	}
	if err := r.place(l.Step, l.Played); err != nil {
		return nil, err
	}
	ref, err := dynamics.ParseReference(l.Reference)
	return &Look{l.Step, l.Played, ref}, err
}
