package sweep

import "math"

// Cell is a computed cell of a grid.
type Cell struct {
	Index  int
	Values []float64 // of the axes
	Stats  []Stat    // one for each of the grid's Series
}

// Stat is a measured number over the trials.
type Stat struct {
	Mean, SD float64 // NaN where fewer than one, or two, trials had a number
	Trials   int     // how many had one
}

// summary is the cell that its trials make, each with a number a series. A
// single one stands for all of them if there is no noise.
func (g Grid) summary(cell int, trials [][]float64) Cell {
	c := Cell{Index: cell, Values: g.At(cell), Stats: make([]Stat, len(trials[0]))}
	for i := range c.Stats {
		var values []float64
		for _, t := range trials {
			if !math.IsNaN(t[i]) {
				values = append(values, t[i])
			}
		}
		s := statistics(values)
		if len(trials) < g.Trials && s.Trials == 1 && g.Measure != WeightGradient {
			s.Trials, s.SD = g.Trials, 0
		}
		c.Stats[i] = s
	}
	return c
}

func statistics(values []float64) Stat {
	s := Stat{Mean: math.NaN(), SD: math.NaN(), Trials: len(values)}
	if len(values) == 0 {
		return s
	}
	var sum, squares float64
	for _, v := range values {
		sum += v
	}
	s.Mean = sum / float64(len(values))
	for _, v := range values {
		squares += (v - s.Mean) * (v - s.Mean)
	}
	if len(values) > 1 {
		s.SD = math.Sqrt(squares / float64(len(values)-1))
	}
	return s
}
