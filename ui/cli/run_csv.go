package cli

import (
	"encoding/csv"
	"io"
	"math"
	"strconv"

	"nudge/dynamics"
)

// table of one row for each frame and unit.
type csvRun struct{ rows *csv.Writer }

func newCSV(w io.Writer) *csvRun { return &csvRun{csv.NewWriter(w)} }

func (c *csvRun) start(*dynamics.Frame) error {
	return c.rows.Write([]string{
		"frame", "time", "phase", "energy", "cost", "layer", "hops", "reached", "unit", "state", "derivative", "gradient",
		"cosine", "angle", "signs_agree", "signs_counted", "scale", "relative_error",
	})
}

func (c *csvRun) frame(f *dynamics.Frame) error {
	net := f.Network()
	head := []string{strconv.Itoa(f.Number), cell(f.Time), phase(f), cell(f.Energy), cell(f.Cost)}
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
				cell(state[i]), cell(derivative[i]), cell(gradient[i]), cell(a.Cosine), cell(a.Angle),
				strconv.Itoa(a.SignsAgree), strconv.Itoa(a.SignsCounted), cell(a.Scale), cell(a.RelativeError))
			if err := c.rows.Write(row); err != nil {
				return err
			}
		}
	}
	c.rows.Flush()
	return c.rows.Error()
}

// cell is a number with all its digits, empty where it is not defined.
func cell(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return ""
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}
