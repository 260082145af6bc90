package cli

import (
	"encoding/json"
	"math"
	"strings"

	"nudge/dynamics/export"
	"nudge/dynamics/sweep"
)

// ndjsonSheet has one object a cell.
type ndjsonSheet struct {
	grid     sweep.Grid
	series   []sweep.Series
	identity string
}

// statRecord is one layer of a cell.
type statRecord struct {
	Layer  int           `json:"layer"`
	Hops   int           `json:"hops"`
	Mean   export.Number `json:"mean"`
	SD     export.Number `json:"sd"`
	Trials int           `json:"trials"`
}

func (n ndjsonSheet) header() string { return n.identity + "\n" }

func (ndjsonSheet) lines() int { return 1 }

func (n ndjsonSheet) begins(values []float64, _ int) string {
	b := []byte(`{"record":"cell"`)
	for i, v := range values {
		b = append(b, `,"`+n.grid.Axes[i].Knob.Name+`":`...)
		b = export.AppendNumber(b, v)
	}
	return string(append(b, ',')) // more follows
}

func (n ndjsonSheet) rows(c sweep.Cell) string {
	b := []byte(n.begins(c.Values, 0))
	if !layered(n.series) {
		b = append(b, `"one_sided":`...)
		b = append(export.AppendNumber(b, c.Stats[0].Mean), `,"symmetric":`...)
		return string(append(export.AppendNumber(b, c.Stats[1].Mean), "}\n"...))
	}
	var layers []statRecord
	for i, s := range c.Stats {
		layers = append(layers, statRecord{n.series[i].Layer, n.series[i].Hops, export.Number(s.Mean), export.Number(s.SD), s.Trials})
	}
	text, err := json.Marshal(layers)
	if err != nil {
		panic("cli: " + err.Error()) // numbers always have a text
	}
	return string(b) + `"layers":` + string(text) + "}\n"
}

func (n ndjsonSheet) parse(index int, lines []string) (sweep.Cell, error) {
	of := sweep.Cell{Index: index, Values: n.grid.At(index), Stats: make([]sweep.Stat, len(n.series))}
	var r struct {
		Layers []struct {
			Mean, SD *float64
			Trials   int
		}
		OneSided  *float64 `json:"one_sided"`
		Symmetric *float64
	}
	if !strings.HasPrefix(lines[0], n.begins(of.Values, 0)) || json.Unmarshal([]byte(lines[0]), &r) != nil {
		return of, errForeign
	}
	if !layered(n.series) {
		of.Stats[0], of.Stats[1] = single(orNaN(r.OneSided)), single(orNaN(r.Symmetric))
		return of, nil
	}
	if len(r.Layers) != len(n.series) {
		return of, errForeign
	}
	for i, s := range r.Layers {
		of.Stats[i] = sweep.Stat{Mean: orNaN(s.Mean), SD: orNaN(s.SD), Trials: s.Trials}
	}
	return of, nil
}

func orNaN(v *float64) float64 {
	if v == nil {
		return math.NaN()
	}
	return *v
}

// trailer is the slopes of the weight gradient's errors.
func (n ndjsonSheet) trailer(cells []sweep.Cell) string {
	if layered(n.series) {
		return ""
	}
	b := []byte(`{"record":"fit","over":"beta","one_sided":`)
	b = append(export.AppendNumber(b, sweep.Slope(cells, 0)), `,"symmetric":`...)
	return string(append(export.AppendNumber(b, sweep.Slope(cells, 1)), "}\n"...))
}
