package export

import (
	"encoding/json"
	"io"

	"nudge/dynamics"
)

type ndjson struct{ encoder *json.Encoder }

// NewNDJSON writes one JSON object a line, in full precision: what is known of
// the network at rest, then the frames.
func NewNDJSON(w io.Writer) Writer { return &ndjson{json.NewEncoder(w)} }

// startRecord is the network at rest, before the first frame.
type startRecord struct {
	Record     string    `json:"record"`
	Schema     int       `json:"schema"`
	Seed       uint64    `json:"seed"`
	Knobs      Knobs     `json:"knobs"`
	Layers     []int     `json:"layers"`
	Activation string    `json:"activation"`
	Stationary []Numbers `json:"stationary"`
	Residual   Number    `json:"residual"`
	Energy     Number    `json:"energy"`
	Cost       Number    `json:"cost"`
	Hessian    *extremes `json:"hessian,omitempty"`
	Backprop   []Numbers `json:"backprop"`
}

type extremes struct {
	Min Number `json:"min"`
	Max Number `json:"max"`
}

// frameRecord is one frame.
type frameRecord struct {
	Record string        `json:"record"`
	Frame  int           `json:"frame"`
	Time   Number        `json:"time"`
	Phase  string        `json:"phase"`
	Energy Number        `json:"energy"`
	Cost   Number        `json:"cost"`
	Layers []layerRecord `json:"layers"`
}

// layerRecord is one layer of a frame.
type layerRecord struct {
	Layer         int     `json:"layer"`
	Hops          int     `json:"hops"`
	Reached       bool    `json:"reached"`
	State         Numbers `json:"state"`
	Derivative    Numbers `json:"derivative"`
	Gradient      Numbers `json:"gradient"`
	Cosine        Number  `json:"cosine"`
	Angle         Number  `json:"angle"`
	SignsAgree    int     `json:"signs_agree"`
	SignsCounted  int     `json:"signs_counted"`
	Scale         Number  `json:"scale"`
	RelativeError Number  `json:"relative_error"`
}

// largestHessian is the number of units up to which its extremes are printed.
const largestHessian = 400

// Hessian is its extreme eigenvalues at rest, if they are printed.
func Hessian(rest *dynamics.Rest) (lowest, highest float64, ok bool) {
	if rest.Network().Units() > largestHessian {
		return 0, 0, false
	}
	return rest.Hessian()
}

func (n *ndjson) Start(f *dynamics.Frame) error {
	rest, net := f.Rest, f.Network()
	r := startRecord{
		Record: "start", Schema: 1, Seed: f.Seed, Knobs: Knobs(f.Settings), Layers: net.Sizes(), Activation: net.Activation().String(),
		Stationary: Layers(net, rest.State()), Residual: Number(rest.Residual),
		Energy: Number(rest.Point.Energy()), Cost: Number(rest.Point.Cost()), Backprop: Layers(net, rest.Backprop),
	}
	if low, high, ok := Hessian(rest); ok {
		r.Hessian = &extremes{Number(low), Number(high)}
	}
	return n.encoder.Encode(r)
}

func (n *ndjson) End() error { return nil }

func (n *ndjson) Frame(f *dynamics.Frame) error {
	net := f.Network()
	r := frameRecord{
		Record: "frame", Frame: f.Number, Time: Number(f.Time), Phase: Phase(f),
		Energy: Number(f.Energy), Cost: Number(f.Cost),
	}
	for _, a := range f.Layers {
		layer := layerRecord{
			Layer: a.Layer, Hops: a.Hops, Reached: a.Reached,
			State: net.Layer(f.State, a.Layer), Derivative: net.Layer(f.Derivative, a.Layer),
			Cosine: Number(a.Cosine), Angle: Number(a.Angle), SignsAgree: a.SignsAgree, SignsCounted: a.SignsCounted,
			Scale: Number(a.Scale), RelativeError: Number(a.RelativeError),
		}
		if f.Gradient != nil {
			layer.Gradient = net.Layer(f.Gradient, a.Layer)
		}
		r.Layers = append(r.Layers, layer)
	}
	return n.encoder.Encode(r)
}
