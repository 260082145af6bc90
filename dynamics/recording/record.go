package recording

import (
	"bytes"
	"encoding/json"
	"fmt"

	"nudge/dynamics"
	"nudge/model"
)

// schema is the version of the format.
const schema = 1

// header is the first line.
type header struct {
	Record  string `json:"record"`
	Schema  int    `json:"schema"`
	Program string `json:"program"`
}

// networkLine is a network that other lines name by its number.
type networkLine struct {
	Record  string          `json:"record"`
	Number  int             `json:"number"`
	Network json.RawMessage `json:"network"`
}

// startLine is a run at rest.
type startLine struct {
	Record      string     `json:"record"`
	Source      sourcePart `json:"source"`
	Settings    settings   `json:"settings"`
	Equilibrate int        `json:"equilibrate"`
	Free        int        `json:"free"`
	Estimator   string     `json:"estimator"`
}

// sourcePart says where networks come from: a preset, with what is different, or
// the network of a file; and the data.
type sourcePart struct {
	Preset     string `json:"preset,omitempty"`
	Layers     []int  `json:"layers,omitempty"`
	Activation string `json:"activation,omitempty"`
	Name       string `json:"name,omitempty"`    // of a file
	Network    int    `json:"network,omitempty"` // its number
	Data       string `json:"data,omitempty"`
	Sum        string `json:"sum,omitempty"` // of the data
}

// returnLine is an earlier run, by the number of its start.
type returnLine struct {
	Record string `json:"record"`
	Start  int    `json:"start"`
}

// deedLine is a change.
type deedLine struct {
	Record    string    `json:"record"`
	Op        string    `json:"op"`
	Step      int       `json:"step"`
	Played    int       `json:"played"`
	Settings  *settings `json:"settings,omitempty"`
	Estimator string    `json:"estimator,omitempty"`
	Past      int       `json:"past,omitempty"`
}

// Look is where a run stands and what it is compared with.
type Look struct {
	Step, Played int
	Reference    dynamics.Reference
}

type lookLine struct {
	Record    string `json:"record"`
	Step      int    `json:"step"`
	Played    int    `json:"played"`
	Reference string `json:"reference"`
}

// Answer is a prediction that was made in a lesson.
type Answer struct {
	Lesson   string `json:"lesson"`
	Question string `json:"question"`
	Answer   string `json:"answer"`
	Right    bool   `json:"right"`
}

type answerLine struct {
	Record string `json:"record"`
	Answer
}

// settings is dynamics.Settings in a file.
type settings struct {
	Knobs    map[string]float64 `json:"knobs"`
	On       bool               `json:"on"`
	Inverted bool               `json:"inverted"`
	Nudge    string             `json:"nudge"`
	Seed     uint64             `json:"seed"`
	Noise    uint64             `json:"noise"`
	Sample   int                `json:"sample"`
	Target   int                `json:"target"`
	Weights  int                `json:"weights"`
}

func writtenSettings(set dynamics.Settings, weights int) settings {
	return settings{
		Knobs: set.Knobs.Values(), On: set.On, Inverted: set.Inverted, Nudge: set.Nudge.String(),
		Seed: set.Seed, Noise: set.Noise, Sample: set.Sample, Target: set.Target, Weights: weights,
	}
}

// read checks settings against the run that they are for.
func (s settings) read(source *dynamics.Source, networks []*model.Network) (set dynamics.Settings, err error) {
	set = dynamics.Settings{
		On: s.On, Inverted: s.Inverted, Seed: s.Seed, Noise: s.Noise,
		Sample: s.Sample, Target: s.Target,
	}
	if set.Knobs, err = dynamics.KnobsOf(s.Knobs); err != nil {
		return set, err
	}
	if set.Nudge, err = dynamics.ParseNudge(s.Nudge); err != nil {
		return set, err
	}
	if n := source.Samples(); s.Sample < 1 || s.Sample > n {
		return set, fmt.Errorf("sample %d: there are 1 to %d", s.Sample, n)
	}
	if n := source.Targets(); s.Target < 0 || s.Target > n {
		return set, fmt.Errorf("target %d: there are 0 to %d", s.Target, n)
	}
	if s.Weights != 0 {
		set.Weights, err = network(s.Weights, networks)
	}
	return set, err
}

// network is the network of a number, from 1.
func network(number int, networks []*model.Network) (*model.Network, error) {
	if number < 1 || number > len(networks) {
		return nil, fmt.Errorf("network %d has not come yet: there are %d", number, len(networks))
	}
	return networks[number-1], nil
}

// oneLine is a network file in one line.
func oneLine(net *model.Network) (json.RawMessage, error) {
	var b bytes.Buffer
	if err := net.Write(&b); err != nil {
		return nil, err
	}
	return bytes.TrimSpace(b.Bytes()), nil
}
