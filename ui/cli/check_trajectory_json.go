package cli

import (
	"encoding/json"
	"io"
	"math"

	"nudge/dynamics"
)

// judgementRecord is a judged trajectory as JSON.
type judgementRecord struct {
	Schema     int             `json:"schema"`
	Trajectory string          `json:"trajectory"`
	Frames     int             `json:"frames"`
	Precision  string          `json:"precision"`
	Beta       number          `json:"beta"`
	Step       number          `json:"step"`
	Stationary []numbers       `json:"stationary"`
	Residual   number          `json:"residual"`
	Backprop   []numbers       `json:"backprop"`
	Layers     []arrivalRecord `json:"layers"`
	Rows       []comparison    `json:"rows"`
	Left       []string        `json:"left_out"`
	Findings   []string        `json:"findings"`
}

// arrivalRecord is one layer: how it agrees with backprop on arrival, and with
// bptt in every frame.
type arrivalRecord struct {
	Layer         int             `json:"layer"`
	Hops          int             `json:"hops"`
	Arrival       int             `json:"arrival"`
	Angle         number          `json:"angle"`
	SizeError     number          `json:"size_error"`
	RelativeError number          `json:"relative_error"`
	Frames        []verdictRecord `json:"frames"`
}

// verdictRecord is one layer at one frame, beside bptt.
type verdictRecord struct {
	Frame         int    `json:"frame"`
	Reached       bool   `json:"reached"`
	BelowRounding bool   `json:"below_rounding"`
	Angle         number `json:"angle"`
	RelativeError number `json:"relative_error"`
	Early         number `json:"early"`
	StepError     number `json:"step_error"`
}

func (k *checking) writeJudgementJSON(w io.Writer, saved *dynamics.Trajectory, set dynamics.Settings, j *dynamics.Judgement) error {
	net, nan := j.Rest.Network(), number(math.NaN())
	r := judgementRecord{
		Schema: 1, Trajectory: k.trajectory, Frames: saved.Frames(), Precision: saved.Precision(), Beta: number(signed(set)), Step: number(set.Step),
		Stationary: split(net, j.Rest.State()), Residual: number(j.Rest.Residual), Backprop: split(net, j.Rest.Backprop),
		Rows: comparisons(&j.Check), Left: append([]string{}, j.Left...), Findings: append([]string{}, j.Findings...),
	}
	for i, a := range j.Arrival {
		hops := net.Hops(i + 1)
		layer := arrivalRecord{Layer: i + 1, Hops: hops, Arrival: hops + 1, Angle: nan, SizeError: nan, RelativeError: nan}
		if a.Layer > 0 {
			layer.Angle, layer.SizeError, layer.RelativeError = number(a.Angle), number(sizeError(a)), number(a.RelativeError)
		}
		for _, frame := range j.Frames {
			v := frame[i]
			layer.Frames = append(layer.Frames, verdictRecord{
				Frame: v.Frame, Reached: v.Reached, BelowRounding: v.BelowRounding,
				Angle: number(v.Angle), RelativeError: number(v.RelativeError), Early: number(v.Early), StepError: number(v.Step),
			})
		}
		r.Layers = append(r.Layers, layer)
	}
	return json.NewEncoder(w).Encode(r)
}
