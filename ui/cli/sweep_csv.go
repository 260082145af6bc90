package cli

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"nudge/dynamics/export"
	"nudge/dynamics/sweep"
)

// csvSheet has one row for each cell and layer, or one a cell for the errors of
// the weight gradient.
type csvSheet struct {
	grid     sweep.Grid
	series   []sweep.Series
	identity string
}

// layered tells whether the series are layers.
func layered(series []sweep.Series) bool { return series[0].Layer > 0 }

func (c csvSheet) header() string {
	var names []string
	for _, a := range c.grid.Axes {
		names = append(names, a.Knob.Name)
	}
	if layered(c.series) {
		m := c.grid.Measure.String()
		names = append(names, "layer", "hops", m, m+"_sd", "trials")
	} else {
		for _, s := range c.series {
			names = append(names, s.Name)
		}
	}
	return "# nudge sweep " + c.identity + "\n" + strings.Join(names, ",") + "\n"
}

func (c csvSheet) lines() int {
	if layered(c.series) {
		return len(c.series)
	}
	return 1
}

func (c csvSheet) begins(values []float64, i int) string {
	var b strings.Builder
	for _, v := range values {
		b.WriteString(export.Cell(v) + ",")
	}
	if layered(c.series) {
		fmt.Fprintf(&b, "%d,%d,", c.series[i].Layer, c.series[i].Hops)
	}
	return b.String()
}

func (c csvSheet) rows(of sweep.Cell) string {
	if !layered(c.series) {
		return c.begins(of.Values, 0) + export.Cell(of.Stats[0].Mean) + "," + export.Cell(of.Stats[1].Mean) + "\n"
	}
	var b strings.Builder
	for i, s := range of.Stats {
		b.WriteString(c.begins(of.Values, i) + export.Cell(s.Mean) + "," + export.Cell(s.SD) + "," + strconv.Itoa(s.Trials) + "\n")
	}
	return b.String()
}

func (c csvSheet) parse(index int, lines []string) (sweep.Cell, error) {
	of := sweep.Cell{Index: index, Values: c.grid.At(index), Stats: make([]sweep.Stat, len(c.series))}
	for i, line := range lines {
		rest, ok := strings.CutPrefix(line, c.begins(of.Values, i))
		fields := strings.Split(rest, ",")
		if !ok || len(fields) != 3 && layered(c.series) || len(fields) != 2 && !layered(c.series) {
			return of, errForeign
		}
		if !layered(c.series) {
			for j := range of.Stats {
				of.Stats[j] = single(readCell(fields[j]))
			}
			continue
		}
		trials, err := strconv.Atoi(fields[2])
		if err != nil {
			return of, errForeign
		}
		of.Stats[i] = sweep.Stat{Mean: readCell(fields[0]), SD: readCell(fields[1]), Trials: trials}
	}
	return of, nil
}

func (csvSheet) trailer([]sweep.Cell) string { return "" }

// single is the statistics of one number.
func single(v float64) sweep.Stat {
	s := sweep.Stat{Mean: v, SD: math.NaN(), Trials: 1}
	if math.IsNaN(v) {
		s.Trials = 0
	}
	return s
}

// readCell reads what cell wrote. What it cannot have written is NaN, and is
// not what the cell would be written as again.
func readCell(text string) float64 {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return math.NaN()
	}
	return v
}
