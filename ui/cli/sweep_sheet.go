package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"math"

	"nudge/dynamics/export"
	"nudge/dynamics/sweep"
)

// sheet is a format that a sweep is written in. Every cell has the same number
// of lines.
type sheet interface {
	header() string
	// rows is the lines of a cell, each with its line feed.
	rows(c sweep.Cell) string
	// begins is what line i of a cell with these values begins with, whatever
	// was measured.
	begins(values []float64, i int) string
	// parse reads the lines of a cell back.
	parse(index int, lines []string) (sweep.Cell, error)
	lines() int
	// trailer is what follows the last cell of the whole sweep.
	trailer(cells []sweep.Cell) string
}

func newSheet(format string, g sweep.Grid, e *experiment) (sheet, error) {
	r, err := newSweepRecord(g, e)
	if err != nil {
		return nil, err
	}
	identity, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	if format == "ndjson" {
		return ndjsonSheet{grid: g, series: g.Series(), identity: string(identity)}, nil
	}
	return csvSheet{grid: g, series: g.Series(), identity: string(identity)}, nil
}

// sweepRecord is everything that a sweep's numbers depend on. It is the first
// line of a file, and tells a file from one of another sweep.
type sweepRecord struct {
	Record      string       `json:"record"`
	Schema      int          `json:"schema"`
	Network     string       `json:"network"` // SHA-256 of the network file
	Source      string       `json:"source"`
	Sample      int          `json:"sample"`
	Layers      []int        `json:"layers"`
	Activation  string       `json:"activation"`
	Seed        uint64       `json:"seed"`
	Nudge       string       `json:"nudge"`
	Knobs       export.Knobs `json:"knobs"`
	Axes        []axisRecord `json:"axes"`
	Trials      int          `json:"trials"`
	Frame       int          `json:"frame"`
	Equilibrate int          `json:"equilibrate"`
	Measure     string       `json:"measure"`
	Reference   string       `json:"reference"`
	Estimator   string       `json:"estimator"`
}

type axisRecord struct {
	Knob   string         `json:"knob"`
	Values export.Numbers `json:"values"`
}

func newSweepRecord(g sweep.Grid, e *experiment) (sweepRecord, error) {
	base := g.Base
	for _, a := range g.Axes { // its value is in the axis
		*a.Knob.Field(&base.Knobs) = math.NaN()
	}
	r := sweepRecord{
		Record: "sweep", Schema: 1, Source: g.Source.Name(), Sample: base.Sample, Seed: base.Seed, Nudge: e.nudge.String(), Knobs: export.Knobs(base),
		Trials: g.Trials, Frame: g.Frame, Equilibrate: g.Equilibrate,
		Measure: g.Measure.String(), Reference: g.Reference.String(), Estimator: g.Estimator.String(),
	}
	net, err := g.Source.Network(g.Base)
	if err != nil {
		return r, err
	}
	hash := sha256.New()
	if err := net.Write(hash); err != nil {
		return r, err
	}
	r.Network = hex.EncodeToString(hash.Sum(nil))
	r.Layers, r.Activation = net.Sizes(), net.Activation().String()
	for _, a := range g.Axes {
		r.Axes = append(r.Axes, axisRecord{a.Knob.Name, a.Values})
	}
	return r, nil
}
