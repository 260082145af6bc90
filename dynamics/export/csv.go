package export

import (
	"encoding/csv"
	"io"
	"math"
	"strconv"

	"nudge/dynamics"
)

type csvRun struct{ rows *csv.Writer }

// newCSV writes a table of one row for each frame and unit.
func newCSV(w io.Writer) Writer { return &csvRun{csv.NewWriter(w)} }

func (c *csvRun) Start(*dynamics.Frame) error {
	return c.rows.Write([]string{
		"frame", "time", "phase", "energy", "cost", "layer", "hops", "reached", "unit", "state", "derivative", "gradient",
		"cosine", "angle", "signs_agree", "signs_counted", "scale", "relative_error",
	})
}

func (c *csvRun) Frame(f *dynamics.Frame) error {
	net := f.Network()
	head := []string{strconv.Itoa(f.Number), Cell(f.Time), Phase(f), Cell(f.Energy), Cell(f.Cost)}
	for _, a := range f.Layers {
		gradient := make([]float64, net.Size(a.Layer))
		for i := range gradient {
			gradient[i] = math.NaN()
		}
		if f.Gradient != nil {
			gradient = net.Layer(f.Gradient, a.Layer)
		}
		state, derivative := net.Layer(f.State, a.Layer), net.Layer(f.Derivative, a.Layer)
		for i := range state {
			row := append(head[:len(head):len(head)],
				strconv.Itoa(a.Layer), strconv.Itoa(a.Hops), strconv.FormatBool(a.Reached), strconv.Itoa(i+1),
				Cell(state[i]), Cell(derivative[i]), Cell(gradient[i]), Cell(a.Cosine), Cell(a.Angle),
				strconv.Itoa(a.SignsAgree), strconv.Itoa(a.SignsCounted), Cell(a.Scale), Cell(a.RelativeError))
			if err := c.rows.Write(row); err != nil {
				return err
			}
		}
	}
	c.rows.Flush()
	return c.rows.Error()
}

func (c *csvRun) End() error {
	c.rows.Flush()
	return c.rows.Error()
}

// Cell is a number with all its digits, empty where it is not defined.
func Cell(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return ""
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}
