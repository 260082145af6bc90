package cli

import (
	"encoding/json"
	"io"
	"math"

	"nudge/dynamics"
	"nudge/dynamics/export"
)

// judgementRecord is a judged trajectory as JSON.
type judgementRecord struct {
	Schema     int              `json:"schema"`
	Trajectory string           `json:"trajectory"`
	Frames     int              `json:"frames"`
	Precision  string           `json:"precision"`
	Beta       export.Number    `json:"beta"`
	Step       export.Number    `json:"step"`
	Stationary []export.Numbers `json:"stationary"`
	Residual   export.Number    `json:"residual"`
	Backprop   []export.Numbers `json:"backprop"`
	Layers     []arrivalRecord  `json:"layers"`
	Rows       []comparison     `json:"rows"`
	Left       []string         `json:"left_out"`
	Findings   []string         `json:"findings"`
}

// arrivalRecord is one layer: how it agrees with backprop on arrival, and with
// bptt in every frame.
type arrivalRecord struct {
	Layer         int             `json:"layer"`
	Hops          int             `json:"hops"`
	Arrival       int             `json:"arrival"`
	Angle         export.Number   `json:"angle"`
	SizeError     export.Number   `json:"size_error"`
	RelativeError export.Number   `json:"relative_error"`
	Frames        []verdictRecord `json:"frames"`
}

// verdictRecord is one layer at one frame, beside bptt.
type verdictRecord struct {
	Frame         int           `json:"frame"`
	Reached       bool          `json:"reached"`
	BelowRounding bool          `json:"below_rounding"`
	Angle         export.Number `json:"angle"`
	RelativeError export.Number `json:"relative_error"`
	Early         export.Number `json:"early"`
	StepError     export.Number `json:"step_error"`
}

func (k *checking) writeJudgementJSON(w io.Writer, saved *dynamics.Trajectory, set dynamics.Settings, j *dynamics.Judgement) error {
	net, nan := j.Rest.Network(), export.Number(math.NaN())
	r := judgementRecord{
		Schema: 1, Trajectory: k.trajectory, Frames: saved.Frames(), Precision: saved.Precision(), Beta: export.Number(signed(set)), Step: export.Number(set.Step),
		Stationary: export.Layers(net, j.Rest.State()), Residual: export.Number(j.Rest.Residual), Backprop: export.Layers(net, j.Rest.Backprop),
		Rows: comparisons(&j.Check), Left: append([]string{}, j.Left...), Findings: append([]string{}, j.Findings...),
	}
	for i, a := range j.Arrival {
		hops := net.Hops(i + 1)
		layer := arrivalRecord{Layer: i + 1, Hops: hops, Arrival: hops + 1, Angle: nan, SizeError: nan, RelativeError: nan}
		if a.Layer > 0 {
			layer.Angle, layer.SizeError, layer.RelativeError = export.Number(a.Angle), export.Number(sizeError(a)), export.Number(a.RelativeError)
		}
		for _, frame := range j.Frames {
			v := frame[i]
			layer.Frames = append(layer.Frames, verdictRecord{
				Frame: v.Frame, Reached: v.Reached, BelowRounding: v.BelowRounding,
				Angle: export.Number(v.Angle), RelativeError: export.Number(v.RelativeError), Early: export.Number(v.Early), StepError: export.Number(v.Step),
			})
		}
		r.Layers = append(r.Layers, layer)
	}
	return json.NewEncoder(w).Encode(r)
}
